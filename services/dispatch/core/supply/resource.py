"""The resource list 资源清单: who gives what, where, how often, in which period.

Rule 1: a place of it is held for an offer when the offer asks for it, and used when it is done; the
count is kept here, so nothing is promised twice.
Rule 2: `free`, `reserved` and `used` follow from what is held: nothing is left, or nothing is held.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.actor import Actor
from contracts.city import City
from contracts.commands import supply as ask
from contracts.commands.command import Command
from contracts.commands.routes.offers import KEEPERS as KEEPER_ROLES
from contracts.events import supply as s
from contracts.events.event import Event
from contracts.offering import Provider, Society, society
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Level, Owner
from services.dispatch.core.registrations import SPEAKERS

Hold = Literal["reserved", "used"]
OVER: Final = frozenset({"withdrawn", "ended"})


class Resource(BaseModel):
    """One thing somebody offers."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    number: str
    stage: s.ResourceStage
    provider: Provider
    society: Society | None = None
    provider_name: str
    unit: str | None
    title: str
    skills: tuple[str, ...]
    categories: tuple[str, ...]
    at: str
    community: str | None
    capacity: int
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    owner: Owner
    due_at: AwareDatetime | None
    holds: Mapping[str, Hold] = {}
    """By the offer's id."""

    @property
    def left(self) -> int:
        """Places that are neither held nor used."""
        return self.capacity - len(self.holds)

    @property
    def used(self) -> int:
        """Places that were used."""
        return sum(hold == "used" for hold in self.holds.values())

    def serves(self, path: Sequence[str], now: datetime) -> bool:
        """Whether it is there for this place now."""
        on_time = self.starts_at <= now < self.ends_at
        return on_time and self.stage not in OVER and self.at in path


def evolve(resource: Resource | None, event: Event) -> Resource:
    """Return the resource after an event.

    Raises:
        NotThere: somebody speaks of a resource that dispatch never had.
    """
    if isinstance(event, s.ResourceListed):
        kept = event.model_dump(exclude={"text", "alliance", "street"})
        return Resource(**kept)
    if resource is None:
        raise NotThere("not_found")
    if isinstance(event, s.ResourceMoved):
        holds = _HOLDS[type(event)](dict(resource.holds), event.offer_id)
        return resource.model_copy(update={"stage": event.stage, "holds": holds})
    if stage := _ENDS.get(type(event)):
        return resource.model_copy(update={"stage": stage, "due_at": None})
    return resource


_ENDS: Final[Mapping[type[Event], s.ResourceStage]] = {
    s.ResourceWithdrawn: "withdrawn",
    s.ResourceEnded: "ended",
}


def _held(holds: dict[str, Hold], offer: str) -> dict[str, Hold]:
    return {**holds, offer: "reserved"}


def _freed(holds: dict[str, Hold], offer: str) -> dict[str, Hold]:
    return {id: hold for id, hold in holds.items() if id != offer}


def _spent(holds: dict[str, Hold], offer: str) -> dict[str, Hold]:
    return {**holds, offer: "used"}


_HOLDS: Final[Mapping[type[Event], Callable[[dict[str, Hold], str], dict[str, Hold]]]] = {
    s.ResourceReserved: _held,
    s.ResourceReleased: _freed,
    s.ResourceUsed: _spent,
    s.ResourceFull: lambda holds, _: holds,
}


def next_clock(resource: Resource) -> datetime | None:
    """When its period is over."""
    return resource.due_at


def tick(resource: Resource | None, city: City, now: datetime) -> Sequence[Event]:
    """Its period is over."""
    over = resource is None or resource.due_at is None or resource.due_at > now
    return [] if over else [s.ResourceEnded()]


def put(
    command: ask.ListResource,
    resource: Resource | None,
    actor: Actor,
    city: City,
    now: datetime,
    facts: str,
) -> Sequence[Event]:
    """Put it on the list; `facts` is its number.

    Raises:
        NotSo, NotYours: no such place, period or provider, or not for the actor to give.
    """
    starts_at = command.starts_at or now
    _check(command, starts_at, city, now)
    path = city.path(command.at)
    name, owner = _provider(command, actor, city)
    return [
        s.ResourceListed(
            number=facts,
            **command.model_dump(exclude=_OTHERWISE),
            provider=_known(command.provider),
            society=society(command.provider),
            provider_name=name,
            starts_at=starts_at,
            street=path[1] if len(path) > 1 else None,
            community=path[2] if len(path) > 2 else None,
            owner=owner,
            due_at=command.ends_at,
        )
    ]


