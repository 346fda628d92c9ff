"""Call-backs 回访, as evaluation tells them. The street sees that one is due, never whom to ask."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.events import evaluation as e
from gateway.fold import Folded, Folds
from gateway.kinds.kind import Kind, listed, where
from gateway.writes import both, sets, takes

_SAID = both(
    sets(stage="recorded", due_at=None),
    takes("reached", "contacted", "solved", "satisfaction", "words", "channel", "unfinished"),
)

FOLDS: Folds = {
    e.CallbackDue: both(
        sets(stage="due", tries=0, excluded=None),
        takes("case_id", "number", "reporter", "street", "category", "round", "due_at"),
        takes("limit_at"),
    ),
    e.CallbackRecomputed: takes("due_at"),
    e.CallbackTried: both(sets(stage="tried"), takes("tries", "due_at")),
    e.CallbackOverdue: lambda _: {},
    e.CallbackRedacted: takes(redacted="depth"),
    e.CallbackRecorded: lambda event: {} if event.again else _SAID(event),
    e.CallbackExcluded: takes(excluded="reason"),
}


def tags(event: Any) -> Iterable[str]:
    """The street the case lies in."""
    return where(event)


def facets(callback: Folded) -> Mapping[str, Any]:
    """What lists narrow and sort by."""
    return listed(
        callback,
        stage=callback.get("stage"),
        number=callback.get("number"),
        case_id=callback.get("case_id"),
        due_at=callback.get("due_at"),
    )


CALLBACKS = Kind(
    name="call-backs",
    source="evaluation",
    born=e.CallbackDue,
    folds=FOLDS,
    tags=tags,
    facets=facets,
    filters=("number", "case_id"),
)
