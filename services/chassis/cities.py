"""The city packs a process knows: the one in force, and those that open work still stands on.

Rule 1: what begins, begins under the pack in force; what has begun is decided under the pack it
began with, to its end. Stores keep the pack's id with each document, and have it asked.
Rule 2: a pack is read once, off the event loop, before anything stands on it. Between, asking costs
a dictionary's look-up: no request waits for a pack that is known.
Rule 3: days are everybody's: whatever pack work stands on, it is reckoned by the calendars of the
pack in force. A holiday that is announced holds for what has begun, too.
Rule 4: no pack is ever thrown away: where it is kept, open work finds it after any restart.
"""

import asyncio
from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import structlog

from contracts.calendar import Calendar
from contracts.city import City, calendars_of, read_city
from contracts.city.limits import version_of
from contracts.city.pack import pack_id
from services.chassis import logs
from services.chassis.shelf import Shelf

EVERY = 1.0
"""Seconds between two looks for a newer pack."""

_deciding: ContextVar[City | None] = ContextVar("deciding", default=None)
"""The pack that the decision being made stands on."""

_log = structlog.get_logger()


class Cities:
    """Packs by id."""

    def __init__(self, shelf: Shelf, files: Mapping[str, str], city: City | None = None) -> None:
        """`city`: these files as they were read already."""
        self._shelf, self._files = shelf, files
        self.in_force = pack_id(files)
        """Id of the pack new work begins under."""
        self._known: dict[str, City] = {self.in_force: city or read_city(files, kept=True)}
        self._recalled: dict[str, Mapping[str, Calendar]] = {}
        """The calendars of packs that nothing stands on any more, by their version."""
        self._asked: set[str] = set()
        self._recalling = asyncio.Lock()
        self._as_timed: dict[tuple[int, str], City] = {}
        """A pack's city (by its rules, which no pack shares) by the calendars of another."""
        self.own = self.in_force
        """Id of the pack of this process's folder."""
        self.live: City = LiveCity(self)
        """A city that is at each moment the one that counts: see `current`."""

    @property
    def now(self) -> City:
        """The city in force."""
        return self._known[self.in_force]

    @property
    def current(self) -> City:
        """The city of the decision being made; outside of any, the one in force."""
        return _deciding.get() or self.now

    def of(self, pack: str) -> City:
        """The city of a pack that is ready; the one in force for work from before packs had ids."""
        now = self.now
        return self._timed(self._known[pack], now.calendar_version, now.calendars) if pack else now

    def before(self, city: City) -> Sequence[City]:
        """The same city by every other calendar there was, once `recall` has learnt them."""
        known = {one.calendar_version: one.calendars for one in self._known.values()}
        versions = {**known, **self._recalled}
        others = (version for version in versions if version != city.calendar_version)
        return [self._timed(city, version, versions[version]) for version in others]

    async def recall(self) -> None:
        """Learn the calendars of every pack there ever was: what began by them still knows them."""
        async with self._recalling:
            for pack in set(await self._shelf.kept()) - self._asked - self._known.keys():
                days = await asyncio.to_thread(calendars_of, await self._shelf.take(pack))
                self._recalled[version_of(days)] = days
                self._asked.add(pack)

    def _timed(self, city: City, version: str, days: Mapping[str, Calendar]) -> City:
        if city.calendar_version == version:
            return city
        key = (id(city.rules), version)
        if key not in self._as_timed:
            self._as_timed[key] = city.timed_by(days)
        return self._as_timed[key]

    @contextmanager
    def under(self, pack: str) -> Generator[None]:
        """Decide under a pack."""
        token = _deciding.set(self.of(pack))
        try:
            yield
        finally:
            _deciding.reset(token)

    async def ready(self, packs: Collection[str]) -> None:
        """Read those of these packs that are not known yet.

        Raises:
            KeyError: a pack that was never kept.
        """
        for pack in packs:
            if pack and pack not in self._known:
                files = await self._shelf.take(pack)
                self._known[pack] = await asyncio.to_thread(read_city, files, kept=True)

    async def prepare(self) -> None:
        """Keep the pack of this process's folder, and take the one that was published."""
        await self._shelf.keep(self._files, self._known[self.own].version)
        await self.follow()

    async def follow(self) -> None:
        """Take the pack that was published last; the folder's, when none ever was."""
        pack = await self._shelf.published() or self.own
        if pack != self.in_force:
            await self.ready([pack])
            self.in_force = pack
            _log.info("city pack", pack=pack, version=self.now.version)

    async def run(self) -> None:
        """Follow for ever."""
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self.follow()
            except Exception as error:
                # The pack in force stays what it is until the next look.
                _log.warning("no look for packs", **logs.fault(error))


class LiveCity(City):
    """Answers every question from the city that counts at that moment.

    Whoever holds it need not know that packs change: a decision sees one pack from beginning to
    end, because nothing else runs while it decides.
    """

    def __init__(self, cities: Cities) -> None:
        object.__setattr__(self, "_cities", cities)

    def __getattribute__(self, name: str) -> Any:
        """The attribute of the city that counts."""
        cities: Cities = object.__getattribute__(self, "_cities")
        return getattr(cities.current, name)
