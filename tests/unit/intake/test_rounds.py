"""Listening days come round, each once, also after the machine slept; and bring their visits."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import reduce

import pytest

from contracts.city import Errand
from contracts.events import EVENTS
from contracts.events.visit import RoundBegun, RoundEnded, RoundOpened
from contracts.visiting import FindingKind, Found
from services.chassis.acts import Posted
from services.chassis.memory_bus import MemoryBus
from services.chassis.memory_store import MemoryStore
from services.chassis.numbers import MemoryNumbers
from services.chassis.sweep import Sweep
from services.intake.core.round import begin, evolve_round, start_of, tick_round
from services.intake.core.visit_gates import tick_visit
from services.intake.core.visit_plan import end_of
from services.intake.handlers.visiting import Visiting
from services.intake.store import CASES, ROUNDS, VISITS
from tests.unit.intake.visits import CITY, HERE, NOON, actor, record

LISTENING = CITY.visiting.schedules["listening"]
HERS = ("haichuan",)
"""The district its list goes to."""
FIFTH, FIFTEENTH = date(2026, 12, 5), date(2026, 12, 15)


def on(events, known=None):
    return reduce(evolve_round, events, known)


def test_a_schedule_begins_with_its_next_day():
    events = begin(None, LISTENING, CITY, NOON)

    assert events == [
        RoundBegun(
            schedule="listening",
            districts=HERS,
            day=date(2026, 11, 25),
            opens_at=start_of(date(2026, 11, 25)),
        )
    ]
    assert begin(on(events), LISTENING, CITY, NOON) == []


def test_a_schedule_that_sends_nobody_is_no_districts_and_an_old_one_is_still_read():
    idle = replace(CITY, visiting=replace(CITY.visiting, errands={}))

    (begun,) = begin(None, LISTENING, idle, NOON)
    old = RoundBegun(schedule="listening", day=FIFTH, opens_at=start_of(FIFTH))

    assert begun.districts == old.districts == ()
    (opened,) = tick_round(on([old]), CITY, start_of(FIFTH))
    assert opened.districts == HERS


def test_a_schedule_that_begins_on_one_of_its_days_begins_today():
    (begun,) = begin(None, LISTENING, CITY, datetime(2026, 11, 5, 9, tzinfo=UTC))

    assert begun.day == date(2026, 11, 5)


@pytest.mark.mechanism(39)
def test_the_day_opens_once_and_names_the_next():
    known = on(begin(None, LISTENING, CITY, start_of(FIFTH)))

    early = tick_round(known, CITY, start_of(FIFTH) - timedelta(milliseconds=1))
    (opened,) = tick_round(known, CITY, start_of(FIFTH))

    assert early == []
    assert opened == RoundOpened(
        schedule="listening",
        districts=HERS,
        day=FIFTH,
        next_day=FIFTEENTH,
        opens_at=start_of(FIFTEENTH),
    )
    assert tick_round(on([opened], known), CITY, start_of(FIFTH)) == []


@pytest.mark.mechanism(39)
def test_a_machine_that_slept_through_two_days_opens_each_of_them_once():
    known, awake, days = (
        on(begin(None, LISTENING, CITY, start_of(FIFTH))),
        end_of(date(2026, 12, 26)),
        [],
    )

    while events := tick_round(known, CITY, awake):
        days += [event.day.day for event in events]
        known = on(events, known)

    assert days == [5, 15, 25]


def test_a_schedule_the_city_no_longer_has_ends_and_may_begin_again():
    known = on(begin(None, LISTENING, CITY, start_of(FIFTH)))
    without = replace(CITY, visiting=replace(CITY.visiting, schedules={}))

    events = tick_round(known, without, start_of(FIFTH))

    assert events == [RoundEnded(schedule="listening")]
    assert tick_round(on(events, known), without, end_of(FIFTH)) == []
    assert begin(on(events, known), LISTENING, CITY, end_of(FIFTH))


class Town:
    """Intake's visits in memory, with a clock that is set by hand."""

    def __init__(self, now=NOON):
        self.now, self.said = now, []
        shapes = (VISITS, ROUNDS, CASES)
        self.visits, self.rounds, self.cases = (
            MemoryStore(s, now=lambda: self.now) for s in shapes
        )
        for store in (self.visits, self.rounds, self.cases):
            store.outbox.wake = self.said.extend
        self.visiting = Visiting(
            *(self.visits, self.rounds, self.cases, CITY, lambda point, address: HERE),
            *(MemoryNumbers(), lambda: self.now, lambda _: HERE),
        )

    async def sweep(self):
        await Sweep(
            self.rounds, lambda r, now: tick_round(r, CITY, now), now=lambda: self.now
        ).once()
        await Sweep(
            self.visits, lambda v, now: tick_visit(v, CITY, now), now=lambda: self.now
        ).once()

    async def carry(self):
        bus = MemoryBus(EVENTS)
        await bus.listen("intake", self.visiting.handlers)
        for envelope in list(self.said):
            await bus.publish(envelope)
        await bus.settle()
        await bus.close()

    async def all(self, store):
        return await store.find({}, limit=500)

    async def record(self, visit, by, **told):
        command = record(visited_at=self.now, **told)
        act = Posted(by=by, at=self.now, key="k", fingerprint="f")
        return await self.visiting.act(command, visit.id, act)


