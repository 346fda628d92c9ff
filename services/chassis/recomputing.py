"""Whenever the calendar is another, reckon again the limits of all that is open.

Rule 1: each is decided under the store's guard, and a limit that ends when it should is left alone,
so going through twice, in any number of processes, is going through once.
Rule 2: it goes slowly: what moves is days away, and whoever waits for an answer comes first.
Rule 3: it begins one look after the calendar was noticed, when no other process decides by the one
before any more; so what it noted as gone through stays so, and a restart goes through nothing.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, Generic, Protocol, TypeAlias, TypeVar

import structlog

from contracts.actor import CLOCK
from contracts.city import City
from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.refusals import NotThere
from services.chassis import logs
from services.chassis.cities import Cities
from services.chassis.outbox import Outbox
from services.chassis.passes import Passes
from services.chassis.store import Act, Shape, Store, Unavailable

State = TypeVar("State")
Said: TypeAlias = Sequence[Envelope[Event]]
Reckon: TypeAlias = Callable[[State, Said, City, Sequence[City]], Sequence[Event]]
"""What is said of an aggregate, given all it said, its city now, and with the calendars before."""

EVERY: Final = 30.0
"""Seconds between two looks for another calendar."""
PAGE: Final = 50
MOST: Final = 100_000
"""Aggregates that are open at once."""
LONGEST: Final = 1000
"""Events of one aggregate."""
_EVER: Final = datetime(9999, 1, 1, tzinfo=UTC)

_log = structlog.get_logger()


class Speaking(Store[State], Protocol[State]):
    """A store that knows what its aggregates said."""

    @property
    def shape(self) -> Shape[State]:
        """How they are kept."""
        ...

    @property
    def outbox(self) -> Outbox:
        """What they said."""
        ...


class _AsItWas(Exception):
    """Nothing moves, and nothing is written."""


class Recomputing(Generic[State]):
    """Goes once through all that has a clock, for each calendar."""

    def __init__(
        self,
        store: Speaking[State],
        reckon: Reckon[State],
        cities: Cities,
        passes: Passes,
        now: Callable[[], datetime],
        *,
        ahead: timedelta | None = None,
    ) -> None:
        """`ahead`: what is due later than that has no limit of a rule, and is not looked at."""
        self._store, self._reckon_ = store, reckon
        self._cities, self._passes, self._now = cities, passes, now
        self._ahead = ahead
        self.rest = 0.25
        """Seconds between two pages."""
        self._name = store.shape.name
        self._noticed = self._done = ""

    async def run(self) -> None:
        """Look for another calendar, for ever."""
        while True:
            try:
                await self.look()
            except Exception as error:
                # Whatever was not gone through is gone through at the next look.
                _log.warning("cannot recompute now", **logs.fault(error))
            await asyncio.sleep(EVERY)

    async def look(self) -> int:
        """Notice a calendar, or go through all that is open if the last look noticed it."""
        before, self._noticed = self._noticed, self._cities.now.calendar_version
        if not before and not await self._store.due(_EVER, 1):
            await self._passes.note(self._name, self._noticed)
        return await self.once() if before == self._noticed else 0

    async def once(self) -> int:
        """Go through all that is open, unless that was done; return how many had limits that moved.

        Raises:
            Unavailable: the store cannot be reached; the next look begins anew.
        """
        version, moved = self._cities.now.calendar_version, 0
        if version == self._done or version == await self._passes.last(self._name):
            self._done = version
            return 0
        await self._cities.recall()
        until = self._now() + self._ahead if self._ahead else _EVER
        open_ = [id for id, _ in await self._store.due(until, MOST)]
        for page in _pages(open_):
            lines = await self._store.outbox.lines(dict.fromkeys(page, range(1, LONGEST)))
            said = ((line.place.id, line.envelopes) for line in lines)
            moved += sum(await asyncio.gather(*(self._reckon(*one) for one in said)))
            await asyncio.sleep(self.rest)
        await self._passes.note(self._name, version)
        self._done = version
        return moved

    async def _reckon(self, id: str, said: Said) -> bool:
        now, version = self._now(), self._cities.now.calendar_version

        def decide(state: State | None) -> Sequence[Event]:
            if state is None:
                raise NotThere("not_there", id=id)
            city = self._cities.current
            if events := self._reckon_(state, said, city, self._cities.before(city)):
                return events
            raise _AsItWas

        act = Act(by=CLOCK, at=now, key=f"calendar {version} {now.isoformat()}")
        try:
            outcome = await self._store.act(id, decide, act)
        except _AsItWas:
            return False
        except Unavailable:
            raise
        except Exception as error:
            # One that cannot be reckoned must not keep back the others.
            _log.error("not recomputed", aggregate=id, **logs.fault(error))
            return False
        return not outcome.repeated


def _pages(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), PAGE):
        yield ids[start : start + PAGE]
