"""party.csv, members.csv, seats.csv: one line of five levels; each grid is led by exactly one."""

from collections.abc import Mapping

from contracts.city.directory.areas import Premise
from contracts.city.directory.party import (
    Member,
    MemberKind,
    PartyKind,
    PartyOrganisation,
    Seat,
    SeatKind,
)
from contracts.city.reading.directory.known import Known
from contracts.city.reading.source import (
    COMPOUNDS,
    GRIDS,
    MEMBERS,
    ORGANISATIONS,
    PARTY,
    PEOPLE,
    PREMISES,
    SEATS,
    TERRITORIES,
    Source,
)
from contracts.city.reading.table import Row, rows
from contracts.words import Level

Party = dict[str, PartyOrganisation]


def read_party(source: Source, known: Known, premises: Mapping[str, Premise]) -> Party:
    """Return the organisations of the party."""
    found: Party = {}
    origin: dict[str, Row] = {}
    for row in rows(source, PARTY, needed=False):
        id, kind = row.key("id"), row.choice("kind", PartyKind)
        if not id or kind is None or id in found:
            continue
        found[id] = _organisation(row, id, kind)
        origin[id] = row
    for id, one in found.items():
        _check(origin[id], one, found, known)
        _check_at(origin[id], one, known, premises)
    if found:
        _check_grids(source, origin, found, known)
    return found


def _organisation(row: Row, id: str, kind: PartyKind) -> PartyOrganisation:
    parent, secretary = row.get("parent") or None, row.get("secretary") or None
    name, at, grids = row.text("name"), row.text("at"), row.words("grids")
    return PartyOrganisation(id, kind, name, parent, at, grids, secretary)


def _check(row: Row, one: PartyOrganisation, all: Party, known: Known) -> None:
    if one.secretary:
        known.person(row, "secretary", one.secretary)
    if one.parent is None:
        if one.level != 1:
            row.wrong("parent", "no_parent", level=one.kind.value)
        return
    if row.exists("parent", one.parent, all, PARTY) and one.level != all[one.parent].level + 1:
        facts = {"level": one.level, "expected": one.level - 1, "found": all[one.parent].level}
        row.wrong("parent", "wrong_level", value=one.parent, **facts)


def _check_at(
    row: Row, one: PartyOrganisation, known: Known, premises: Mapping[str, Premise]
) -> None:
    if one.at not in premises and known.is_a(row.source, one.at) is None:
        where = f"{TERRITORIES} / {COMPOUNDS} / {PREMISES}"
        row.wrong("at", "unknown", value=one.at, where=where)


def _check_grids(source: Source, origin: Mapping[str, Row], party: Party, known: Known) -> None:
    led: dict[str, str] = {}
    grids = {place.id for place in known.of_level(Level.GRID)}
    for id, one in party.items():
        for grid in one.grids:
            origin[id].exists("grids", grid, grids, TERRITORIES)
            if led.setdefault(grid, id) != id:
                origin[id].wrong("grids", "second_party", value=grid, first=led[grid])
    for grid in sorted(grids - set(led)):
        file = GRIDS if grid in source.seen.get(GRIDS, {}) else TERRITORIES
        source.wrong(file, source.row_of(file, grid), "id", "no_party")


def read_members(source: Source, known: Known, party: Party) -> list[Member]:
    """Return the members: in service, mobile, without post, retired."""
    found: list[Member] = []
    for row in rows(source, MEMBERS, needed=False):
        person, kind, of = row.text("person"), row.choice("kind", MemberKind), row.text("of")
        known.person(row, "person", person)
        row.exists("of", of, party, PARTY)
        if kind is MemberKind.NO_POST:
            row.text("post")
        if kind:
            found.append(Member(person, kind, of, row.get("post")))
    return found


def read_seats(source: Source, known: Known, party: Party) -> list[Seat]:
    """Return who from outside sits in which body of the street."""
    found: list[Seat] = []
    for row in rows(source, SEATS, needed=False):
        body, holder, kind = row.text("body"), row.text("holder"), row.choice("kind", SeatKind)
        row.exists("body", body, party, PARTY)
        if kind is SeatKind.UNIT:
            row.exists("holder", holder, known.organisations, ORGANISATIONS)
        elif kind:
            row.exists("holder", holder, known.people, PEOPLE)
        if kind:
            found.append(Seat(body, holder, kind, row.period()))
    return found