_OTHERWISE: Final = {"expected_version", "starts_at", "provider_name", "provider"}


def _known(provider: Provider | Society) -> Provider:
    """As readers of the first version know it: the community's own is a project."""
    return provider if isinstance(provider, Provider) else Provider.PROJECT


def _check(command: ask.ListResource, starts_at: datetime, city: City, now: datetime) -> None:
    if not city.knows_territory(command.at):
        raise NotSo("no_such_place", field="at")
    if command.ends_at <= max(starts_at, now):
        raise NotSo("ends_before_it_starts", field="ends_at")
    if unknown := [skill for skill in command.skills if skill not in city.rules.offers.skills]:
        known = city.rules.offers.skills
        raise NotSo("unknown_skill", field="skills", skill=unknown[0], skills=known)
    if any(not city.knows_category(code) for code in command.categories):
        raise NotSo("unknown_category", field="categories")
    alliance = city.alliances.get(command.alliance or "")
    if command.alliance and (alliance is None or command.unit not in alliance.units):
        raise NotSo("not_of_the_alliance", field="alliance")


def _provider(command: ask.ListResource, actor: Actor, city: City) -> tuple[str, Owner]:
    """Its name, and who answers for it: the unit, or the place of whoever lists it."""
    if command.unit:
        if not actor.holds_any(SPEAKERS, command.unit):
            raise NotYours("not_your_unit")
        name = command.provider_name or city.organisation(command.unit).name
        return name, Owner(level=Level.DEPARTMENT, at=command.unit)
    place = city.territory(command.at)
    if not actor.holds_any(KEEPER_ROLES, *city.path(command.at)):
        raise NotYours("not_the_keeper")
    if not command.provider_name:
        raise NotSo("provider_needed", field="provider_name")
    return command.provider_name, Owner(level=place.level, at=place.id)


def withdraw(
    command: ask.WithdrawResource,
    resource: Resource | None,
    actor: Actor,
    city: City,
    now: datetime,
) -> Sequence[Event]:
    """Take it off the list; what is held of it stays held."""
    if resource is None:
        raise NotThere("not_found")
    at = resource.owner.at
    speaks = actor.holds_any(SPEAKERS, at) if resource.unit else _keeps(actor, at, city)
    if not speaks:
        raise NotYours("not_your_unit")
    if resource.stage in OVER:
        raise NotNow("illegal_move", state=resource.stage, allowed=())
    return [s.ResourceWithdrawn(reason=command.reason)]


def _keeps(actor: Actor, at: str, city: City) -> bool:
    return actor.holds_any(KEEPER_ROLES, *city.path(at))


def on_asked(offer_id: str, resource: Resource | None) -> Sequence[Event]:
    """An offer asks for it: a place is held, or nothing is left."""
    if resource is None or offer_id in resource.holds:
        return []
    if resource.left <= 0 or resource.stage in OVER:
        return [s.ResourceFull(offer_id=offer_id, stage=resource.stage, left=0)]
    return [_moved(s.ResourceReserved, offer_id, resource)]


def on_freed(offer_id: str, resource: Resource | None) -> Sequence[Event]:
    """The offer needs it no more."""
    held = resource is not None and resource.holds.get(offer_id) == "reserved"
    return [_moved(s.ResourceReleased, offer_id, resource)] if resource and held else []


def on_used(offer_id: str, resource: Resource | None) -> Sequence[Event]:
    """The offer is done."""
    held = resource is not None and resource.holds.get(offer_id) == "reserved"
    return [_moved(s.ResourceUsed, offer_id, resource)] if resource and held else []


def _moved(kind: type[s.ResourceMoved], offer_id: str, resource: Resource) -> s.ResourceMoved:
    holds = _HOLDS[kind](dict(resource.holds), offer_id)
    left = resource.capacity - len(holds)
    reserved = "reserved" in holds.values()
    stage: s.ResourceStage = "free" if left > 0 else "reserved" if reserved else "used"
    over = resource.stage in OVER
    return kind(offer_id=offer_id, stage=resource.stage if over else stage, left=left)


DECISIONS: Final[Mapping[type[Command], Callable[..., Sequence[Event]]]] = {
    ask.ListResource: put,
    ask.WithdrawResource: withdraw,
}
