"""What stores tell a reconciler.

Rule 1: an event is missing if its type is handled, this one is wanted, and no document has heard
its number. Handlers must therefore want exactly what leads to a `hear`.
Rule 2: what is parked is not lost, and what was said a moment ago is not late.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from contracts.envelope import Envelope
from contracts.events.event import Event
from services.chassis.bus import Bus, Handlers
from services.chassis.clock import milliseconds
from services.chassis.outbox import Outbox, Place
from services.chassis.reconcile import Page

PAGE = 20
"""Documents looked at together."""
GRACE = timedelta(minutes=1)


class Inbox(Protocol):
    """What remembers the numbers heard: a store, or a view."""

    async def heard_many(self, streams: Collection[str]) -> Mapping[str, frozenset[int]]:
        """Numbers heard, by stream."""
        ...


@dataclass(frozen=True)
class StoreSpeaker:
    """Says what the documents of a service's stores have said."""

    outboxes: Sequence[Outbox]
    bus: Bus
    now: Callable[[], datetime] = milliseconds

    async def said(self, since: datetime, cursor: str | None) -> Page:
        """See `Speaker.said`."""
        number, after = _parse(cursor)
        before = self.now() - GRACE
        lines = await self.outboxes[number].said(since, before, after, PAGE)
        envelopes = [envelope for line in lines for envelope in line.envelopes]
        if len(lines) == PAGE:
            return Page(envelopes, _format(number, lines[-1].place))
        return Page(envelopes, _format(number + 1) if number + 1 < len(self.outboxes) else None)

    async def resay(self, ids: Sequence[str]) -> int:
        """See `Speaker.resay`."""
        numbers: dict[str, set[int]] = defaultdict(set)
        for _, subject, seq in (id.rsplit(":", 2) for id in ids):
            numbers[subject].add(int(seq))
        found = [line for box in self.outboxes for line in await box.lines(numbers)]
        await asyncio.gather(*(self._publish(line.envelopes) for line in found))
        return sum(len(line.envelopes) for line in found)

    async def _publish(self, envelopes: Sequence[Envelope[Event]]) -> None:
        for envelope in envelopes:
            await self.bus.publish(envelope)


@dataclass(frozen=True)
class StoreListener:
    """Hears by handlers that keep what they hear in stores."""

    handlers: Handlers
    inboxes: Sequence[Inbox]
    parked: Callable[[], Awaitable[Collection[str]]]
    """Streams that wait for a person."""

    async def missing(self, envelopes: Sequence[Envelope[Event]]) -> Sequence[str]:
        """See `Listener.missing`."""
        wanted = [envelope for envelope in envelopes if self._wants(envelope.data)]
        streams = {envelope.stream for envelope in wanted}
        if not streams:
            return []
        known = [await inbox.heard_many(streams) for inbox in self.inboxes]
        parked = await self.parked()
        return [
            one.id
            for one in wanted
            if one.stream not in parked and not any(one.seq in k.get(one.stream, ()) for k in known)
        ]

    def _wants(self, event: Event) -> bool:
        hears = self.handlers.get(type(event))
        return hears is not None and hears.wants(event)


def _format(number: int, place: Place | None = None) -> str:
    return f"{number}|{place.at.isoformat()}|{place.id}" if place else str(number)


def _parse(cursor: str | None) -> tuple[int, Place | None]:
    number, *place = (cursor or "0").split("|", 2)
    return int(number), Place(datetime.fromisoformat(place[0]), place[1]) if place else None
