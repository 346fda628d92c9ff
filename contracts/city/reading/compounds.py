"""compounds.csv: one row per compound; a pack without the file has none.

A company is linked with the day it came. What runs itself names its committee, and what a
company runs names the company, so that a repair always has somebody to go to.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from pydantic import ValidationError

from contracts.city.compound import Backstop, Compound, Compounds, PropertyMode
from contracts.city.organisation import Organisation, OrganisationKind
from contracts.city.reading.source import COMPOUNDS, ORGANISATIONS, TERRITORIES, Source
from contracts.city.reading.table import Row, rows
from contracts.city.territory import Territory
from contracts.words import Level, Point

_NEEDS: Final[Mapping[PropertyMode, tuple[str, ...]]] = {
    PropertyMode.COMPANY: ("company", "since"),
    PropertyMode.PROPERTY_COMMITTEE: ("committee",),
    PropertyMode.SELF_MANAGED: ("committee",),
}
"""Cells that may not be blank, by mode."""
_KINDS: Final = {
    "company": OrganisationKind.PROPERTY,
    "committee": OrganisationKind.COMMITTEE,
}


def read_compounds(
    source: Source,
    territories: Mapping[str, Territory],
    organisations: Mapping[str, Organisation],
) -> Compounds:
    """Return the compounds, as far as they can be read."""
    found: dict[str, Compound] = {}
    if COMPOUNDS not in source.files:
        return Compounds(found)
    for row in rows(source, COMPOUNDS, needed=False):
        _check_place(row, territories)
        _check_stewards(row, organisations)
        compound = _compound(row)
        if compound and compound.id not in found:
            found[compound.id] = compound
    return Compounds(found)


def _compound(row: Row) -> Compound | None:
    id, name = row.key("id"), row.text("name")
    mode, point = row.choice("property_mode", PropertyMode), _point(row)
    since, until = row.day("since"), row.day("until")
    if since and until and until < since:
        row.wrong("until", "ends_before", since=since, value=until)
    backstop = row.choice("backstop", Backstop) if row.get("backstop") else Backstop.COMMUNITY
    for cell in _NEEDS.get(mode, ()) if mode else ():
        row.text(cell)
    if not (id and mode and point and backstop):
        return None
    return Compound(
        id=id,
        name=name,
        community=row.get("community"),
        grids=tuple(_grids(row)),
        mode=mode,
        point=point,
        company=row.get("company") or None,
        since=since,
        until=until,
        committee=row.get("committee") or None,
        backstop=backstop,
    )


def _grids(row: Row) -> Iterable[str]:
    return (id for word in row.get("grids").split(";") if (id := word.strip()))


def _point(row: Row) -> Point | None:
    try:
        return Point(lng=float(row.text("lng")), lat=float(row.text("lat")))
    except (ValueError, ValidationError):
        row.wrong("lng", "bad_point", value=f"{row.get('lng')}, {row.get('lat')}")
        return None


def _check_place(row: Row, territories: Mapping[str, Territory]) -> None:
    community = row.text("community")
    _check_level(row, "community", community, Level.COMMUNITY, territories)
    row.text("grids")
    for grid in _grids(row):
        _check_level(row, "grids", grid, Level.GRID, territories)
        if grid in territories and territories[grid].parent != community:
            row.wrong("grids", "grid_elsewhere", value=grid, community=community)


def _check_level(
    row: Row, cell: str, id: str, level: Level, territories: Mapping[str, Territory]
) -> None:
    if not id or not row.refers(cell, id, TERRITORIES) or id not in territories:
        return
    if (found := territories[id].level) is not level:
        row.wrong(cell, "not_the_level", expected=level.value, value=id, found=found.value)


def _check_stewards(row: Row, organisations: Mapping[str, Organisation]) -> None:
    for cell, kind in _KINDS.items():
        id = row.get(cell)
        if not id or not row.refers(cell, id, ORGANISATIONS) or id not in organisations:
            continue
        if (found := organisations[id].kind) is not kind:
            row.wrong(cell, "not_the_kind", expected=kind.value, value=id, found=found.value)
