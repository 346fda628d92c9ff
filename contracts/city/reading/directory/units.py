"""groups.csv, partners.csv, stations.csv: the five chains, the units beside them, the stations."""

from collections.abc import Collection, Mapping
from typing import Final

from contracts.city.directory.areas import Premise, PremiseKind
from contracts.city.directory.units import Group, Partner, Station, StationKind
from contracts.city.reading.directory.known import COMPOUND, Known
from contracts.city.reading.source import (
    COMPOUNDS,
    GROUPS,
    ORGANISATIONS,
    PARTNERS,
    PREMISES,
    RULES,
    STATIONS,
    TERRITORIES,
    Source,
)
from contracts.city.reading.table import Row, rows
from contracts.words import Level

_AT: Final[Mapping[int, frozenset[str]]] = {
    1: frozenset({Level.STREET.value}),
    2: frozenset({Level.COMMUNITY.value}),
    3: frozenset({Level.GRID.value}),
    4: frozenset({PremiseKind.BUILDING.value, PremiseKind.COMMITTEE.value}),
    5: frozenset({PremiseKind.UNIT.value, PremiseKind.GROUP.value}),
}
"""Which unit a group of each level belongs to (五链五群, 海港区)."""


def read_groups(source: Source, known: Known, premises: Mapping[str, Premise]) -> dict[str, Group]:
    """Return the groups; each unit has at most one."""
    found: dict[str, Group] = {}
    origin: dict[str, Row] = {}
    for row in rows(source, GROUPS, needed=False):
        group = _group(row)
        if group and group.id not in found:
            found[group.id], origin[group.id] = group, row
    at: dict[str, int] = {}
    for id, group in found.items():
        _check_group(origin[id], group, found, known)
        _check_unit(origin[id], group, known, premises)
        if at.setdefault(group.at, origin[id].number) != origin[id].number:
            origin[id].wrong("at", "second_group", value=group.at, first=at[group.at])
    return found


def _group(row: Row) -> Group | None:
    id, level = row.key("id"), row.text("level")
    at, name, owner = row.text("at"), row.text("name"), row.text("owner")
    if level and level not in {str(one) for one in _AT}:
        row.wrong("level", "bad_choice", value=level, allowed="1, 2, 3, 4, 5")
        return None
    parent = row.get("parent") or None
    return Group(id, int(level), at, name, owner, parent, row.words("admins")) if level else None


def _check_group(row: Row, group: Group, all: Mapping[str, Group], known: Known) -> None:
    known.person(row, "owner", group.owner)
    for admin in group.admins:
        known.person(row, "admins", admin)
    if group.parent is None:
        if group.level > 1:
            row.wrong("parent", "no_parent", level=f"group of level {group.level}")
    elif row.exists("parent", group.parent, all, GROUPS):
        found = all[group.parent].level
        if found != group.level - 1:
            facts = {"level": group.level, "expected": group.level - 1, "found": found}
            row.wrong("parent", "wrong_level", value=group.parent, **facts)


def _check_unit(row: Row, group: Group, known: Known, premises: Mapping[str, Premise]) -> None:
    premise = premises.get(group.at)
    found = premise.kind.value if premise else known.is_a(row.source, group.at)
    if found is None:
        row.wrong("at", "unknown", value=group.at, where=f"{TERRITORIES} / {PREMISES}")
    elif found not in _AT[group.level]:
        row.wrong("at", "group_level", level=group.level, value=group.at, found=found)


def read_partners(source: Source, known: Known) -> list[Partner]:
    """Return which unit stands by which community."""
    found: list[Partner] = []
    communities = {place.id for place in known.of_level(Level.COMMUNITY)}
    for row in rows(source, PARTNERS, needed=False):
        unit, community = row.text("unit"), row.text("community")
        row.exists("unit", unit, known.organisations, ORGANISATIONS)
        row.exists("community", community, communities, TERRITORIES)
        found.append(Partner(unit, community, row.period()))
    return found


_STATION_AT: Final = frozenset({*(level.value for level in Level), COMPOUND})


def read_stations(source: Source, known: Known) -> dict[str, Station]:
    """Return the stations: one centre of the street, then what hangs below it."""
    found: dict[str, Station] = {}
    origin: dict[str, Row] = {}
    for row in rows(source, STATIONS, needed=False):
        id, kind = row.key("id"), row.choice("kind", StationKind)
        name, at, parent = row.text("name"), row.text("at"), row.get("parent") or None
        if known.is_a(source, at) not in _STATION_AT:
            row.wrong("at", "unknown", value=at, where=f"{TERRITORIES} / {COMPOUNDS}")
        if id and kind and id not in found:
            found[id], origin[id] = (
                Station(
                    id, kind, name, at, parent, row.words("services"), row.get("calendar") or None
                ),
                row,
            )
    for id, station in found.items():
        if station.parent:
            origin[id].exists("parent", station.parent, found, STATIONS)
    _check_centres(source, found, known)
    return found


def _check_centres(source: Source, stations: Mapping[str, Station], known: Known) -> None:
    centred = {one.at for one in stations.values() if one.kind is StationKind.CENTRE}
    for street in known.of_level(Level.STREET) if stations else ():
        if street.id not in centred:
            source.wrong(STATIONS, None, "at", "no_centre", value=street.id)


def check_station_hours(
    source: Source, stations: Mapping[str, Station], calendars: Collection[str]
) -> None:
    """Note stations that open by a calendar the pack has not."""
    for station in stations.values():
        if station.calendar and calendars and station.calendar not in calendars:
            row, where = source.row_of(STATIONS, station.id), f"[calendars] of {RULES}"
            source.wrong(STATIONS, row, "calendar", "unknown", value=station.calendar, where=where)
