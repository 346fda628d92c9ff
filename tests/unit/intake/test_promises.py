"""A ticket that is merged, split off or taken in anew keeps what the hotline was promised."""

from datetime import timedelta

import pytest

from contracts.commands import case_work as care
from contracts.events.case import CaseJoined, CaseMerged
from contracts.events.case_work import CaseRecomputed
from contracts.events.relief import CallExtended, CallSuspended
from services.intake.core import (
    Arrival,
    Pair,
    on_merged,
    on_relieved,
    reported_again,
    split_off,
)
from services.intake.core.case import HANDLED, Case
from services.intake.core.recompute import recompute
from tests.unit.intake.builders import (
    CITY,
    HERE,
    MERGE,
    NOON,
    WORKER,
    act,
    at_every_stage,
    case,
    decide,
    done,
    heard,
    sort,
    whistled,
)
from tests.unit.intake.towns import TICKET

HOUR = timedelta(hours=1)
SOON = NOON + HOUR
OPEN = sorted(name for name, one in at_every_stage().items() if one.open)


def promised(*ends, **changes):
    """What is said of a ticket with these promises when it is merged into a case."""
    told = {"into": "case-1", "reporter": "lin", "reason": "Same"}
    return heard(CaseMerged(**told, promises=ends, **changes), "case-2", source="intake")


def joined(one: Case, *ends, now=NOON) -> Case:
    """The case after such a ticket was joined to it."""
    return done(one, on_merged(promised(*ends), one, CITY, now))


def ticket(due_at, **changes) -> Case:
    """A ticket of the hotline that is promised by then."""
    return case(order=TICKET.model_copy(update={"due_at": due_at}), **changes)


@pytest.mark.mechanism(25, 43)
@pytest.mark.parametrize("stage", OPEN)
def test_whoever_is_at_the_case_has_until_the_promise_of_the_ticket_that_joined_it(stage):
    before = at_every_stage()[stage]

    after = joined(before, SOON)

    at_it = before.stage in HANDLED
    assert after.promises == (SOON,)
    assert after.due_at == (min(SOON, before.due_at) if at_it else before.due_at)
    assert after.expires_at == (min(SOON, before.expires_at) if before.expires_at else None)
    assert after.next_at <= before.next_at


@pytest.mark.parametrize("stage", OPEN)
def test_a_promise_that_is_later_or_broken_already_moves_nothing(stage):
    before = at_every_stage()[stage]

    for promise in (NOON + timedelta(days=300), NOON, NOON - HOUR):
        said = on_merged(promised(promise), before, CITY, NOON)

        assert [type(event) for event in said] == [CaseJoined]
        assert done(before, said).due_at == before.due_at


@pytest.mark.mechanism(25)
@pytest.mark.parametrize("stage", ["transferred", "entrusted", "owned"])
def test_it_is_said_from_when_to_when_and_to_the_task_that_has_the_same_limit(stage):
    before = at_every_stage()[stage]

    [*_, told] = on_merged(promised(SOON), before, CITY, NOON)

    assert isinstance(told, CaseRecomputed)
    assert [(one.id, one.was, one.due_at) for one in told.moved] == [
        ("due_at", before.due_at, SOON),
        ("limit_at", before.limit_at, SOON),
    ]
    assert told.task_id == (before.task_id if stage != "owned" else None)


def test_what_is_late_already_stays_late():
    late = at_every_stage()["owned"].model_copy(update={"overdue": True, "expired": True})

    assert joined(late, SOON).due_at == late.due_at


@pytest.mark.mechanism(25)
def test_of_several_promises_the_soonest_that_is_not_broken_binds_what_follows():
    one = ticket(NOON + 3 * HOUR)

    both = joined(one, SOON, NOON + 2 * HOUR)

    assert both.promises == (SOON, NOON + 2 * HOUR, NOON + 3 * HOUR)
    assert act(both, sort(), now=NOON).due_at == SOON
    assert act(both, sort(), now=SOON).due_at == NOON + 2 * HOUR
    assert act(both, sort(), now=NOON + 9 * HOUR).due_at == NOON + 19 * HOUR


@pytest.mark.mechanism(25, 43)
def test_a_ticket_takes_along_its_own_promise_and_those_it_took_over():
    before = joined(ticket(SOON), NOON + 2 * HOUR)

    [merged] = decide(MERGE, before)
    repeated = care.Divert(route="repeated", earlier="case-0")
    earlier = case(reported_at=NOON - HOUR)
    [told_again] = decide(repeated, before, WORKER, facts=Pair("case-1", earlier))

    assert merged.promises == told_again.promises == (SOON, NOON + 2 * HOUR)


def test_what_is_taken_in_anew_is_promised_what_it_was():
    before = joined(ticket(SOON), NOON + 2 * HOUR)
    merged = heard(CaseMerged(into="case-0", reporter="ren", reason="Same"), "case-1")

    anew = done(None, reported_again(merged, before, CITY, NOON, Arrival("N2", HERE)))

    assert anew.promises == before.promises


@pytest.mark.mechanism(25)
def test_a_problem_that_is_split_off_again_is_promised_what_the_whole_was_and_so_is_the_whole():
    whole = joined(ticket(NOON + 3 * HOUR), SOON)
    command = care.Split(keeps="One", parts=({"text": "Two", "category": "pipe"},))
    said = decide(command, whole, facts="case-1")
    split = heard(said[0], "case-1", source="intake")

    kept = done(whole, said)
    part = done(None, split_off(split, said[0].parts[0], whole, CITY, Arrival("N3", HERE)))

    assert part.order is None
    assert part.promises == kept.promises == (SOON, NOON + 3 * HOUR)
    assert act(part, sort(category="pipe", level="street"), now=NOON).due_at == SOON


@pytest.mark.mechanism(25)
def test_more_time_for_a_department_ends_at_the_promise_and_a_pause_does_not():
    one = whistled(joined(act(case(), sort()), NOON + 12 * HOUR))
    late, call = NOON + 20 * HOUR, {"task_id": "wh-1-1", "case_ids": ("case-1",)}
    more = CallExtended.model_construct(**call, complete_by=late, count=1)
    pause = CallSuspended.model_construct(**call, until=late)

    [longer] = on_relieved(heard(more, "wh-1"), one, CITY, NOON)
    [paused] = on_relieved(heard(pause, "wh-1"), one, CITY, NOON)

    assert (longer.due_at, paused.due_at) == (NOON + 12 * HOUR, late)


def test_a_promise_stands_when_the_calendar_changes():
    before = at_every_stage()["owned"]
    said = on_merged(promised(SOON), before, CITY, NOON)
    history = [heard(event, "case-1", n, "intake") for n, event in enumerate(said, 1)]

    assert not recompute(done(before, said), history, CITY, [])


def test_what_was_kept_before_promises_were_joined_is_read_with_its_own():
    kept = ticket(SOON).model_dump(exclude={"promised"})

    assert Case.model_validate(kept).promises == (SOON,)
