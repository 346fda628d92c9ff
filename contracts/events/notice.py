"""What dispatch says about a notice to groups 群通知. Reading it is no event: it is counted."""

from typing import ClassVar

from pydantic import AwareDatetime

from contracts.events.event import Event
from contracts.events.redacted import Redacted
from contracts.noticing import Counts, NoticeKind, Reaction
from contracts.words import Id, Line, Owner, Words


class NoticeEvent(Event):
    """Something that happened to one notice; it is the envelope's subject."""


class NoticeQueued(NoticeEvent):
    """Somebody wants a group and all below it to be told."""

    type: ClassVar[str] = "notice.queued"

    number: str
    kind: NoticeKind
    title: Line
    text: Words
    sender: Id
    group: Id
    group_name: Line
    level: int
    """Of the group: 1 street, 2 community, 3 grid, 4 building, 5 unit."""
    at: Id
    """The smallest territory that holds the whole audience."""
    path: tuple[Id, ...]
    """From the district down to it."""
    groups: int
    """How many groups are told."""
    answers: tuple[Reaction, ...]
    """What may be replied."""
    offer_id: Id | None = None
    replies_until: AwareDatetime
    owner: Owner
    due_at: AwareDatetime
    """When it goes out."""


class NoticeSent(NoticeEvent):
    """It is out: everybody in the audience can read it and reply."""

    type: ClassVar[str] = "notice.sent"

    at: Id
    due_at: AwareDatetime
    """Until when replies are taken."""
    count_at: AwareDatetime


class NoticeCounted(NoticeEvent):
    """How many have read and replied so far; said ever more rarely."""

    type: ClassVar[str] = "notice.counted"

    counts: Counts
    count_at: AwareDatetime


class NoticeClosed(NoticeEvent):
    """Replies are taken no more; this is what came of it."""

    type: ClassVar[str] = "notice.closed"

    counts: Counts


class NoticeWithdrawn(NoticeEvent):
    """It was taken back, with a reason."""

    type: ClassVar[str] = "notice.withdrawn"

    reason: Words


class NoticeRedacted(Redacted):
    """Its words and who sent it are gone; what came of it in numbers stays."""

    type: ClassVar[str] = "notice.redacted"
