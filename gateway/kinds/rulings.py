"""Rulings, as dispatch tells them: what waits for somebody's word."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.events import call as k
from contracts.events.recomputed import RulingRecomputed
from contracts.events.whistle import WhistleRedacted
from gateway.fold import Folded, Folds
from gateway.kinds.kind import Kind, listed, place, unit
from gateway.writes import both, sets, takes

_ASKED = takes(
    *("whistle_id", "task_id", "department", "about", "level", "at"),
    *("reason", "basis", "suggestion", "due_at"),
)

FOLDS: Folds = {
    k.RulingOpened: both(sets(stage="open"), _ASKED),
    k.RulingOverdue: takes("level", "at", "due_at"),
    k.RulingReferred: takes("level", "at", "due_at"),
    RulingRecomputed: takes("due_at"),
    k.RulingLapsed: sets(stage="lapsed", due_at=None),
    k.RulingDecided: both(
        sets(stage="decided", due_at=None), takes("upheld", "designated", word="reason")
    ),
    WhistleRedacted: takes(redacted="depth"),
}


def tags(event: Any) -> Iterable[str]:
    """Who must rule, the streets that share the whistle, and whose call it is about."""
    yield from place(getattr(event, "at", None), *getattr(event, "joint", ()))
    yield from unit(getattr(event, "department", None))


def facets(ruling: Folded) -> Mapping[str, Any]:
    """What lists narrow and sort by."""
    return listed(
        ruling,
        stage=ruling.get("stage"),
        whistle_id=ruling.get("whistle_id"),
        due_at=ruling.get("due_at"),
    )


RULINGS = Kind(
    name="rulings",
    source="dispatch",
    born=k.RulingOpened,
    folds=FOLDS,
    tags=tags,
    facets=facets,
    filters=("whistle_id",),
    by="ruling_id",
    part_of="whistle_id",
)
