"""Rulings on transferred cases, as intake tells them: what waits for somebody's word."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.events import case_ruling as r
from contracts.events.case import CaseRedacted
from contracts.events.case_work import CaseRecomputed
from gateway.fold import Folded, Folds
from gateway.kinds.kind import Kind, listed, place, unit, where
from gateway.writes import both, sets, takes

_ASKED = takes(
    *("case_id", "task_id", "department", "about", "level", "at"),
    *("reason", "basis", "suggestion", "due_at"),
)

FOLDS: Folds = {
    r.CaseRulingOpened: both(sets(stage="open"), _ASKED),
    r.CaseRulingOverdue: takes("level", "at", "due_at"),
    r.CaseRulingReferred: takes("level", "at", "due_at"),
    CaseRecomputed: takes(due_at="rule_by"),
    r.CaseRulingLapsed: sets(stage="lapsed", due_at=None),
    r.CaseRuled: both(
        sets(stage="decided", due_at=None), takes("upheld", "designated", word="reason")
    ),
    CaseRedacted: takes(redacted="depth"),
}


def tags(event: Any) -> Iterable[str]:
    """Who must rule, who handles the case, and who says that it is not theirs."""
    yield from where(event)
    yield from place(getattr(event, "at", None), getattr(event, "territory", None))
    yield from unit(getattr(event, "department", None))


def facets(ruling: Folded) -> Mapping[str, Any]:
    """What lists narrow and sort by."""
    return listed(
        ruling,
        stage=ruling.get("stage"),
        case_id=ruling.get("case_id"),
        due_at=ruling.get("due_at"),
    )


CASE_RULINGS = Kind(
    name="case-rulings",
    source="intake",
    born=r.CaseRulingOpened,
    folds=FOLDS,
    tags=tags,
    facets=facets,
    filters=("case_id",),
    by="ruling_id",
    part_of="case_id",
)
