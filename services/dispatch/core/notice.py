"""A notice to groups 群通知: what dispatch remembers of it, and what its clock does.

Rule 1: it says which group it went to, not who got it: the audience is the subtree of the group.
Rule 2: who read and who replied is kept beside it (`store.rolls`), and counted into it ever more
rarely, so that a street of 25,000 groups makes some twenty events.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events import notice as n
from contracts.events.event import Event
from contracts.notice_life import NOTICE_LIFE, NoticeStage
from contracts.noticing import Counts, NoticeKind, Reaction
from contracts.words import Owner

FIRST_COUNT: Final = timedelta(seconds=2)
"""After this much time it is counted first, then after twice as long each time."""


class Notice(BaseModel):
    """One notice."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stage: NoticeStage
    number: str
    kind: NoticeKind
    sender: str
    group: str
    at: str
    path: tuple[str, ...]
    answers: tuple[Reaction, ...]
    offer_id: str | None
    replies_until: AwareDatetime
    owner: Owner
    due_at: AwareDatetime | None
    """When it goes out, then when replies end; None once it is over."""
    sent_at: AwareDatetime | None = None
    count_at: AwareDatetime | None = None


def evolve(state: Notice | None, event: Event) -> Notice:
    """Return the notice after an event.

    Raises:
        IllegalTransition: it may not happen in this stage.
    """
    stage = NOTICE_LIFE.advance(state.stage if state else NoticeStage.NEW, event)
    if isinstance(event, n.NoticeQueued):
        return Notice(stage=stage, **{name: getattr(event, name) for name in _KEPT})
    assert state is not None
    return state.model_copy(update={"stage": stage, **_changes(state, event)})


_KEPT: Final = (
    *("number", "kind", "sender", "group", "at", "path", "answers", "offer_id"),
    *("replies_until", "owner", "due_at"),
)


def _changes(state: Notice, event: Event) -> dict[str, Any]:
    match event:
        case n.NoticeSent():
            sent_at = event.count_at - FIRST_COUNT
            return {"due_at": event.due_at, "count_at": event.count_at, "sent_at": sent_at}
        case n.NoticeCounted():
            return {"count_at": event.count_at}
        case _:
            return {"due_at": None, "count_at": None}


def next_clock(state: Notice) -> datetime | None:
    """When the clock must look next: to send, to count, to close."""
    return min((at for at in (state.due_at, state.count_at) if at), default=None)


def sent(at: str, replies_until: datetime, now: datetime) -> n.NoticeSent:
    """It goes out."""
    return n.NoticeSent(at=at, due_at=replies_until, count_at=now + FIRST_COUNT)


def tick(state: Notice | None, counts: Counts, now: datetime) -> Sequence[Event]:
    """Send what is queued, count what is out, close what is over; nothing before its time."""
    at = state and next_clock(state)
    if state is None or at is None or now < at:
        return []
    if state.stage is NoticeStage.QUEUED:
        return [sent(state.at, state.replies_until, now)]
    if state.due_at and state.due_at <= now:
        return [n.NoticeClosed(counts=counts)]
    since = now - (state.sent_at or now)
    return [n.NoticeCounted(counts=counts, count_at=now + max(since, FIRST_COUNT))]
