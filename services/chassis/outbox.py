"""What a store's documents have said, as the relay and the reconciler need it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from contracts.envelope import Envelope
from contracts.events.event import Event

Wake: TypeAlias = Callable[[Sequence[Envelope[Event]]], None]


@dataclass(frozen=True)
class Place:
    """Where a page of documents ended: its last document's time and id."""

    at: datetime
    id: str


@dataclass(frozen=True)
class Line:
    """Events of one document, in the order they were said."""

    place: Place
    envelopes: Sequence[Envelope[Event]]

    def only(self, numbers: Collection[int]) -> "Line":
        """Those of its events that have one of these numbers."""
        return Line(self.place, [one for one in self.envelopes if one.seq in numbers])


@dataclass(frozen=True)
class Backlog:
    """What is not published yet."""

    documents: int
    oldest: datetime | None
    """Since when the one that waits longest has waited."""


class Outbox(Protocol):
    """The events of the documents of one store."""

    wake: Wake
    """Called after each write with what was said; the relay puts itself here. Events behind others
    that this process cannot know to be published are not given: nothing is, once, and `pending`
    will have them."""

    async def pending(self, before: datetime, after: Place | None, limit: int) -> Sequence[Line]:
        """What is still to be published of documents that owe since before a time; oldest first."""
        ...

    async def mark_published(self, marks: Mapping[str, int]) -> None:
        """Take note, for each id, up to which number its events are published. Never backwards."""
        ...

    async def backlog(self) -> Backlog:
        """How much is not published yet."""
        ...

    async def lines(self, numbers: Mapping[str, Collection[int]]) -> Sequence[Line]:
        """These events of these ids, as they were said."""
        ...

    async def said(
        self, since: datetime, before: datetime, after: Place | None, limit: int
    ) -> Sequence[Line]:
        """What was published, and said before a time, of documents changed since another time."""
        ...
