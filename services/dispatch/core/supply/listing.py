"""A resource is put on the list, and taken off it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

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
from services.dispatch.core.skills import check_skills
from services.dispatch.core.supply.resource import OVER, Resource


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
    check_skills(command.skills, city)
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


DECISIONS: Final[Mapping[type[Command], Callable[..., Sequence[Event]]]] = {
    ask.ListResource: put,
    ask.WithdrawResource: withdraw,
}