@pytest.mark.mechanism(39)
async def test_on_a_listening_day_everybody_on_the_list_has_a_visit_and_only_once():
    town = Town()
    await town.visiting.begin()
    await town.visiting.begin()
    town.now = start_of(date(2026, 11, 25))

    await town.sweep()
    await town.carry()
    await town.carry()

    visits = [kept.state for kept in await town.all(town.visits) if kept.state.kind == "listening"]
    expected: tuple[Errand, ...] = CITY.visiting.errands["listening"]
    assert sorted(v.visitor for v in visits) == sorted(errand.visitor for errand in expected)
    assert {v.due_at for v in visits} == {end_of(date(2026, 11, 25))}


@pytest.mark.mechanism(39)
async def test_a_day_announced_late_may_be_made_late():
    town = Town()
    await town.visiting.begin()
    town.now = end_of(date(2026, 11, 26))

    await town.sweep()
    await town.carry()
    await town.sweep()

    visits = [kept.state for kept in await town.all(town.visits) if kept.state.kind == "listening"]
    assert {v.stage for v in visits} == {"planned"}
    assert all(v.due_at > town.now for v in visits)


@pytest.mark.mechanism(28, 39)
async def test_the_troubles_of_a_visit_become_cases_of_their_channel_however_often_it_is_heard():
    town = Town()
    await town.visiting.begin()
    town.now = start_of(date(2026, 11, 25)) + timedelta(hours=9)
    await town.sweep()
    await town.carry()
    visits = await town.all(town.visits)
    visit = next(kept for kept in visits if kept.state.kind == "listening")
    troubles = (
        Found(kind=FindingKind.TROUBLE, text="电梯坏了三天", category="R136"),
        Found(kind=FindingKind.TROUBLE, text="没有地方停车", category="R04"),
        Found(kind=FindingKind.SUGGESTION, text="想要一个晾衣场"),
    )

    by = actor(
        visit.state.visitor, CITY.people[visit.state.visitor].posts[0].role, visit.state.owner.at
    )
    await town.record(visit, by, findings=troubles)
    await town.carry()
    await town.carry()

    cases = [kept.state for kept in await town.all(town.cases)]
    assert sorted(case.category for case in cases) == ["R04", "R136"]
    assert {case.reporters for case in cases} == {(by.id,)}
    assert {case.place for case in cases} == {visit.state.subject.place}
    assert len({case.number for case in cases}) == 2
