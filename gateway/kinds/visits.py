"""Visits, as intake tells them. Of a restricted one only the visitor and the community may know."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.events import visit as v
from contracts.events.event import Event
from contracts.visit_life import VISIT_LIFE
from gateway.fold import Fields, Fold, Folded, Folds
from gateway.kinds.kind import Kind, listed, person, place, stages
from gateway.writes import both, plain, sets, takes

_OWNED = takes("owner", "due_at")
_OVER = sets(owner=None, due_at=None)
_WENT = takes("visited_at", "passed", "findings")


def _day(event: Any) -> Fields:
    return {"day": event.day.isoformat()}


def _next(name: str) -> Fold:
    return lambda event: {"next_day": getattr(event, name).isoformat()}


def _planned(event: v.VisitPlanned) -> Fields:
    return {"subject": plain(event.subject), "place": plain(event.subject.place)}


_WRITES: Mapping[type[Event], Fold] = {
    v.VisitPlanned: both(
        _OWNED, _day, _planned, takes("kind", "visitor", "schedule", "checks", "restricted", "note")
    ),
    v.VisitPostponed: both(_OWNED, _day),
    v.VisitRecorded: both(_WENT, _OVER),
    v.VisitHazardsFound: both(_WENT, _OWNED),
    v.VisitMissed: _OVER,
    v.VisitRectified: _OWNED,
    v.VisitRechecked: _OVER,
    v.VisitRecheckFailed: _OWNED,
    v.VisitOverdue: takes(due_at="next_at"),
    v.VisitRecomputed: both(takes("due_at"), _day),
}

_STAGES = stages(VISIT_LIFE)

FOLDS: Folds = {
    kind: both(writes, _STAGES[kind]) if kind in _STAGES else writes
    for kind, writes in _WRITES.items()
} | {v.VisitRedacted: takes(redacted="depth")}


def tags(event: Any) -> Iterable[str]:
    """Where it is, and who goes."""
    if isinstance(event, v.VisitPlanned):
        path = event.subject.place.path
        yield from place(*(path[2:3] if event.restricted else path[1:]))
        yield from person(event.visitor)


def facets(visit: Folded) -> Mapping[str, Any]:
    """What lists narrow and sort by."""
    return listed(
        visit,
        stage=visit.get("stage"),
        kind=visit.get("kind"),
        visitor=visit.get("visitor"),
        due_at=visit.get("due_at"),
    )


VISITS = Kind(
    name="visits",
    source="intake",
    born=v.VisitPlanned,
    folds=FOLDS,
    tags=tags,
    facets=facets,
    filters=("kind", "visitor"),
    by="visit_id",  # a visit's `subject` is whom it is to
)


def _no_tags(_: Any) -> Iterable[str]:
    """A schedule is for those who look after a whole district (`gateway.districts`)."""
    return ()


def _round_facets(known: Folded) -> Mapping[str, Any]:
    return listed(known, stage=known.get("stage"), due_at=known.get("due_at"))


ROUNDS = Kind(
    name="visit-rounds",
    source="intake",
    born=v.RoundBegun,
    folds={
        v.RoundBegun: both(
            sets(stage="running"), takes("schedule", due_at="opens_at"), _next("day")
        ),
        v.RoundOpened: both(
            sets(stage="running"), takes(due_at="opens_at"), _next("next_day"), _day
        ),
        v.RoundEnded: sets(stage="ended", due_at=None, next_day=None),
    },
    tags=_no_tags,
    facets=_round_facets,
)
"""Rounds 走访计划: which day came last, which comes next."""
