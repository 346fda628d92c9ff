"""What intake remembers about a home, and how each event changes it.

Rule 1: every request that waits has an owner and a time; so has the home, by the earliest of them.
Rule 2: who is forgotten is gone from here whole; so is a fact whose time is over.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events import household as h
from contracts.events.event import Event
from contracts.household import BINDING_LIFE, BindingStage
from contracts.refusals import NotThere
from contracts.words import Id, Owner, Place


class Binding(BaseModel):
    """Somebody says that they live there."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stage: BindingStage
    resident: Id
    owner: Owner
    due_at: AwareDatetime | None
    """None once it is answered."""
    over_at: AwareDatetime | None = None


class Fact(BaseModel):
    """Something that is known of a home, by whom, from what, since when and until when."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: Id
    value: int
    known_from: h.FactSource
    observed_on: date
    keep_until: AwareDatetime


class Household(BaseModel):
    """A door or a building."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    at: Id
    door: str
    place: Place
    bindings: Mapping[str, Binding] = {}
    """By their ids."""
    facts: Mapping[str, Fact] = {}
    """By kind."""

    def standing(self, *stages: BindingStage) -> tuple[Binding, ...]:
        """The bindings in these stages."""
        return tuple(one for one in self.bindings.values() if one.stage in stages)

    @property
    def residents(self) -> tuple[str, ...]:
        """Who is known to live there."""
        return tuple(one.resident for one in self.standing(BindingStage.VERIFIED))

    @property
    def due_at(self) -> datetime | None:
        """When the next request must be answered."""
        return earliest(one.due_at for one in self.bindings.values())


def earliest(times: Iterable[datetime | None]) -> datetime | None:
    """The first of these times; None when there is none."""
    return min((time for time in times if time), default=None)


def evolve_household(home: Household | None, event: Event) -> Household:
    """Return the home after an event.

    Raises:
        IllegalTransition: it may not happen to that request now.
        NotThere: somebody speaks of a home that nobody has told of.
    """
    if isinstance(event, h.BindingAsked | h.HouseholdFactRecorded) and home is None:
        home = Household(at=event.at, door=event.door, place=event.place)
    if home is None:
        raise NotThere("not_found")
    if isinstance(event, h.BindingEvent):
        return home.model_copy(update={"bindings": _bindings(home, event)})
    change = _FACTS.get(type(event))
    return home.model_copy(update={"facts": change(home, event)}) if change else home


def _bindings(home: Household, event: h.BindingEvent) -> Mapping[str, Binding]:
    if isinstance(event, h.BindingForgotten):
        return {id: one for id, one in home.bindings.items() if id != event.binding_id}
    known = home.bindings.get(event.binding_id)
    stage = BINDING_LIFE.advance(known.stage if known else BindingStage.NEW, event)
    if isinstance(event, h.BindingAsked):
        asked = Binding(
            stage=stage, resident=event.resident, owner=event.owner, due_at=event.due_at
        )
        return {**home.bindings, event.binding_id: asked}
    assert known, "the table lets nothing else happen to a new one"
    changes = {"stage": stage, **_CHANGES[type(event)](event)}
    return {**home.bindings, event.binding_id: known.model_copy(update=changes)}


def _over(event: h.BindingRefused | h.BindingEnded) -> dict[str, Any]:
    return {"due_at": None, "over_at": event.over_at}


_CHANGES: Mapping[type[Event], Callable[[Any], dict[str, Any]]] = {
    h.BindingOverdue: lambda event: {"owner": event.owner, "due_at": event.next_at},
    h.BindingRecomputed: lambda event: {"due_at": event.due_at},
    h.BindingVerified: lambda _: {"due_at": None},
    h.BindingRefused: _over,
    h.BindingEnded: _over,
}


def _recorded(home: Household, event: h.HouseholdFactRecorded) -> Mapping[str, Fact]:
    told = {name: getattr(event, name) for name in Fact.model_fields}
    return {**home.facts, event.kind: Fact(**told)}


def _dropped(home: Household, event: h.HouseholdFactDropped) -> Mapping[str, Fact]:
    return {kind: fact for kind, fact in home.facts.items() if kind != event.kind}


_FACTS: Mapping[type[Event], Callable[[Household, Any], Mapping[str, Fact]]] = {
    h.HouseholdFactRecorded: _recorded,
    h.HouseholdFactDropped: _dropped,
}
