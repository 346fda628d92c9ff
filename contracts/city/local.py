"""Who is there for a place: what the tree, the posts and the directory say together.

Rule 1: an assignment says more than a post: whoever is assigned comes first, and where the pack
assigns nobody, whoever holds the post stands in, so an old pack answers as well.
Rule 2: who is on duty now comes before who is not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from contracts.actor import Role
from contracts.calendar.wall import to_wall
from contracts.city.city import City
from contracts.city.directory import CONTACTS, FORCE, Part, PartyOrganisation
from contracts.city.organisation import LINES, Organisation, OrganisationKind
from contracts.words import Level

_POSTS: Final[Mapping[Part, tuple[Role, ...]]] = {
    Part.GRID_WORKER: (Role.GRID_WORKER,),
    Part.BUILDING_HEAD: (Role.BUILDING_HEAD,),
    Part.UNIT_HEAD: (Role.UNIT_HEAD,),
}
"""The post that goes with a part where nobody is assigned."""
_HEADS: Final[Mapping[str, Role]] = {
    OrganisationKind.STREET: Role.STREET_COMMANDER,
    OrganisationKind.COMMUNITY: Role.COMMUNITY_SECRETARY,
    OrganisationKind.PROPERTY: Role.PROPERTY_MANAGER,
    OrganisationKind.COMMITTEE: Role.PROPERTY_MANAGER,
    OrganisationKind.PARTNER: Role.DEPARTMENT_LIAISON,
    OrganisationKind.PROPERTY_LINE: Role.PROPERTY_MANAGER,
    OrganisationKind.GRID_LINE: Role.COMMUNITY_OFFICER,
    OrganisationKind.SOCIAL_LINE: Role.SOCIAL_WORKER,
    OrganisationKind.SOCIAL_WORK_STATION: Role.SOCIAL_WORKER,
}
"""Whose post makes them the head where the pack assigns none; departments have a head's post."""


@dataclass(frozen=True)
class Triangle:
    """铁三角: direction, coordination and front line of a grid (拉僧仲街道)."""

    organisation: PartyOrganisation | None
    direction: tuple[str, ...]
    """Heads of the party group."""
    coordination: tuple[str, ...]
    """The grid's full-time worker."""
    front: tuple[str, ...]
    """Heads of its buildings."""


@dataclass(frozen=True)
class Force:
    """1+1+1+N of a grid."""

    parts: Mapping[Part, tuple[str, ...]]
    missing: tuple[Part, ...]
    """Which of the three single parts nobody has."""
    contacts: tuple[str, ...]
    """Whom to call, in order; who is on duty first."""

    @property
    def complete(self) -> bool:
        """Whether all three are there."""
        return not self.missing


def day_of(now: datetime) -> date:
    """The day on the wall at an instant."""
    return to_wall(now).date()


def standing(city: City, part: Part, at: str, on: date) -> tuple[str, ...]:
    """Who stands for something somewhere: assigned, else by post."""
    assigned = city.directory.assigned(part, at, on)
    held = (account for role in _POSTS.get(part, ()) for account in city.holders(role, at))
    return assigned or tuple(held)


def head(city: City, unit: str, on: date) -> str | None:
    """The one who answers for a unit (一把手); None: nobody is named."""
    if assigned := city.directory.assigned(Part.HEAD, unit, on):
        return assigned[0]
    if unit not in city.organisations:
        return next(iter(standing(city, Part.GRID_WORKER, unit, on)), None)
    role = _HEADS.get(city.organisation(unit).kind, Role.DEPARTMENT_HEAD)
    return next(iter(city.holders(role, unit)), None)


def lines(city: City, community: str) -> tuple[Organisation, ...]:
    """The three lines of a community 一站三线, in their order; none where the pack has none."""
    here = [one for one in city.organisations.values() if one.territory == community]
    return tuple(one for kind in LINES for one in here if one.kind is kind)


def posted(city: City, unit: str) -> tuple[str, ...]:
    """Everybody who holds a post at an organisation, in the order of the pack."""
    return _once(account for at in city.posts.values() for account in at.get(unit, ()))


def social_station(city: City, path: Sequence[str]) -> str | None:
    """The social-work station 社工站 that serves a place; None: there is none."""
    stations = (
        one
        for one in city.organisations.values()
        if one.kind is OrganisationKind.SOCIAL_WORK_STATION
    )
    return next((one.id for one in stations if one.territory in path), None)


def triangle(city: City, grid: str, on: date) -> Triangle:
    """The three who carry a grid."""
    buildings = city.directory.premises_below(grid)
    assigned = [p for b in buildings for p in city.directory.assigned(Part.BUILDING_HEAD, b.id, on)]
    organisation = city.directory.leading(grid)
    secretary = (organisation.secretary,) if organisation and organisation.secretary else ()
    return Triangle(
        organisation=organisation,
        direction=city.directory.assigned(Part.PARTY_GROUP_HEAD, grid, on) or secretary,
        coordination=standing(city, Part.GRID_WORKER, grid, on),
        front=_once(assigned) or city.holders(Role.BUILDING_HEAD, grid),
    )


def force(city: City, grid: str, now: datetime) -> Force:
    """The force of a grid, and whom to call first."""
    on = day_of(now)
    parts = {part: standing(city, part, grid, on) for part in CONTACTS}
    ordered = [account for part in CONTACTS for account in parts[part]]
    duty = {shift.person for at in city.path(grid) for shift in city.directory.on_duty(at, now)}
    contacts = sorted(_once(ordered), key=lambda account: account not in duty)
    missing = tuple(part for part in FORCE if not parts[part])
    return Force(parts, missing, tuple(contacts))


def told(city: City, role: Role, at: str, now: datetime) -> tuple[str, ...]:
    """Who of this role hears of something there: who is on duty now; all, when nobody is."""
    holders = city.holders(role, at)
    duty = {shift.person for shift in city.directory.on_duty(at, now)}
    return tuple(account for account in holders if account in duty) or holders


def deputies(city: City, at: str, on: date) -> tuple[str, ...]:
    """Who may stand in somewhere: A角, then B角."""
    both = (Part.DEPUTY_A, Part.DEPUTY_B)
    return _once(p for part in both for p in city.directory.assigned(part, at, on))


def settles_from(city: City, category: str, path: Sequence[str], on: date) -> Level:
    """The lowest level that may settle a category at the end of a path on a day (职权下放).

    Raises:
        KeyError: the duty list has no row for it.
    """
    found = city.directory.jurisdiction(category, on)
    lowest = city.duties.find(category, path).level_can_settle
    return found.level if found else lowest


def _once(accounts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(accounts))
