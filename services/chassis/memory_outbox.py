"""What documents in memory have said, and what of it is still to be published."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from contracts.envelope import Envelope
from contracts.events.event import Event
from services.chassis.outbox import Backlog, Line, Place, Wake


def _nobody(said: Sequence[Envelope[Event]]) -> None:
    """Nobody publishes: what is said stays pending."""


@dataclass(slots=True)
class Said:
    """The events of one document and how far they are published."""

    changed_at: datetime
    events: list[Envelope[Event]] = field(default_factory=list[Envelope[Event]])
    published: int = 0
    pending_since: datetime | None = None
    given: tuple[Wake, int] = (_nobody, 0)
    """Who was woken last, and up to which event: another one knows nothing of those before."""


class MemoryOutbox:
    """See `outbox.Outbox`."""

    def __init__(self) -> None:
        self.wake: Wake = _nobody
        self._said: dict[str, Said] = {}

    def save(self, id: str, new: Sequence[Envelope[Event]], now: datetime) -> None:
        """Take what was said, and wake whoever publishes it."""
        said = self._said.setdefault(id, Said(now))
        last = len(said.events)
        said.events += new
        said.changed_at = now
        if not new:
            return
        said.pending_since = said.pending_since or now
        if said.published == last or said.given == (self.wake, last):
            said.given = (self.wake, len(said.events))
            self.wake(new)
        else:
            self.wake(())

    async def pending(self, before: datetime, after: Place | None, limit: int) -> Sequence[Line]:
        """See `Outbox.pending`."""
        owing = ((Place(s.pending_since, id), s) for id, s in self._all() if s.pending_since)
        page = _page([row for row in owing if row[0].at <= before], after, limit)
        return [Line(place, said.events[said.published :]) for place, said in page]

    async def said(
        self, since: datetime, before: datetime, after: Place | None, limit: int
    ) -> Sequence[Line]:
        """See `Outbox.said`."""
        changed = [(Place(s.changed_at, id), s) for id, s in self._all() if s.changed_at >= since]
        return [
            Line(place, [e for e in said.events[: said.published] if e.time <= before])
            for place, said in _page(changed, after, limit)
        ]

    async def lines(self, numbers: Mapping[str, Collection[int]]) -> Sequence[Line]:
        """See `Outbox.lines`."""
        found = ((id, said) for id, said in self._all() if id in numbers)
        lines = [Line(Place(said.changed_at, id), said.events) for id, said in found]
        return [line.only(numbers[line.place.id]) for line in lines]

    async def mark_published(self, marks: Mapping[str, int]) -> None:
        """See `Outbox.mark_published`."""
        for id, seq in marks.items():
            said = self._said[id]
            said.published = max(said.published, seq)
            if said.published == len(said.events):
                said.pending_since = None

    async def backlog(self) -> Backlog:
        """See `Outbox.backlog`."""
        owing = [said.pending_since for _, said in self._all() if said.pending_since]
        return Backlog(len(owing), min(owing, default=None))

    def _all(self) -> Iterable[tuple[str, Said]]:
        return self._said.items()


def _page(
    rows: Sequence[tuple[Place, Said]], after: Place | None, limit: int
) -> Sequence[tuple[Place, Said]]:
    rows = sorted(rows, key=lambda row: (row[0].at, row[0].id))
    later = [r for r in rows if after is None or (r[0].at, r[0].id) > (after.at, after.id)]
    return later[:limit]
