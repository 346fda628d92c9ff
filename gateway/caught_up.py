"""What the gateway has heard, as a reconciler asks it."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from contracts.envelope import Envelope
from contracts.events.event import Event
from gateway.audit import Book
from gateway.happening import own_kind
from gateway.views import Views


@dataclass(frozen=True)
class CaughtUp:
    """The gateway as a listener: an event must be in its view and in the audit log."""

    views: Views
    book: Book
    parked: Callable[[], Awaitable[Collection[str]]]

    async def missing(self, envelopes: Sequence[Envelope[Event]]) -> Sequence[str]:
        """See `Listener.missing`."""
        entered = await self.book.known([envelope.id for envelope in envelopes])
        heard, parked = await self._heard(envelopes), await self.parked()
        return [
            one.id
            for one in envelopes
            if one.stream not in parked
            and (one.id not in entered or one.seq not in heard.get(one.stream, ()))
        ]

    async def _heard(self, envelopes: Sequence[Envelope[Event]]) -> Mapping[str, frozenset[int]]:
        streams: dict[str, set[str]] = defaultdict(set)
        for one in envelopes:
            streams[own_kind(one.source, one.subject).name].add(one.stream)
        found: dict[str, frozenset[int]] = {}
        for kind, wanted in streams.items():
            found.update(await self.views.stores[kind].heard_many(wanted))
        return found
