"""Opinions on seconded staff, as evaluation tells them: only the person finds them in a list.

Its street and its head read them with the work they rest on: `GET /staff/{id}`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.events import staff as s
from gateway.fold import Folded, Folds
from gateway.kinds.kind import Kind, listed, person
from gateway.writes import both, sets, takes

FOLDS: Folds = {
    s.OpinionGiven: both(sets(stage="given"), takes("account", "street", "department", "year")),
    s.OpinionRedacted: takes(redacted="depth"),
}


def tags(event: Any) -> Iterable[str]:
    """The person it is about."""
    return person(getattr(event, "account", None))


def facets(view: Folded) -> Mapping[str, Any]:
    """What lists narrow and sort by."""
    return listed(view, stage=view.get("stage"))


OPINIONS = Kind(
    name="opinions",
    source="evaluation",
    born=s.OpinionGiven,
    folds=FOLDS,
    tags=tags,
    facets=facets,
)
