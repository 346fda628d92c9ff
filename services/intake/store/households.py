"""How homes are kept, and how their past is cleared of what was taken out of them.

Rule 1: what a home no longer holds, its events as they lie no longer say: neither the value of a
fact that was dropped, nor who it was whose binding is forgotten, nor why it was refused or over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from contracts.envelope import Envelope
from contracts.events import household as h
from contracts.events.event import Event
from contracts.household import BindingStage
from contracts.redaction import ANYBODY, GONE
from services.chassis.retention import Rewriting
from services.chassis.store import Shape
from services.intake.core.household import Household, earliest, evolve_household


def _facets(home: Household) -> Mapping[str, Any]:
    until: datetime | None = earliest(fact.keep_until for fact in home.facts.values())
    over = earliest(one.over_at for one in home.bindings.values())
    times = {"keep_until": until, "over_at": over}
    return {
        "residents": list(home.residents),
        "asking": [one.resident for one in home.standing(BindingStage.ASKED)],
        "named": sorted({one.resident for one in home.bindings.values()}),
        **{name: time for name, time in times.items() if time},
    }


HOUSEHOLDS: Final = Shape(
    name="households",
    source="intake",
    model=Household,
    evolve=evolve_household,
    due=lambda home: home.due_at,
    facets=_facets,
    indexes=tuple(
        ((name, 1),) for name in ("residents", "asking", "named", "keep_until", "over_at")
    ),
)


class Past(Protocol):
    """The events of homes as they lie."""

    async def clear(self, id: str) -> None:
        """Take out of them what the home no longer holds."""
        ...


class MongoPast:
    """The same on a database."""

    def __init__(self, rewriting: Rewriting) -> None:
        self._rewriting = rewriting

    async def clear(self, id: str) -> None:
        """See `Past`."""
        await self._rewriting.rewrite(id, cleared)


def cleared(said: Sequence[Envelope[Event]]) -> Sequence[Envelope[Event]]:
    """The same events, without what was taken back later."""
    forgotten = {one.data.binding_id for one in said if isinstance(one.data, h.BindingForgotten)}
    bindings = (one.data for one in said if isinstance(one.data, h.BindingEvent))
    people = {one.resident for one in bindings if one.binding_id in forgotten}
    dropped = {
        one.data.kind: n
        for n, one in enumerate(said)
        if isinstance(one.data, h.HouseholdFactDropped)
    }
    gone = Gone(frozenset(forgotten), frozenset(people), dropped)
    return [gone.unsaid(n, one) for n, one in enumerate(said)]


@dataclass(frozen=True)
class Gone:
    """What a home no longer holds."""

    bindings: frozenset[str]
    people: frozenset[str]
    """Whose bindings those were."""
    dropped: Mapping[str, int]
    """Kind of fact → where it was dropped last."""

    def unsaid(self, n: int, one: Envelope[Event]) -> Envelope[Event]:
        """The nth event without it; the same one when it says none of it."""
        event = one.data
        if isinstance(event, h.HouseholdFactRecorded):
            return _with(one, value=0) if n < self.dropped.get(event.kind, 0) else one
        if isinstance(event, h.BindingAsked) and self.people.intersection(event.residents):
            left = tuple(who for who in event.residents if who not in self.people)
            one = _with(one, residents=left)
        if isinstance(event, h.BindingEvent) and event.binding_id in self.bindings:
            by = ANYBODY if one.by in self.people else one.by
            why = {"reason": GONE} if getattr(event, "reason", None) else {}
            return _with(one, resident=ANYBODY, **why).model_copy(update={"by": by})
        return one


def _with(one: Envelope[Event], **changes: Any) -> Envelope[Event]:
    return one.model_copy(update={"data": one.data.model_copy(update=changes)})
