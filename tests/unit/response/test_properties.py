"""Whatever people and messages do, a task stands where its table says, and says truly what is open.

The sequences are made by hypothesis: acts of the department at growing times, and words of others.
"""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from contracts.commands.relief import Extend, Resume, Suspend
from contracts.commands.task import Acknowledge, Arrive, CannotSolve, Complete, ObjectTo, Progress
from contracts.events.call import (
    CallAccepted,
    CallEscalated,
    CallReleased,
    CallSentBack,
    RulingDecided,
    RulingOpened,
)
from contracts.events.case_handed import CaseReturned
from contracts.events.relief import CallExtended, CallResumed, CallSuspended, ReliefDecided
from contracts.machine import IllegalTransition
from contracts.refusals import NotNow
from contracts.words import Kind, Level, Owner
from services.response import core
from tests.unit.response.builders import (
    CALL,
    CITY,
    NEAR,
    NOON,
    decide,
    handed_over,
    summoned,
    told,
    whistled,
)

ACTS = {
    "acknowledge": Acknowledge(handler="Li Ming"),
    "arrive": Arrive(person="Li Ming", rank="BLUE", way="gps", point=NEAR),
    "progress": Progress(text="on it"),
    "complete": Complete(
        accepted_at=NOON, contacted="x", measures="y", finished_at=NOON, photos=("ph-1",)
    ),
    "object": ObjectTo(reason="no", basis="row 7"),
    "cannot-solve": CannotSolve(reason="no money"),
    "extend": Extend(reason="rain"),
    "suspend": Suspend(cause="season", reason="frost", until=NOON + timedelta(days=90)),
    "resume": Resume(reason="it thaws"),
}
OPENED = {"ruling_id": "r", "level": Level.STREET, "at": "s1", "reason": "no", "due_at": NOON}
WORDS = [
    RulingOpened(**CALL, **OPENED, about="cannot_solve"),
    CallAccepted(**CALL),
    CallSentBack(**CALL, reason="again", complete_by=NOON),
    CallReleased(**CALL, reason="no"),
    CallEscalated(**CALL, duty="arrive", grade="RED", answer_by=NOON, tell=()),
    RulingDecided(**CALL, ruling_id="r", about="objection", upheld=False, reason="no"),
    RulingDecided(**CALL, ruling_id="r", about="cannot_solve", upheld=True, reason="yes"),
    ReliefDecided(**CALL, relief_id="x", wish="extension", granted=True, reason="yes"),
    CallExtended(
        **CALL,
        relief_id="x",
        count=1,
        extended_at=NOON,
        complete_by=NOON + timedelta(days=9),
    ),
    CallSuspended(
        **CALL,
        cause="season",
        reason="frost",
        suspended_at=NOON,
        until=NOON + timedelta(days=90),
    ),
    CallResumed(**CALL, resumed_at=NOON, clocks=summoned().clocks),
    CaseReturned(owner=Owner(level=Level.STREET, at="s1"), due_at=NOON, reason="no"),
]
TASKS = [whistled(), whistled(kind=Kind.EMERGENCY), whistled(designated=True), handed_over()]
MOMENTS = [NOON, NOON + timedelta(hours=3), NOON + timedelta(hours=5)]

tasks = st.sampled_from(TASKS)
steps = st.lists(st.sampled_from([*ACTS, *WORDS]), max_size=12)
moments = st.sampled_from(MOMENTS)


def walk(task, steps, now):
    """The task after those of these steps that are possible."""
    for step in steps:
        try:
            happens = decide(ACTS[step], task, now=now) if step in list(ACTS) else [step]
            task = told(task, *happens)
        except (NotNow, IllegalTransition):
            continue
    return task


@given(tasks, steps, moments)
def test_every_sequence_leaves_a_stage_of_the_table(task, steps, now):
    after = walk(task, steps, now)

    assert after.stage in core.TASK_LIFE.table
    assert after.stage not in {core.Stage.NEW, core.Stage.CALLED}


@given(tasks, steps, moments)
def test_what_is_said_to_be_allowed_is_and_nothing_else(task, steps, now):
    after = walk(task, steps, now)
    taken = set()

    for name, command in ACTS.items():
        try:
            told(after, *decide(command, after, now=now))
            taken.add(name)
        except NotNow:
            continue

    assert taken == set(core.allowed(after, CITY, now))


@given(tasks, steps, moments)
def test_a_task_is_objected_to_at_most_once_and_steps_are_taken_in_order(task, steps, now):
    after = walk(task, steps, now)

    planned = [step.step for step in after.steps if step.step in after.done]
    needed = [step for step in planned if step != "progress"]
    assert after.objections <= CITY.objection.max
    assert needed == [step.step for step in after.steps if step.step != "progress"][: len(needed)]


@given(tasks, steps, moments)
def test_a_decision_never_says_what_its_state_cannot_take(task, steps, now):
    after = walk(task, steps, now)

    for name in core.allowed(after, CITY, now):
        assert told(after, *decide(ACTS[name], after, now=now)).stage in core.TASK_LIFE.table
