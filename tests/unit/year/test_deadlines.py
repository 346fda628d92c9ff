"""The year's check of deadlines finds each way in which one can be missed, or struck in vain."""

from types import SimpleNamespace

import pytest

from contracts.steps import StepClock
from tests.unit.year.worlds import HOUR, NOON, World
from tests.year.deadlines import unkept

NONE = SimpleNamespace(acknowledge_by=None, arrive_by=None, complete_by=None)
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


CLOCKS = SimpleNamespace(acknowledge_by=DUE, arrive_by=NEXT, complete_by=END + HOUR)


def called():
    return World().says("call.summoned", "wh-1", task_id="wh-1-1", clocks=CLOCKS)


def late(world, duty="acknowledge", at=DUE):
    return world.says("call.overdue", "wh-1", at, "clock", task_id="wh-1-1", duty=duty)


def taken(world, at=DUE - HOUR):
    return world.says("task.acknowledged", "wh-1-1", at, whistle_id="wh-1")


def arrived(world):
    return world.says("task.arrived", "wh-1-1", DUE + HOUR, whistle_id="wh-1")


def test_a_duty_is_done_in_the_task_or_struck_in_the_whistle():
    assert found(arrived(taken(called()))) == []
    assert found(arrived(taken(late(called()), DUE + HOUR))) == []
    assert found(called().says("call.released", "wh-1", NOON + HOUR, task_id="wh-1-1")) == []


@pytest.mark.parametrize(
    ("fault", "broken"),
    [
        ("passed without a strike", arrived(taken(called(), DUE + HOUR))),
        ("in the past at the end", taken(called())),
        ("struck, and nothing was due", late(arrived(taken(called())), at=DUE + HOUR)),
        ("struck, and nothing was due", late(late(called()), at=DUE + HOUR)),
    ],
)
def test_a_duty_that_was_forgotten_or_struck_in_vain_is_found(fault, broken):
    assert fault in found(broken)


def filed():
    clocks = (StepClock(step="accept", due_at=DUE),)
    return World().says("task.notified", "t-1", steps=(), clocks=clocks, opens=("accept",))


def stepped(world, at):
    return world.says("task.stepped", "t-1", at, step="accept", clocks=(), opens=())


def overdue(world, at=DUE):
    return world.says(
        "task.step_overdue", "t-1", at, "clock", step="accept", was_due_at=DUE, next_at=None
    )


def test_a_step_is_taken_or_struck():
    assert found(stepped(filed(), DUE - HOUR)) == []
    assert found(stepped(overdue(filed()), DUE + HOUR)) == []
    assert "in the past at the end" in found(filed())
    assert "passed without a strike" in found(stepped(filed(), DUE + HOUR))
    assert "struck, and nothing was due" in found(overdue(overdue(filed()), DUE + HOUR))


def met():
    agreed = SimpleNamespace(id="a-1", department="water", due_at=DUE)
    return World().says("whistle.meeting_held", "wh-1", steps=(agreed,))


def test_what_a_meeting_agreed_on_is_done_or_struck():
    done = ("whistle.step_done", "wh-1", DUE - HOUR)
    assert found(met().says(*done, step_id="a-1")) == []
    assert "in the past at the end" in found(met())


def test_what_the_calendar_moved_is_found_by_its_time():
    moved = (SimpleNamespace(was=DUE, due_at=NEXT),)
    claimed = World().says("claim.made", start_by=DUE, claim_id="c-1")
    claimed.says("offer.recomputed", at=NOON + HOUR, due_at=None, moved=moved)

    assert found(claimed.says("claim.arrived", at=DUE + HOUR, claim_id="c-1")) == []


def asked(*departments):
    world = World()
    for one in departments:
        world.says("call.summoned", department=one, task_id=f"t-{one}", clocks=NONE)
    return world.says(
        "whistle.message_said", side="street", message_id="m1", department=None, answer_by=DUE
    )


def answered(world, department, at=DUE - HOUR):
    told = {"side": "department", "message_id": "m2", "answers": "m1", "answer_by": None}
    return world.says("whistle.message_said", at=at, department=department, **told)


def silent(world, department, at=DUE):
    told = {"message_id": "m1", "department": department, "was_due_at": DUE}
    return world.says("whistle.message_unanswered", at=at, by="clock", **told)


@pytest.mark.parametrize(
    "kept",
    [
        silent(silent(asked("a", "b"), "a"), "b"),
        silent(answered(asked("a", "b"), "a"), "b"),
        asked("a").says("whistle.withdrawn", at=DUE - HOUR),
        asked("a").says("call.released", at=DUE - HOUR, department="a", task_id="t-a"),
    ],
)
def test_each_who_is_asked_owes_an_answer_of_their_own(kept):
    assert found(kept) == []


@pytest.mark.parametrize(
    ("fault", "broken"),
    [
        ("in the past at the end", silent(asked("a", "b"), "a")),
        ("in the past at the end", answered(asked("a", "b"), "b")),
        ("struck, and nothing was due", silent(silent(asked("a"), "a"), "a")),
        ("struck, and nothing was due", silent(answered(asked("a"), "a"), "a")),
        ("passed without a strike", answered(asked("a"), "a", DUE + HOUR)),
    ],
)
def test_an_answer_nobody_gave_and_nobody_was_told_of_is_found(fault, broken):
    assert fault in found(broken)
