"""The year's check of deadlines finds each way in which one can be missed, or struck in vain."""

from types import SimpleNamespace

import pytest

from tests.unit.year.worlds import HOUR, NOON, World
from tests.year.deadlines import unkept

DUE, NEXT, END = NOON + 9 * HOUR, NOON + 30 * HOUR, NOON + 100 * HOUR


def reported():
    return World().says("case.reported", due_at=DUE)


def struck(world, at=DUE, was=DUE, next_at=NEXT, by="clock"):
    return world.says("case.overdue", at=at, by=by, was_due_at=was, next_at=next_at)


def closed(world, at=NEXT - HOUR):
    return world.says("case.closed", at=at)


def found(world):
    return [fault.partition(":")[0] for fault in unkept(world.said, END)]


@pytest.mark.parametrize(
    "kept",
    [
        closed(reported(), DUE - HOUR),
        closed(struck(reported())),
        closed(struck(struck(reported()), NEXT, NEXT, END), NEXT + HOUR),
        closed(reported().says("case.recomputed", at=DUE - HOUR, due_at=NEXT, moved=())),
        struck(struck(reported(), DUE + HOUR), NEXT, NEXT, END + HOUR),
        reported().says("case.closed", at=DUE + HOUR, by="clock"),
    ],
)
def test_a_deadline_that_is_met_moved_or_struck_once_is_kept(kept):
    assert found(kept) == []


@pytest.mark.parametrize(
    ("fault", "broken"),
    [
        ("nothing was ever due", World()),
        ("passed without a strike", closed(reported())),
        ("passed without a strike", reported().says("case.closed", at=DUE + 9 * HOUR, by="clock")),
        (
            "passed without a strike",
            closed(reported().says("case.prolonged", at=DUE + HOUR, by="clock", due_at=NEXT)),
        ),
        ("in the past at the end", reported()),
        ("in the past at the end", struck(reported())),
        ("struck, and nothing was due", closed(struck(struck(reported())))),
        ("struck, and nothing was due", closed(struck(reported(), DUE - HOUR))),
        ("struck, and nothing was due", struck(closed(reported(), DUE - HOUR), next_at=None)),
        ("struck late", closed(struck(reported(), DUE + 9 * HOUR))),
        ("struck for another time", closed(struck(reported(), was=DUE - HOUR))),
    ],
)
def test_one_that_is_not_is_found(fault, broken):
    assert fault in found(broken)


def test_a_clock_that_is_on_no_line_is_found():
    world = struck(reported())
    world.said[-1] = world.said[-1].model_copy(update={"type": "a.clock.nobody.lists"})

    assert "on no line" in found(world)


def test_what_the_calendar_moved_is_found_by_its_time():
    moved = (SimpleNamespace(was=DUE, due_at=NEXT),)
    claimed = World().says("claim.made", start_by=DUE, claim_id="c-1")
    claimed.says("offer.recomputed", at=NOON + HOUR, due_at=None, moved=moved)

    assert found(claimed.says("claim.arrived", at=DUE + HOUR, claim_id="c-1")) == []


def test_what_says_itself_that_it_moved_does_not_move_with_another_of_the_same_time():
    moved = (SimpleNamespace(was=DUE, due_at=NEXT),)
    asked = {"supervision_id": "s-1", "answer_by": DUE}
    world = World().says("supervision.opened", "wh-1", **asked)
    world.says("whistle.recomputed", "wh-1", NOON + HOUR, moved=moved, beside=(), due_at=None)

    silent = {"supervision_id": "s-1", "was_due_at": DUE, "answer_by": None}
    world.says("supervision.unanswered", "wh-1", DUE, "clock", **silent)
    world.says("supervision.answered", "wh-1", NEXT, supervision_id="s-1")

    assert found(world) == []
