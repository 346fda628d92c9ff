"""Notices to groups, as dispatch tells them. Whoever is in the audience sees one once it is out."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.events import notice as n
from contracts.events.event import Event
from contracts.notice_life import NOTICE_LIFE
from gateway.fold import Fold, Folds
from gateway.kinds.kind import Kind, person, place, stages
from gateway.kinds.offers import facets
from gateway.scopes import group
from gateway.writes import both, sets, takes

_OVER = sets(owner=None, due_at=None)

_WRITES: Mapping[type[Event], Fold] = {
    n.NoticeQueued: takes(
        *("number", "kind", "title", "text", "sender", "group", "group_name", "level", "groups"),
        *("answers", "offer_id", "replies_until", "owner", "due_at"),
    ),
    n.NoticeSent: takes("due_at"),
    n.NoticeCounted: takes("counts"),
    n.NoticeClosed: both(takes("counts"), _OVER),
    n.NoticeWithdrawn: both(takes("reason"), _OVER),
    n.NoticeRedacted: takes(redacted="depth"),
}

_STAGES = stages(NOTICE_LIFE)

FOLDS: Folds = {
    kind: both(writes, _STAGES[kind]) if kind in _STAGES else writes
    for kind, writes in _WRITES.items()
}


def tags(event: Any) -> Iterable[str]:
    """The sender and who is posted around it; once it is out, everybody inside."""
    if isinstance(event, n.NoticeQueued):
        yield from place(*event.path[1:])
        yield from person(event.sender)
    elif isinstance(event, n.NoticeSent):
        yield group(event.at)


NOTICES = Kind(
    name="group-notices",
    source="dispatch",
    born=n.NoticeQueued,
    folds=FOLDS,
    tags=tags,
    facets=facets,
    filters=("number", "kind", "owner"),
)
