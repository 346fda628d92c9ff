"""Whatever anybody does to a registration, a need or an emergency, in any order: it is owed."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial, reduce
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.commands import emergency as urgent
from contracts.commands import registration as reg
from contracts.commands import supply as sup
from contracts.machine import Machine
from contracts.refusals import Refused
from services.dispatch.core import emergency, registration_life, registrations
from services.dispatch.core.supply import meeting, need, stating
from tests.unit.dispatch.bazaar import ASKERS, CITY, MEMBER
from tests.unit.dispatch.town import AUDITOR, DISTRICT, HERE, NOON, OTHER_SECRETARY, POINT, RESIDENT

SAID = {"reason": "Because"}


@dataclass(frozen=True, eq=False)
class Noun:
    """What is walked through."""

    name: str
    life: Machine
    evolve: Any
    next_clock: Any
    tick: Any
    decisions: Any


REGISTRATION = Noun(
    "registration",
    registration_life.REGISTRATION_LIFE,
    registration_life.evolve,
    registration_life.next_clock,
    registrations.tick,
    registrations.DECISIONS,
)
NEED = Noun("need", need.NEED_LIFE, need.evolve, need.next_clock, meeting.tick, stating.DECISIONS)
EMERGENCY = Noun(
    "emergency",
    emergency.EMERGENCY_LIFE,
    emergency.evolve,
    emergency.next_clock,
    emergency.tick,
    emergency.DECISIONS,
)
NOUNS = (REGISTRATION, NEED, EMERGENCY)
BORN = {
    REGISTRATION: (reg.Register(at="c1"), MEMBER, registrations.Arrival("R-1")),
    NEED: (
        sup.StateNeed(text="A ramp", point=POINT, address="x"),
        RESIDENT,
        stating.Stating("N-1", HERE),
    ),
    EMERGENCY: (urgent.DeclareEmergency(at="hc", **SAID), DISTRICT, ("E-1", False)),
}
ASKED = {
    REGISTRATION: (
        reg.ConfirmRegistration(),
        reg.RefuseRegistration(**SAID),
        reg.ReviewRegistration(result="good"),
        reg.LeaveRegistration(**SAID),
    ),
    NEED: (sup.WithdrawNeed(**SAID),),
    EMERGENCY: (urgent.ProlongEmergency(**SAID), urgent.EndEmergency(**SAID)),
}
TOLD = {
    NEED: tuple(
        told
        for offer in ("of-1", "of-2")
        for told in (
            partial(meeting.on_made, offer),
            partial(meeting.on_taken, offer, "water"),
            partial(meeting.on_over, offer),
            partial(meeting.on_done, offer, "It is there"),
        )
    )
}
"""What offers say of a need."""
jumps = st.sampled_from([timedelta(minutes=20), timedelta(days=9), timedelta(days=400)])


def steps(noun):
    people = st.sampled_from((*ASKERS, DISTRICT, OTHER_SECRETARY, AUDITOR))
    asks = st.tuples(st.sampled_from(ASKED[noun]), people)
    told = [st.sampled_from(TOLD[noun])] if noun in TOLD else []
    return st.lists(st.one_of(asks, jumps, *told), max_size=25)


walks = st.sampled_from([*BORN]).flatmap(lambda noun: st.tuples(st.just(noun), steps(noun)))


def said(noun, one, step, now):
    """What a step makes of it: somebody's word, an offer's, or the clock's."""
    if isinstance(step, timedelta):
        return noun.tick(one, CITY, now)
    if isinstance(step, partial):
        return step(one, CITY, now)
    command, by = step
    try:
        return noun.decisions[type(command)](command, one, by, CITY, now)
    except Refused:
        return []


def walked(noun, path):
    command, by, facts = BORN[noun]
    now, born = NOON, noun.decisions[type(command)](command, None, by, CITY, NOON, facts)
    one = reduce(noun.evolve, born, None)
    yield one, now
    for step in path:
        now += step if isinstance(step, timedelta) else timedelta()
        one = reduce(noun.evolve, said(noun, one, step, now), one)
        yield one, now


@settings(max_examples=80, deadline=None)
@given(walks)
def test_while_it_is_open_somebody_owes_the_next_step_by_a_time(walk):
    noun, path = walk
    for one, _ in walked(noun, path):
        open_ = bool(noun.life.table[one.stage])
        assert (one.due_at is not None, noun.next_clock(one) is not None) == (open_, open_)
        assert one.owner or not open_


@settings(max_examples=80, deadline=None)
@given(walks)
def test_after_the_clock_has_looked_nothing_is_due(walk):
    noun, path = walk
    for one, now in walked(noun, path):
        looked = reduce(noun.evolve, noun.tick(one, CITY, now), one)
        assert noun.tick(looked, CITY, now) == []


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.name)
def test_the_walks_reach_every_stage(noun):
    """Or they would prove nothing of those they miss."""
    community = next(one for one in ASKERS if one.id == "she")
    moves = [(command, by) for command in ASKED[noun] for by in (community, DISTRICT)]
    seen, todo = set(), [tuple[object, ...]()]

    while todo:
        path = todo.pop()
        *_, (one, _) = walked(noun, path)
        seen.add(one.stage)
        todo += [(*path, move) for move in (*moves, *TOLD.get(noun, ())) if len(path) < 3]

    assert seen == {stage for stage in noun.life.table if stage.value != "new"}
