"""Look at aggregates when their clock says so.

Rule 1: the sweep only finds; the decision looks again at the state, under the store's guard, so a
second sweeper is harmless and a clock that was stopped meanwhile does not ring.
Rule 2: whoever is refused, or has nothing to say, is left alone for a while and keeps nobody back.
Rule 3: however late it is, a clock rings once: what is decided is decided as of now.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Generic, NamedTuple, TypeAlias, TypeVar

import structlog

from contracts.actor import CLOCK
from contracts.events.event import Event
from contracts.refusals import NotThere
from services.chassis import logs, spans
from services.chassis.clock import milliseconds
from services.chassis.store import Act, Store, Unavailable

State = TypeVar("State")
Due: TypeAlias = tuple[str, datetime]

_log = structlog.get_logger()


class _Tick(NamedTuple):
    """How often a clock was looked at, and when to look again should it still be there."""

    tries: int
    again: datetime


class Sweep(Generic[State]):
    """Tick for every aggregate of a store that is due."""

    def __init__(
        self,
        store: Store[State],
        decide: Callable[[State, datetime], Sequence[Event]],
        *,
        now: Callable[[], datetime] = milliseconds,
        every: float = 1.0,
        again: float = 30.0,
        page: int = 200,
    ) -> None:
        self._store = store
        self._decide = decide
        self._now = now
        self._every = every
        self._again = timedelta(seconds=again)
        self._page = page
        self._ticked: dict[Due, _Tick] = {}

    async def run(self) -> None:
        """Sweep for ever."""
        while True:
            if await self.once() < self._page:
                await asyncio.sleep(self._every)

    async def once(self) -> int:
        """Tick for a page of those that are due; return for how many."""
        now = self._now()
        try:
            due = await self._store.due(now, self._page + len(self._ticked))
        except Unavailable as error:
            _log.warning("sweep cannot see its clocks", **logs.fault(error))
            return 0
        self._ticked = {pair: self._ticked[pair] for pair in due if pair in self._ticked}
        ready = [pair for pair in due if self._ready(pair, now)][: self._page]
        await asyncio.gather(*(self._tick(pair, now) for pair in ready))
        return len(ready)

    def _ready(self, pair: Due, now: datetime) -> bool:
        return pair not in self._ticked or self._ticked[pair].again <= now

    async def _tick(self, pair: Due, now: datetime) -> None:
        tries = self._ticked[pair].tries + 1 if pair in self._ticked else 0
        try:
            said = await self._act(pair, now, tries)
        except Unavailable as error:
            _log.warning("not ticked", aggregate=pair[0], **logs.fault(error))
        except Exception as error:
            # One clock that cannot ring must not silence the others.
            _log.error("tick refused", aggregate=pair[0], **logs.fault(error))
            self._ticked[pair] = _Tick(tries, now + self._again)
        else:
            self._ticked[pair] = _Tick(tries, now if said else now + self._again)

    async def _act(self, pair: Due, now: datetime, tries: int) -> bool:
        id, due = pair
        said: Sequence[Event] = ()

        def decide(state: State | None) -> Sequence[Event]:
            nonlocal said
            if state is None:
                raise NotThere("not_there", id=id)
            said = self._decide(state, now)
            return said

        act = Act(by=CLOCK, at=now, key=f"{due.isoformat()}#{tries}")
        with spans.span("tick", aggregate__id=id):
            await self._store.act(id, decide, act)
        return bool(said)
