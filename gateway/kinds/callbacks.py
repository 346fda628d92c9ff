"""Call-backs 回访, as evaluation tells them. The street sees that one is due, never whom to ask."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from contracts.events import callback as e
from gateway.fold import Fields, Folded, Folds
from gateway.kinds.kind import Kind, listed, where
from gateway.writes import both, sets, takes

_ATTEMPTS = ("attempts/1", "attempts/2", "attempts/3")
"""Three tries are the most (domain.md 2.6)."""


def _attempt(event: e.CallbackTried | e.CallbackRecorded) -> Fields:
    """One call of an evaluator: when, how, by whom, and whether somebody answered."""
    if event.caller is None:
        return {}
    tried = isinstance(event, e.CallbackTried)
    told = {
        "at": event.tried_at if tried else event.recorded_at,
        "channel": event.channel,
        "caller": event.caller,
        "reached": not tried and event.reached,
    }
    return {"tries": event.tries, f"attempts/{event.tries}": told}


def attempts(callback: Folded) -> Sequence[Mapping[str, Any]]:
    """The calls of this round, the first one first."""
    return [made for name in _ATTEMPTS if (made := callback.get(name))]


_SAID = both(
    sets(stage="recorded", due_at=None),
    takes("reached", "contacted", "solved", "satisfaction", "words", "channel", "unfinished"),
    _attempt,
)

FOLDS: Folds = {
    e.CallbackDue: both(
        sets(stage="due", tries=0, excluded=None, **dict.fromkeys(_ATTEMPTS)),
        takes("case_id", "number", "reporter", "street", "category", "round", "due_at"),
        takes("limit_at"),
    ),
    e.CallbackRecomputed: takes("due_at"),
    e.CallbackTried: both(sets(stage="tried"), takes("tries", "due_at"), _attempt),
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
