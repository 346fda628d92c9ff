"""Whatever people and clocks do to an offer, in any order: it never falls through."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.events import EVENTS
from contracts.machine import IllegalTransition
from contracts.offer_life import CLAIM_LIFE, OFFER_LIFE, ClaimStage, OfferStage
from contracts.refusals import NotNow, NotThere, NotYours, Refused
from services.dispatch.core import emergency, offers, registration_life
from services.dispatch.core.offers.following import after
from services.dispatch.core.offers.gates import GATES, allowed
from services.dispatch.core.supply import need
from tests.unit.dispatch.bazaar import (
    ASKERS,
    COMMANDS,
    ORDERED,
    RESIDENT,
    SHIFTS,
    URGENT,
    act,
    at_every_stage,
    called,
    decide,
    making,
    ticked,
)
from tests.unit.dispatch.town import AUDITOR, NOON

STAGES = at_every_stage()
MACHINES = [
    (OFFER_LIFE, OfferStage.NEW),
    (CLAIM_LIFE, ClaimStage.NEW),
    (registration_life.REGISTRATION_LIFE, registration_life.Stage.NEW),
    (need.NEED_LIFE, need.Stage.NEW),
    (emergency.EMERGENCY_LIFE, emergency.Stage.NEW),
]
MOVES = [
    pytest.param(machine, state, kind, id=f"{type(state).__qualname__}-{state}-{kind.type}")
    for machine, _ in MACHINES
    for state in machine.table
    for kind in {kind for row in machine.table.values() for kind in row}
]
STARTS = [
    called(places=2),
    called("order", ORDERED),
    act(None, making("order"), RESIDENT),
    called("muster", URGENT, shifts=SHIFTS),
    called("wish"),
    called("member", places=2, ends_at=NOON + timedelta(hours=5)),
]

asks = st.tuples(st.sampled_from(COMMANDS), st.sampled_from(ASKERS))
jumps = st.sampled_from([timedelta(minutes=20), timedelta(hours=7), timedelta(days=9)])
walks = st.lists(st.one_of(asks, jumps), max_size=40)


@pytest.mark.parametrize(("machine", "state", "kind"), MOVES)
def test_a_machine_moves_only_as_its_table_says(machine, state, kind):
    event = kind.model_construct()

    if machine.allows(state, kind):
        assert machine.advance(state, event) == machine.table[state][kind]
    else:
        with pytest.raises(IllegalTransition):
            machine.advance(state, event)


@pytest.mark.parametrize(("machine", "start"), MACHINES)
def test_every_state_is_listed_reachable_and_leads_to_an_end(machine, start):
    seen, todo = set(), [start]

    while todo:
        state = todo.pop()
        seen.add(state)
        todo += [s for s in machine.table[state].values() if s not in seen]

    assert seen == set(type(start)) == set(machine.table)
    assert any(not moves for moves in machine.table.values())
    assert all(set(row) <= set(EVENTS.values()) for row in machine.table.values())


def test_the_builders_reach_every_stage():
    assert {name: one.stage for name, one in STAGES.items()} == {
        stage.value: stage for stage in OfferStage if stage is not OfferStage.NEW
    }


def walked(start, steps):
    now, current = NOON, start
    yield current, now
    for step in steps:
        if isinstance(step, timedelta):
            now += step
            _, current = ticked(current, now)
        else:
            current = attempted(current, *step, now)
        yield current, now


def attempted(offer, command, by, now):
    try:
        return after(offer, decide(command, offer, by, now))
    except Refused:
        return offer


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(STARTS), walks)
def test_an_open_offer_always_has_an_owner_and_a_next_deadline(start, steps):
    for current, _ in walked(start, steps):
        facts = (current.owner, current.due_at, offers.next_clock(current))
        assert [fact is None for fact in facts] == [current.over] * 3


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(STARTS), walks)
def test_there_are_never_more_claims_than_places(start, steps):
    for current, _ in walked(start, steps):
        assert 0 <= current.left <= current.places
        accounts = [claim.account for claim in current.live]
        assert len(accounts) == len(set(accounts))


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(STARTS), walks)
def test_after_the_clock_has_looked_nothing_is_due(start, steps):
    for current, now in walked(start, steps):
        _, looked = ticked(current, now)
        nearest = offers.next_clock(looked)
        assert nearest is None or nearest > now


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(STARTS), walks)
def test_a_full_offer_is_never_said_to_be_open(start, steps):
    for current, _ in walked(start, steps):
        if current.stage is OfferStage.OPEN:
            assert current.left > 0
        if current.stage is OfferStage.FILLED:
            assert current.left == 0


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: type(one).__name__)
def test_a_stranger_is_refused_before_the_stage_is_looked_at(command):
    anybody = GATES[type(command)].otherwise == "not_eligible"

    for offer in STAGES.values():
        with pytest.raises((NotYours, NotNow) if anybody else NotYours):
            decide(command, offer, AUDITOR)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: type(one).__name__)
def test_what_is_not_there_is_not_found(command):
    with pytest.raises(NotThere):
        decide(command, None)


@pytest.mark.parametrize("stage", STAGES)
def test_a_refusal_names_what_is_possible_instead(stage):
    offer = STAGES[stage]

    told = [
        (by, set(refused.facts["allowed"]))
        for by in ASKERS
        for command in COMMANDS
        if isinstance(refused := answer(command, offer, by), NotNow)
    ]

    assert all(named == set(allowed(by, offer)) for by, named in told)


def answer(command, offer, by):
    """The refusal; None when it is allowed."""
    try:
        decide(command, offer, by)
    except Refused as refused:
        return refused
    return None
