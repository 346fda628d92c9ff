"""people.csv: one row per post; an account may hold several. Posts outlive people.

What must be staffed is what a whistle would otherwise wait on for ever: who commands, who answers,
who is told when nobody answers. A vacant grid is allowed: its community stands in.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from contracts.actor import MACHINES, Role, unmanned
from contracts.city.organisation import Organisation, OrganisationKind, Person
from contracts.city.reading.source import ORGANISATIONS, PEOPLE, TERRITORIES, Source
from contracts.city.reading.table import Row, rows
from contracts.city.territory import DEPTH, Territory
from contracts.words import Level

Posts = dict[Role, dict[str, tuple[str, ...]]]

_ANYWHERE = frozenset(DEPTH)
_CALLED = frozenset(
    {
        OrganisationKind.DEPARTMENT,
        OrganisationKind.ENTERPRISE,
        OrganisationKind.JOINT_ENFORCEMENT,
        OrganisationKind.PARTNER,
        OrganisationKind.OFFICE,
    }
)
_PLACES: Final[Mapping[Role, frozenset[Level | OrganisationKind]]] = {
    Role.RESIDENT: _ANYWHERE,
    Role.UNIT_HEAD: frozenset({Level.GRID}),
    Role.BUILDING_HEAD: frozenset({Level.GRID}),
    Role.PARTY_MEMBER: frozenset({Level.COMMUNITY, Level.GRID}),
    Role.VOLUNTEER: frozenset({Level.COMMUNITY, Level.GRID}),
    Role.GRID_WORKER: frozenset({Level.GRID, OrganisationKind.GRID_LINE}),
    Role.COMMUNITY_OFFICER: frozenset({Level.COMMUNITY, OrganisationKind.GRID_LINE}),
    Role.COMMUNITY_SECRETARY: frozenset({Level.COMMUNITY}),
    Role.STREET_STAFF: frozenset({Level.STREET}),
    Role.STREET_COMMANDER: frozenset({Level.STREET}),
    Role.STREET_SUPERVISOR: frozenset({Level.STREET}),
    Role.STREET_LEADER: frozenset({Level.STREET}),
    Role.DEPARTMENT_LIAISON: _CALLED,
    Role.DEPARTMENT_HEAD: _CALLED,
    Role.PROPERTY_MANAGER: frozenset(
        {
            *(OrganisationKind.PROPERTY, OrganisationKind.COMMITTEE),
            OrganisationKind.PROPERTY_LINE,
        }
    ),
    Role.SOCIAL_WORKER: frozenset(
        {OrganisationKind.SOCIAL_LINE, OrganisationKind.SOCIAL_WORK_STATION}
    ),
    Role.MEDIATOR: frozenset(
        {
            *(Level.COMMUNITY, Level.STREET),
            *(OrganisationKind.GOVERNANCE_CENTRE, OrganisationKind.MEDIATION_STUDIO),
            *(OrganisationKind.MEDIATION_COMMITTEE, OrganisationKind.DISPUTE_STATION),
        }
    ),
    Role.HOTLINE_OPERATOR: frozenset({Level.DISTRICT}),
    Role.DISTRICT_SUPERVISOR: frozenset({Level.DISTRICT}),
    Role.EVALUATOR: frozenset({Level.DISTRICT}),
    Role.AUDITOR: frozenset({Level.DISTRICT}),
    Role.OPS: frozenset({Level.DISTRICT}),
    Role.ADMIN: frozenset({Level.DISTRICT}),
}
_ANSWERS = (Role.DEPARTMENT_LIAISON, Role.DEPARTMENT_HEAD)
_STAFF: Final[Mapping[Level | OrganisationKind, tuple[Role, ...]]] = {
    Level.DISTRICT: (
        Role.DISTRICT_SUPERVISOR,
        Role.EVALUATOR,
        Role.AUDITOR,
        Role.OPS,
        Role.ADMIN,
    ),
    Level.STREET: (Role.STREET_COMMANDER, Role.STREET_SUPERVISOR, Role.STREET_STAFF),
    Level.COMMUNITY: (Role.COMMUNITY_SECRETARY, Role.COMMUNITY_OFFICER),
    OrganisationKind.DEPARTMENT: _ANSWERS,
    OrganisationKind.ENTERPRISE: _ANSWERS,
    OrganisationKind.JOINT_ENFORCEMENT: _ANSWERS,
    OrganisationKind.PARTNER: (Role.DEPARTMENT_LIAISON,),
    OrganisationKind.COMMITTEE: (Role.PROPERTY_MANAGER,),
    OrganisationKind.PROPERTY_LINE: (Role.PROPERTY_MANAGER,),
    OrganisationKind.GRID_LINE: (Role.COMMUNITY_OFFICER,),
    OrganisationKind.SOCIAL_LINE: (Role.SOCIAL_WORKER,),
    OrganisationKind.SOCIAL_WORK_STATION: (Role.SOCIAL_WORKER,),
}
_RESTRAINED: Final = (Role.AUDITOR, Role.ADMIN)
"""等保 2.0: who administers and who audits are different persons."""

Where = Mapping[str, Level | OrganisationKind]


def read_people(source: Source, where: Where) -> tuple[dict[str, Person], Posts]:
    """Return the people by account id, and who holds which role where."""
    people: dict[str, Person] = {}
    posts: Posts = {}
    first: dict[tuple[str, Role, str], int] = {}
    for row in rows(source, PEOPLE):
        post = _post(row, where)
        person = _person(row, people)
        if post is None or person is None:
            continue
        if first.setdefault((person.id, *post), row.number) != row.number:
            row.wrong(None, "duplicate", value=person.id, first=first[(person.id, *post)])
            continue
        people[person.id] = Person(person.id, person.name, (*person.held, post))
        held = posts.setdefault(post[0], {})
        held[post[1]] = (*held.get(post[1], ()), person.id)
    _check_restraint(source, people)
    _check_staff(source, posts, where)
    return people, posts


def _person(row: Row, people: Mapping[str, Person]) -> Person | None:
    id, name = row.key("id", unique=False), row.get("name")
    if unmanned(id):
        row.wrong("id", "reserved_id", value=id)
    known = people.get(id)
    if known is None:
        return Person(id, row.text("name"), ()) if id else None
    if name and name != known.name:
        first = row.source.row_of(PEOPLE, id)
        row.wrong("name", "other_name", value=id, other=known.name, first=first)
    return known


def _post(row: Row, where: Where) -> tuple[Role, str] | None:
    role, at = row.choice("role", Role), row.text("at")
    if role in MACHINES:
        row.wrong("role", "no_accounts")
        return None
    if role is None or not at or not row.refers("at", at, TERRITORIES, ORGANISATIONS):
        return None
    if at in where and where[at] not in _PLACES[role]:
        expected = " / ".join(sorted(_PLACES[role]))
        row.wrong("at", "wrong_place", role=role, expected=expected, value=at, found=where[at])
        return None
    return role, at


def _check_restraint(source: Source, people: Mapping[str, Person]) -> None:
    for person in people.values():
        if {role for role, _ in person.held}.issuperset(_RESTRAINED):
            row = source.row_of(PEOPLE, person.id)
            roles = " + ".join(_RESTRAINED)
            source.wrong(PEOPLE, row, "role", "restraint", value=person.id, roles=roles)


def _check_staff(source: Source, posts: Posts, where: Where) -> None:
    if not posts:
        return
    for at, role in _needed(where):
        if at not in posts.get(role, {}):
            source.wrong(PEOPLE, None, "role", "vacant", value=at, role=role)


def _needed(where: Where) -> Iterator[tuple[str, Role]]:
    for at, kind in where.items():
        for role in _STAFF.get(kind, ()):
            yield at, role


def standing(
    territories: Mapping[str, Territory], organisations: Mapping[str, Organisation]
) -> dict[str, Level | OrganisationKind]:
    """Return what every id is: a territory's level, else an organisation's kind."""
    kinds = {organisation.id: organisation.kind for organisation in organisations.values()}
    return {**kinds, **{place.id: place.level for place in territories.values()}}
