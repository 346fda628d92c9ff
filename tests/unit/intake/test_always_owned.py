"""Whatever anybody does, in any order, at any time: a case is never without an owner and a next
deadline, and every move it makes is one that everybody may know."""

from datetime import timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from contracts.commands import case as ask
from contracts.commands import case_work as care
from contracts.events.case import CaseMerged
from contracts.lifecycle import CASE_LIFE, CaseStage
from contracts.refusals import Refused
from contracts.words import Level
from services.intake import core
from services.intake.core.ladder import LADDER, rung
from tests.unit.intake.builders import (
    CITY,
    COMMANDS,
    EVERYBODY,
    HERE,
    NOON,
    RESIDENT,
    case,
    decide,
    done,
    heard,
    sort,
)
from tests.unit.intake.care import WORK
from tests.unit.intake.said import (
    called_back,
    cannot_solve,
    completed,
    confirmed,
    objected,
    raised,
    refused,
    withdrawn,
)

SORTS = [sort(level=level, category=c) for level in Level for c in ("lamp", "pipe", "gas")]
TRANSFERS = [ask.Transfer(department=id) for id in ("water", "gasco")]

RULES = [
    care.RuleTransfer(ruling_id=id, reason="So it is", **word)
    for id in ("case-1-t1-r1", "case-1-t2-r2")
    for word in (
        {"upheld": False},
        {"upheld": True},
        {"upheld": True, "designated": "gasco"},
        {"upheld": True, "refer": True},
    )
]

acts = st.tuples(
    st.sampled_from([*COMMANDS, *WORK, *RULES, *SORTS, *TRANSFERS]), st.sampled_from(EVERYBODY)
)
whistles = st.sampled_from(["wh-1", "wh-2"])
tasks = st.sampled_from(["case-1-t1", "case-1-t2"])


def ending(solved):
    return lambda message, before, city, now: core.on_confirmed(message, solved, before, city, now)


linked = CaseMerged(into="case-1", reporter="lin", reason="Same")
reactions = st.one_of(
    whistles.map(lambda id: (core.on_raised, raised(subject=id))),
    whistles.map(
        lambda id: (lambda *a: core.on_confirmed(a[0], True, *a[1:]), confirmed(subject=id))
    ),
    whistles.map(
        lambda id: (lambda *a: core.on_confirmed(a[0], False, *a[1:]), confirmed(subject=id))
    ),
    whistles.map(lambda id: (core.on_ended, withdrawn(id))),
    whistles.map(lambda id: (core.on_ended, refused(id))),
    tasks.map(lambda id: (core.on_completed, completed(id))),
    tasks.map(lambda id: (core.on_objected, objected(id))),
    tasks.map(lambda id: (core.on_cannot_solve, cannot_solve(id))),
    st.sampled_from([True, False, None]).map(lambda ok: (core.on_called_back, called_back(ok))),
    st.just((core.on_merged, heard(linked, "case-2"))),
)
waits = st.integers(0, 60).map(lambda hours: timedelta(hours=hours))
steps = st.lists(st.tuples(waits, st.one_of(st.none(), acts, reactions)), max_size=25)


def take(step, before, now):
    """The events of one step; a refusal is none."""
    if step is None:
        return core.tick(before, CITY, now)
    what, who_or_message = step
    if callable(what):
        return what(who_or_message, before, CITY, now)
    try:
        return decide(what, before, who_or_message, now)
    except Refused:
        return []


def holds_together(current):
    """What must be true of a case at all times."""
    if not current.open:
        return current.due_at is None
    on_the_ladder = current.home.level in LADDER
    at_its_place = current.home == rung(HERE, current.home.level)
    owned = current.owner == current.home or current.owner.level is Level.DEPARTMENT
    asked = current.question is None or current.stage is CaseStage.TRANSFERRED
    return on_the_ladder and at_its_place and owned and asked and current.due_at is not None


@settings(max_examples=300, deadline=None)
@given(steps)
def test_a_case_is_never_without_an_owner_and_a_next_deadline(steps):
    now, current = NOON, case()

    for wait, step in steps:
        now += wait
        events = list(take(step, current, now))
        CASE_LIFE.replay(current.stage, events)
        current = done(current, events)

        assert holds_together(current)


@settings(max_examples=100, deadline=None)
@given(steps)
def test_nobody_who_reported_is_ever_forgotten(steps):
    now, current = NOON, case()

    for wait, step in steps:
        now += wait
        before, current = current, done(current, list(take(step, current, now)))

        assert current.reporters[: len(before.reporters)] == before.reporters
        assert current.reopened >= before.reopened
        assert current.number == before.number
    assert RESIDENT.id in current.reporters


@settings(max_examples=100, deadline=None)
@given(steps)
def test_time_alone_always_brings_a_case_further(steps):
    now, current = NOON, case()
    for wait, step in steps:
        now += wait
        current = done(current, list(take(step, current, now)))
    assume(current.open)

    later = max(now, current.due_at)
    after = done(current, list(core.tick(current, CITY, later)))

    assert after.due_at > current.due_at
