"""Requests for more time, pauses and waivers, as dispatch tells them."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.events import relief as r
from contracts.events.recomputed import ReliefRecomputed
from contracts.events.whistle import WhistleRedacted
from gateway.fold import Fields, Folded, Folds
from gateway.kinds.kind import Kind, listed, unit, where
from gateway.writes import both, sets, takes


def _decided(event: r.ReliefDecided) -> Fields:
    return {"stage": "granted" if event.granted else "refused", "due_at": None}


FOLDS: Folds = {
    r.ReliefAsked: both(
        sets(stage="open"),
        takes(
            *("whistle_id", "task_id", "department", "street", "wish", "asker", "reason"),
            *("cause", "until", "level", "at", "due_at"),
        ),
    ),
    r.ReliefPassedOn: takes("level", "at", "due_at", word="reason"),
    r.ReliefOverdue: takes("due_at"),
    ReliefRecomputed: takes("due_at"),
    r.ReliefDecided: both(_decided, takes(word="reason")),
    r.ReliefLapsed: sets(stage="lapsed", due_at=None),
    WhistleRedacted: takes(redacted="depth"),
}


def tags(event: Any) -> Iterable[str]:
    """The street that whistled, and whose call it is."""
    yield from where(event)
    yield from unit(getattr(event, "department", None))


def facets(relief: Folded) -> Mapping[str, Any]:
    """What lists narrow and sort by."""
    return listed(
        relief,
        stage=relief.get("stage"),
        kind=relief.get("wish"),
        whistle_id=relief.get("whistle_id"),
        due_at=relief.get("due_at"),
    )


RELIEFS = Kind(
    name="reliefs",
    source="dispatch",
    born=r.ReliefAsked,
    folds=FOLDS,
    tags=tags,
    facets=facets,
    filters=("kind", "whistle_id"),
    by="relief_id",
    part_of="whistle_id",
)
