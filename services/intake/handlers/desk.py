"""What intake does when somebody asks.

Rule 1: whoever sends the same report twice at the same moment waits for himself, so that the second
finds the first. Where two processes get one each, the sorter finds both and merges them.
Rule 2: what a decision cannot know by itself is looked up before it, and handed to it as `facts`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any, TypeAlias
from weakref import WeakValueDictionary

from contracts.city import City
from contracts.city.places import Places
from contracts.commands.case import Entrust, Merge, Report, Transfer
from contracts.commands.case_work import Bundle, Divert, RuleTransfer, Split
from contracts.commands.command import Command
from contracts.commands.telling import FromMessage
from contracts.refusals import NotSo, NotThere
from contracts.words import Place, Point
from services.chassis.numbers import Numbers
from services.chassis.store import Act, Outcome, Store
from services.intake import core
from services.intake.store import Duplicates, new_number

HomeOf: TypeAlias = Callable[[str], Awaitable[Place | None]]
"""Where an account is known to live."""
Look: TypeAlias = Callable[[Any, str, datetime], Awaitable[object]]
"""Finds the facts of a decision, given the command, the case's id and the time."""


class _Turns(WeakValueDictionary[tuple[str, str], asyncio.Lock]):
    """Who reports what right now."""


@dataclass(frozen=True)
class Desk:
    """Take in every report, and do with a case what those ask who may."""

    cases: Store[core.Case]
    city: City
    places: Places
    duplicates: Duplicates
    numbers: Numbers
    home_of: HomeOf
    _turns: _Turns = field(default_factory=_Turns, repr=False)

    async def act(self, command: Command, id: str, act: Act) -> Outcome[core.Case]:
        """Decide and save."""
        if isinstance(command, FromMessage):
            core.check_group(command, act.by, self.city)
        if type(command) in core.AS_REPORT:
            command = self.as_report(command)
        if isinstance(command, Report):
            told = await self._at_home(command, act.by.id)
            return await self.take_in(told, named(told, id), act)
        return await self._decide(command, id, act)

    async def _at_home(self, told: Report, account: str) -> Report:
        """Without a point it is where the reporter is known to live, in that unit's grid."""
        if told.point is not None:
            return told
        home = await self.home_of(account)
        if home is None:
            raise NotSo("point_needed", field="point")
        return told.model_copy(update={"point": home.point})

    def as_report(self, told: Command) -> Report:
        """What a shorter way to report means."""
        return core.AS_REPORT[type(told)](told, self.city, self._within)

    def locate(self, point: Point) -> tuple[str, ...]:
        """The territories a point lies in, the largest first; none outside the city."""
        grid = self.places.locate(point.lng, point.lat)
        return self.city.path(grid) if grid else self._unmapped

    def place(self, point: Point, address: str) -> Place:
        """Where a point is.

        Raises:
            NotSo: outside the city.
        """
        path = self.locate(point)
        if not path:
            raise NotSo("outside_city", field="point")
        return Place(point=point, address=address, territory=path[-1], path=path)

    def area(self, territory: str) -> Place:
        """Where a whole territory is: at a point inside it."""
        point = self._within(territory) or Point(lng=0, lat=0)
        path, name = self.city.path(territory), self.city.territory(territory).name
        return Place(point=point, address=name, territory=territory, path=path)

    async def take_in(self, told: Report, id: str, act: Act) -> Outcome[core.Case]:
        """Take a report in; what the same person told before stays one case."""
        core.check_report(told, act.by, self.city, act.at)
        if core.rings(told, act.by):
            return await self._ring(told, act)
        if told.order:  # its number names it: the same number is the same case
            return await self._decide(told, id, replace(act, expected_version=None))
        turn = self._turns.setdefault((act.by.id, act.fingerprint), asyncio.Lock())
        async with turn:
            before = await self.duplicates.told_before(told, act.by, act.at)
            if before and id not in before:
                with suppress(NotThere):
                    return await self._tell_again(told, before[0], act)
            return await self._decide(told, id, act)

    async def _ring(self, told: Report, act: Act) -> Outcome[core.Case]:
        """A device's alarm: it joins the open case of its cause. A new one is named after the one
        before, so that two processes that hear the first alarm at once make one case."""
        core.check_its_places(act.by, self.place(told.spot, told.address))
        cause = told.source or told.category
        async with self._turns.setdefault((act.by.id, cause), asyncio.Lock()):
            rung = await self.duplicates.rung_before(cause, act.by)
            if rung.open:
                with suppress(NotThere):
                    return await self._tell_again(told, rung.open, act)
            return await self._decide(told, core.alarm_id(cause, act.by, rung.last), act)

    async def _tell_again(self, told: Report, id: str, act: Act) -> Outcome[core.Case]:
        return await self._act(
            partial(core.told_again, told), id, replace(act, expected_version=None)
        )

    async def _decide(self, command: Command, id: str, act: Act) -> Outcome[core.Case]:
        decide = partial(core.DECISIONS[type(command)], command)
        if look := self._looks.get(type(command)):
            decide = partial(decide, facts=await look(command, id, act.at))
        return await self._act(decide, id, act)

    async def _act(self, decide: core.Decision, id: str, act: Act) -> Outcome[core.Case]:
        return await self.cases.act(id, lambda case: decide(case, act.by, self.city, act.at), act)

    @property
    def _looks(self) -> Mapping[type[Command], Look]:
        return {
            Report: self._arrival,
            Merge: self._pair,
            Transfer: self._itself,
            RuleTransfer: self._itself,
            Entrust: self._itself,
            Divert: self._earlier,
            Split: self._itself,
            Bundle: self._linked,
        }

    async def _arrival(self, told: Report, id: str, now: datetime) -> core.Arrival:
        place = self.place(told.spot, told.address)
        return core.Arrival(number=await new_number(self.numbers, now), place=place, id=id)

    async def _pair(self, asked: Merge, id: str, _: datetime) -> core.Pair:
        kept = await self.cases.get(asked.into)
        return core.Pair(id=id, into=kept.state if kept else None)

    async def _earlier(self, asked: Divert, id: str, _: datetime) -> core.Pair:
        kept = await self.cases.get(asked.earlier) if asked.earlier else None
        return core.Pair(id=id, into=kept.state if kept else None)

    async def _linked(self, asked: Bundle, id: str, _: datetime) -> core.Linked:
        found = {other: await self.cases.get(other) for other in (*asked.others, id)}
        others = {other: kept.state if kept else None for other, kept in found.items()}
        itself = others[id]
        return core.Linked(bundle=(itself and itself.bundle) or id, others=others)

    def _within(self, territory: str) -> Point | None:
        found = self.places.within(territory)
        return Point(lng=found[0], lat=found[1]) if found else None

    async def _itself(self, _: Command, id: str, now: datetime) -> str:
        return id

    @property
    def _unmapped(self) -> tuple[str, ...]:
        """Where everything is in a city that drew no outlines: the district."""
        tops = (t.id for t in self.city.territories.values() if t.parent is None)
        return () if self.city.outlines else (next(tops),)


def named(told: Report, id: str) -> str:
    """The id of the case to be: a hotline's own number names it, whoever sends it how often."""
    if told.order is None:
        return id
    return f"case-{sha256(told.order.external.encode()).hexdigest()[:16]}"
