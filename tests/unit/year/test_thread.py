"""The year's check of a whistle's thread: whoever is asked owes an answer of their own."""

from types import SimpleNamespace

import pytest

from tests.unit.year.test_deadlines import DUE, NEXT, found
from tests.unit.year.worlds import HOUR, NOON, World

NONE = SimpleNamespace(acknowledge_by=None, arrive_by=None, complete_by=None)


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


def confirmed(world):
    """The street has seen what was done: nobody owes it a word any more."""
    return world.says("whistle.confirmed", at=DUE - HOUR, due_at=NEXT)


def reckoned(world):
    """The calendar moved it."""
    moved = (SimpleNamespace(was=DUE, due_at=NEXT),)
    return world.says("whistle.recomputed", at=NOON + HOUR, due_at=None, moved=moved, beside=())


def silent(world, department, at=DUE, was=DUE):
    told = {"message_id": "m1", "department": department, "was_due_at": was}
    return world.says("whistle.message_unanswered", at=at, by="clock", **told)


@pytest.mark.parametrize(
    "kept",
    [
        silent(silent(asked("a", "b"), "a"), "b"),
        silent(answered(asked("a", "b"), "a"), "b"),
        asked("a").says("whistle.withdrawn", at=DUE - HOUR),
        confirmed(asked("a")).says("whistle.closed", at=NEXT - HOUR),
        answered(reckoned(asked("a")), "a", NEXT - HOUR),
        silent(reckoned(asked("a")), "a", NEXT, NEXT),
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
