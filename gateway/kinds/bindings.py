"""Who asks to be bound to which door, as intake tells it.

Seen by the one who asks, by whoever lives there already, and by those asked to vouch; by no
overseer: where somebody lives is nobody else's business. Facts of homes are kept in no view at all.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.events import household as h
from contracts.events.event import Event
from contracts.household import BINDING_LIFE
from contracts.redaction import Depth
from gateway.fold import Fold, Folded, Folds
from gateway.kinds.kind import Kind, listed, person, place, post, stages
from gateway.scopes import SEALED
from gateway.writes import both, plain, sets, takes

_OVER = sets(owner=None, due_at=None)


def _asked(event: h.BindingAsked) -> Mapping[str, Any]:
    return {"reporter": event.resident, "place": plain(event.place)}


_WRITES: Mapping[type[Event], Fold] = {
    h.BindingAsked: both(takes("owner", "due_at", "at", "door"), _asked),
    h.BindingOverdue: takes("owner", due_at="next_at"),
    h.BindingRecomputed: takes("due_at"),
    h.BindingVerified: _OVER,
    h.BindingRefused: both(_OVER, takes("reason")),
    h.BindingEnded: both(_OVER, takes("reason")),
    h.BindingForgotten: sets(redacted=Depth.WHOLE.value),
}
_STAGES = stages(BINDING_LIFE)

FOLDS: Folds = {
    kind: both(writes, _STAGES[kind]) if kind in _STAGES else writes
    for kind, writes in _WRITES.items()
}


def tags(event: Any) -> Iterable[str]:
    """Who asks, who lives there, and who vouches; whoever it is passed up to comes to it."""
    if isinstance(event, h.BindingAsked):
        grid = event.place.territory
        yield from (SEALED, *person(event.resident, *event.residents))
        yield from (*post("unit_head", grid), *post("building_head", grid))
        yield from place(grid, event.owner.at)
    if isinstance(event, h.BindingOverdue):
        yield from place(event.owner.at)


def facets(binding: Folded) -> Mapping[str, Any]:
    """What lists narrow and sort by."""
    return listed(binding, stage=binding.get("stage"), due_at=binding.get("due_at"))


BINDINGS = Kind(
    name="bindings",
    source="intake",
    born=h.BindingAsked,
    folds=FOLDS,
    tags=tags,
    facets=facets,
    by="binding_id",
)
