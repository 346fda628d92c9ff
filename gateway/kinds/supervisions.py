"""Supervisions 督办, as dispatch tells them."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.events import call as k
from contracts.events import supervision as v
from contracts.events.recomputed import SupervisionRecomputed
from contracts.events.whistle import WhistleRedacted
from gateway.fold import Folded, Folds
from gateway.kinds.kind import Kind, listed, unit, where
from gateway.writes import both, sets, takes

FOLDS: Folds = {
    k.SupervisionOpened: both(
        sets(stage="open"),
        takes(
            *("whistle_id", "task_id", "department", "street", "duty", "kind", "cause", "count"),
            *("reason", "named", "bulletin"),
            due_at="answer_by",
        ),
    ),
    v.SupervisionAnswered: both(
        sets(stage="answered", due_at=None), takes("in_time", answer="text")
    ),
    v.SupervisionUnanswered: takes(due_at="answer_by"),
    SupervisionRecomputed: takes("due_at"),
    v.SupervisionClosed: both(sets(due_at=None), takes(stage="outcome")),
    WhistleRedacted: takes(redacted="depth"),
}


def tags(event: Any) -> Iterable[str]:
    """The street that supervises, and the department that answers."""
    yield from where(event)
    yield from unit(getattr(event, "department", None))


def facets(supervision: Folded) -> Mapping[str, Any]:
    """What lists narrow and sort by."""
    return listed(
        supervision,
        stage=supervision.get("stage"),
        kind=supervision.get("kind"),
        whistle_id=supervision.get("whistle_id"),
        due_at=supervision.get("due_at"),
    )


SUPERVISIONS = Kind(
    name="supervisions",
    source="dispatch",
    born=k.SupervisionOpened,
    folds=FOLDS,
    tags=tags,
    facets=facets,
    filters=("kind", "whistle_id"),
    by="supervision_id",
    part_of="whistle_id",
)
