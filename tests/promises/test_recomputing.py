"""Promises about calendars that change more than once, with a restart between."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts.actor import CLOCK
from contracts.calendar import Span
from contracts.city import City
from contracts.commands.case import Report
from contracts.envelope import Envelope
from contracts.events import EVENTS
from contracts.events.event import Event
from contracts.words import Channel
from services.chassis.cities import Cities
from services.chassis.memory_store import MemoryStore
from services.chassis.mongo import MongoStore, connect
from services.chassis.packs import MemoryPacks, MongoPacks
from services.chassis.passes import MemoryPasses, MongoPasses, Passes
from services.chassis.recomputing import Recomputing
from services.chassis.store import Act
from services.intake import core
from services.intake.core import recompute as again
from services.intake.core.sort import passed_up
from services.intake.store import CASES
from tests.unit.contracts.city_files import SMALL, appended
from tests.unit.intake.visits import HERE

FRIDAY = datetime(2026, 11, 20, 9, 20, tzinfo=UTC)
"""Twenty past five in the afternoon, on the wall: an hour of work more ends on Monday."""
LATER = FRIDAY + timedelta(minutes=10)
HOUR, DAY = Span.parse("1 wh"), timedelta(days=1)
MONDAY_OFF = appended("calendar.csv", "region,2026-11-23,HOLIDAY,2,抗洪救灾调休,yes")
TUESDAY_OFF = appended("calendar.csv", "region,2026-11-24,HOLIDAY,3,误,yes")
BOTH_OFF = {
    **SMALL,
    "calendar.csv": MONDAY_OFF["calendar.csv"].rstrip("\n")
    + "\nregion,2026-11-24,HOLIDAY,3,延长,yes\n",
}
TOLD = Report(text="路灯不亮", category="P0137", point=HERE.point, address="x", channel=Channel.APP)


@dataclass
class Intake:
    """One process of intake, from its start to its end."""

    cities: Cities
    cases: Any
    passes: Passes

    async def reports(self, id: str, now: datetime = FRIDAY) -> None:
        facts = core.Arrival(f"C-{id}", HERE, id)
        taken = core.taken_in(TOLD, "resident-1", facts, self.cities.live, now)
        await self.cases.act(id, lambda _: [taken], Act(CLOCK, now, "report"))

    async def passes_up(self, id: str, now: datetime) -> None:
        """A new limit begins, by the days as they are now, under the pack it began with."""
        decide = lambda case: [passed_up(case, self.cities.live, now, "x")]  # noqa: E731
        await self.cases.act(id, decide, Act(CLOCK, now, f"up {now}"))

    def sweep(self, reckon: Any = again.recompute) -> Recomputing[Any]:
        sweep = Recomputing(self.cases, reckon, self.cities, self.passes, lambda: LATER)
        sweep.rest = 0
        return sweep

    async def looks(self) -> int:
        return await self.sweep().once()

    async def due(self, id: str) -> datetime:
        return (await self.cases.get(id)).state.due_at

    async def moves(self, id: str) -> list[Event]:
        """What was said of it because of a calendar."""
        [line] = await self.cases.outbox.lines({id: range(1, 100)})
        envelopes: list[Envelope[Event]] = list(line.envelopes)
        return [one.data for one in envelopes if one.type == "case.recomputed"]


class Machine:
    """What lasts while processes come and go."""

    def __init__(self, shelf: MemoryPacks | MongoPacks, cases: Any, passes: Passes) -> None:
        self.shelf, self._cases, self._passes, self._published = shelf, cases, passes, 0

    async def starts(self) -> Intake:
        """A process with nothing in its memory but the pack of its folder."""
        cities = Cities(self.shelf, SMALL)
        await cities.prepare()
        return Intake(cities, self._cases().under(cities), self._passes)

    async def publishes(self, files: dict[str, str]) -> None:
        pack = await self.shelf.keep(files, "")
        if isinstance(self.shelf, MemoryPacks):
            self.shelf.last = pack
        else:
            assert await self.shelf.publish(pack, self._published)
        self._published += 1


@pytest.fixture(params=["memory", "mongo"])
async def machine(request: pytest.FixtureRequest) -> AsyncIterator[Machine]:
    if request.param == "memory":
        store = MemoryStore(CASES)
        yield Machine(MemoryPacks(), lambda: store, MemoryPasses())
        return
    client, name = (
        connect(request.getfixturevalue("mongo_url")),
        request.getfixturevalue("namespace"),
    )
    intake = client[f"{name}_intake"]
    shelf, passes = MongoPacks(client[f"{name}_city"]), MongoPasses(intake)
    yield Machine(shelf, lambda: MongoStore(intake, CASES, EVENTS), passes)
    await client.close()


def ends(city: City, since: datetime) -> datetime:
    """When an hour of work that begins then is over, by these days."""
    return city.due("", since, HOUR).at


@pytest.mark.mechanism(73)
async def test_twice_changed_with_a_restart_between_it_ends_where_the_last_calendar_says(machine):
    first = await machine.starts()
    await first.reports("case-old")
    was = await first.due("case-old")
    await machine.publishes(MONDAY_OFF)
    await first.cities.follow()
    await first.reports("case-new")
    await first.looks()
    between = await first.due("case-old")

    await machine.publishes(BOTH_OFF)
    second = await machine.starts()
    moved = [await second.looks(), await second.looks()]

    now = second.cities.now
    assert (was + DAY, between + DAY) == (between, ends(now, FRIDAY))
    assert [await second.due(id) for id in ("case-old", "case-new")] == [ends(now, FRIDAY)] * 2
    assert moved == [2, 0]
    assert len(await second.moves("case-old")) == 2
    assert len(await second.moves("case-new")) == 1


@pytest.mark.mechanism(73)
async def test_a_limit_begun_by_days_nobody_remembers_any_more_moves_all_the_same(machine):
    first = await machine.starts()
    await first.reports("case-1")
    await machine.publishes(MONDAY_OFF)
    await first.cities.follow()
    await first.passes_up("case-1", LATER)
    by_then = await first.due("case-1")
    unmoved = await first.looks()

    await machine.publishes(BOTH_OFF)
    second = await machine.starts()
    moved = [await second.looks(), await (await machine.starts()).looks()]

    assert (unmoved, moved) == (0, [1, 0])
    assert await second.due("case-1") == ends(second.cities.now, LATER) == by_then + DAY


@pytest.mark.mechanism(73)
async def test_changed_back_while_nobody_ran_it_ends_where_it_ended_at_first(machine):
    first = await machine.starts()
    await first.reports("case-1")
    was = await first.due("case-1")
    await machine.publishes(MONDAY_OFF)
    await first.cities.follow()
    await first.looks()

    await machine.publishes(TUESDAY_OFF)
    await machine.publishes(SMALL)
    second = await machine.starts()
    moved = [await second.looks(), await second.looks()]

    there, back = await second.moves("case-1")
    assert (moved, await second.due("case-1")) == ([1, 0], was)
    assert (there.moved[0].was, there.due_at) == (was, was + DAY)
    assert (back.moved[0].was, back.due_at) == (was + DAY, was)
    assert there.moved[0].since == back.moved[0].since == FRIDAY


@pytest.mark.mechanism(73)
async def test_two_processes_that_look_at_once_say_it_once(machine):
    first, second = await machine.starts(), await machine.starts()
    await first.reports("case-1")
    await machine.publishes(MONDAY_OFF)
    for process in (first, second):
        await process.cities.follow()

    moved = await asyncio.gather(first.looks(), second.looks())

    assert sum(moved) == len(await first.moves("case-1")) == 1


async def test_what_was_gone_through_is_not_gone_through_again_after_a_restart(machine):
    first = await machine.starts()
    await first.reports("case-1")
    await first.looks()
    asked: list[Any] = []
    notes = lambda case, *_: asked.append(case) or []  # noqa: E731

    await (await machine.starts()).sweep(notes).once()
    unasked = list(asked)
    await machine.publishes(MONDAY_OFF)
    await (await machine.starts()).sweep(notes).once()

    assert (unasked, len(asked)) == ([], 1)


async def test_it_begins_when_the_look_before_noticed_the_same_calendar(machine):
    process = await machine.starts()
    await process.reports("case-1")
    sweep = process.sweep()
    await machine.publishes(MONDAY_OFF)
    at_first = await sweep.look()
    await process.cities.follow()

    noticed, begun, done = [await sweep.look() for _ in range(3)]

    assert (at_first, noticed, begun, done) == (0, 0, 1, 0)


async def test_where_nothing_was_open_yet_there_is_nothing_to_go_through(machine):
    process = await machine.starts()
    sweep = process.sweep(lambda *_: pytest.fail("it was gone through"))
    await sweep.look()
    await process.reports("case-1")

    assert [await sweep.look(), await sweep.look()] == [0, 0]
