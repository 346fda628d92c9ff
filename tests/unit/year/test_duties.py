"""The year's check of what lies inside others: duties of a call, steps of tasks and of meetings."""

from types import SimpleNamespace

import pytest

from contracts.steps import TIER, WHOLE, StepClock
from tests.unit.year.test_deadlines import DUE, END, NEXT, found
from tests.unit.year.worlds import HOUR, NOON, World
from tests.year.deadlines import unkept

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


def about(what, world):
    """What is wrong with deadlines of one kind alone."""
    wrong = (fault.partition(": ") for fault in unkept(world.said, END))
    return [kind for kind, _, which in wrong if which.startswith(f"{what} ")]


def answering(world, at=NOON):
    """Every duty is done in the task."""
    for kind in ("task.acknowledged", "task.arrived", "task.completed"):
        world.says(kind, "wh-1-1", at, whistle_id="wh-1")
    return world


def test_what_is_done_and_sent_back_is_due_anew_and_what_is_only_reckoned_again_is_not():
    sent_back = {"task_id": "wh-1-1", "complete_by": NEXT}
    reckoned = {"task_id": "wh-1-1", "clocks": CLOCKS, "moved": ()}
    due_again = answering(called()).says("call.sent_back", "wh-1", DUE - HOUR, **sent_back)
    moved = answering(called()).says("call.recomputed", "wh-1", DUE - HOUR, **reckoned)

    assert about("duty", moved) == []
    assert about("duty", due_again) == ["in the past at the end"]


def test_nothing_is_owed_in_a_pause_and_all_of_it_after():
    paused = {"task_id": "wh-1-1", "until": NEXT, "look_at": None}
    waits = called().says("call.suspended", "wh-1", NOON + HOUR, **paused)

    assert about("duty", waits) == []
    late = SimpleNamespace(acknowledge_by=END - HOUR, arrive_by=END + HOUR, complete_by=END + HOUR)
    waits.says("call.resumed", "wh-1", NEXT, "clock", task_id="wh-1-1", clocks=late)
    assert about("duty", waits) == ["in the past at the end"]


def test_a_pause_puts_the_whistle_off_and_never_forward():
    whistle = World().says("whistle.raised", "wh-1", complete_by=DUE)
    sooner = {"task_id": "t", "until": DUE - HOUR, "look_at": None}
    later = {"task_id": "t", "complete_by": NEXT, "count": 1}
    over = ("whistle.closed", "wh-1")

    brought_forward = whistle.says("call.suspended", "wh-1", NOON + HOUR, **sooner)
    assert about("whistle", brought_forward) == ["in the past at the end"]
    put_off = brought_forward.says("call.extended", "wh-1", NOON + 2 * HOUR, **later)
    assert about("whistle", put_off.says(*over, DUE + HOUR)) == []


def test_each_of_several_questions_has_a_deadline_of_its_own():
    asked = World()
    for id in ("r-1", "r-2"):
        asked.says("ruling.opened", "wh-1", ruling_id=id, due_at=DUE)
    one_answered = asked.says("ruling.decided", "wh-1", DUE - HOUR, ruling_id="r-1")

    assert about("ruling", one_answered) == ["in the past at the end"]
    both = one_answered.says("ruling.decided", "wh-1", DUE - HOUR, ruling_id="r-2")
    assert about("ruling", both) == []


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


def entered(*clocks, rules=()):
    """A task with these steps to take by noon."""
    steps = tuple(SimpleNamespace(step=one, rules=rules) for one in clocks)
    due = tuple(StepClock(step=one, due_at=DUE) for one in clocks)
    return World().says("task.notified", "t-1", steps=steps, clocks=due, opens=clocks)


def again(world, *clocks, at=DUE - HOUR):
    due = tuple(StepClock(step=one, due_at=NEXT) for one in clocks)
    return world.says("task.stepped", "t-1", at, step="x", clocks=due, opens=clocks)


def test_a_window_that_shuts_is_nobodys_deadline():
    assert about("step", entered("ballot", rules=("in_window",))) == []
    assert about("step", entered("ballot")) == ["in the past at the end"]


def test_what_the_tier_before_left_is_over_and_the_whole_is_not():
    told = {"at": DUE - HOUR, "clocks": (), "opens": None, "steps": ()}

    assert about("step", entered("accept").says("task.moved", "t-1", **told)) == []
    left = entered("accept", WHOLE).says("task.moved", "t-1", **told)
    assert about("step", left) == ["in the past at the end"]


def test_once_there_is_a_result_the_tiers_time_counts_no_more():
    settled = entered(WHOLE, TIER).says("task.settled", "t-1", DUE - 2 * HOUR)

    assert about("step", again(settled, WHOLE, TIER)) == []
    assert about("step", again(entered(WHOLE, TIER), WHOLE, TIER)) == ["in the past at the end"] * 2


def met():
    agreed = SimpleNamespace(id="a-1", department="water", due_at=DUE)
    return World().says("whistle.meeting_held", "wh-1", steps=(agreed,))


def test_what_a_meeting_agreed_on_is_done_or_struck():
    done = ("whistle.step_done", "wh-1", DUE - HOUR)
    assert found(met().says(*done, step_id="a-1")) == []
    assert "in the past at the end" in found(met())
    assert found(met().says("whistle.closed", "wh-1", DUE - HOUR)) == []
    out = {"task_id": "wh-1-1", "at": DUE - HOUR}
    assert found(met().says("call.released", "wh-1", department="water", **out)) == []
    assert found(met().says("call.released", "wh-1", department="fire", **out))


def test_what_a_new_calendar_says_in_a_pause_is_due_only_once_it_is_over():
    paused = {"task_id": "wh-1-1", "until": END, "look_at": None}
    reckoned = {"task_id": "wh-1-1", "clocks": CLOCKS, "moved": ()}
    waits = called().says("call.suspended", "wh-1", NOON + HOUR, **paused)

    waits.says("call.recomputed", "wh-1", NOON + HOUR, **reckoned)

    assert about("duty", waits) == []


def entrusted():
    clocks = (StepClock.model_construct(step="acknowledge", due_at=DUE),)
    return World().says("task.notified", "case-1-t1", clocks=clocks, steps=())


@pytest.mark.parametrize(("at", "wrong"), [(DUE, []), (NEXT, ["struck, and nothing was due"])])
def test_two_clocks_may_strike_at_one_instant_and_only_then(at, wrong):
    told = entrusted().says("case.returned", "case-1", DUE, "clock", task_id="case-1-t1")

    told.says("task.step_overdue", "case-1-t1", at, "clock", step="acknowledge", was_due_at=DUE)

    assert about("step", told) == wrong
