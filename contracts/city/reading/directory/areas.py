"""grids.csv, lines.csv, traits.csv, premises.csv: what places are, beside their tree."""

from collections import Counter
from collections.abc import Mapping

from contracts.city.directory.areas import (
    GRID_LEVEL,
    PARENTS,
    Grid,
    GridKind,
    Line,
    Premise,
    PremiseKind,
)
from contracts.city.organisation import OrganisationKind
from contracts.city.reading.directory.known import COMPOUND, Known
from contracts.city.reading.source import (
    COMPOUNDS,
    GRIDS,
    LINES,
    ORGANISATIONS,
    PREMISES,
    TERRITORIES,
    TRAITS,
    Source,
)
from contracts.city.reading.table import Row, rows
from contracts.city.rules import GridRules
from contracts.words import Level


def read_lines(source: Source, known: Known) -> dict[str, Line]:
    """Return the lines of work by code; each is some department's."""
    found: dict[str, Line] = {}
    departments = {one.id for one in known.of_kind(OrganisationKind.DEPARTMENT)}
    for row in rows(source, LINES, needed=False):
        code, department = row.key("code"), row.text("department")
        row.exists("department", department, departments, ORGANISATIONS)
        found[code] = Line(code, row.text("name_zh"), row.text("name_en"), department)
    return found


def read_grids(
    source: Source, known: Known, lines: Mapping[str, Line], rules: GridRules
) -> dict[str, Grid]:
    """Return what each grid is. A grid without a row is a general one that nobody counted."""
    found: dict[str, Grid] = {}
    grids = {place.id for place in known.of_level(Level.GRID)}
    for row in rows(source, GRIDS, needed=False):
        id, kind = row.key("id"), row.choice("kind", GridKind)
        if kind is None or not row.exists("id", id, grids, TERRITORIES):
            continue
        grid = Grid(id, kind, row.get("host") or None, _count(row), row.words("lines"))
        for line in grid.lines:
            row.exists("lines", line, lines, LINES)
        _check_host(row, grid, known)
        _check_size(row, grid, known, rules)
        found[id] = grid
    if found:
        _check_villages(source, known)
    return found


def _count(row: Row) -> int | None:
    value = row.get("households")
    if not value:
        return None
    if not (value.isascii() and value.isdigit()):
        row.wrong("households", "bad_number", value=value)
        return None
    return int(value)


def _check_host(row: Row, grid: Grid, known: Known) -> None:
    if grid.kind is GridKind.DEDICATED and not grid.host:
        row.wrong("host", "no_host")
    elif grid.kind is GridKind.GENERAL and grid.host:
        row.wrong("host", "needs_no_host")
    elif grid.host:
        row.exists("host", grid.host, known.organisations, ORGANISATIONS)


def _check_size(row: Row, grid: Grid, known: Known, rules: GridRules) -> None:
    urban = known.territories[grid.id].area_kind == "urban"
    count, least, most = grid.households, *rules.households
    if grid.kind is GridKind.DEDICATED or not urban or count is None or least <= count <= most:
        return
    told = row.wrong if rules.strict else row.warn
    told("households", "households", least=least, most=most, value=count)


def _check_villages(source: Source, known: Known) -> None:
    villages = {p.id for p in known.of_level(Level.COMMUNITY) if p.area_kind == "rural"}
    counts = Counter(grid.parent for grid in known.of_level(Level.GRID) if grid.parent in villages)
    for village in sorted(villages):
        if not 1 <= counts[village] <= 4:
            at = source.row_of(TERRITORIES, village)
            facts = {"value": village, "count": counts[village]}
            source.warn(TERRITORIES, at, "parent", "rural_grids", **facts)


def read_traits(source: Source, known: Known) -> dict[str, tuple[str, ...]]:
    """Return what makes an area hard to govern, by area."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows(source, TRAITS, needed=False):
        area, trait = row.text("area"), row.text("trait")
        if known.is_a(source, area) is None:
            row.wrong("area", "unknown", value=area, where=f"{TERRITORIES} / {COMPOUNDS}")
        found[area] = (*found.get(area, ()), trait)
    return found


def read_premises(source: Source, known: Known) -> dict[str, Premise]:
    """Return what stands below the grids."""
    found: dict[str, Premise] = {}
    origin: dict[str, Row] = {}
    for row in rows(source, PREMISES, needed=False):
        id, kind = row.key("id"), row.choice("kind", PremiseKind)
        if not id or kind is None or id in found:
            continue
        name, parent = row.text("name"), row.text("parent")
        found[id] = Premise(id, kind, name, parent, row.get("compound") or None, row.words("flags"))
        origin[id] = row
    for id, premise in found.items():
        _check_above(origin[id], premise, found, known)
    return found


def _check_above(row: Row, premise: Premise, all: Mapping[str, Premise], known: Known) -> None:
    compound = premise.compound
    if compound and known.is_a(row.source, compound) != COMPOUND:
        row.wrong("compound", "unknown", value=compound, where=COMPOUNDS)
    grid = _grid_above(premise, all, known)
    if grid is None:
        row.wrong("parent", "unknown", value=premise.parent, where=f"{TERRITORIES} / {PREMISES}")
        return
    area = known.territories[grid].area_kind
    above = all.get(premise.parent)
    found = above.kind.value if above else GRID_LEVEL
    expected = PARENTS[area].get(premise.kind, ())
    if found not in expected:
        facts = {"area": area, "kind": premise.kind.value, "value": premise.parent, "found": found}
        row.wrong("parent", "wrong_above", expected=" / ".join(expected) or "–", **facts)


def _grid_above(premise: Premise, all: Mapping[str, Premise], known: Known) -> str | None:
    """The grid at the top of its parents; None where they end elsewhere or go round."""
    at, steps = premise.parent, 0
    while at in all and steps < len(PremiseKind):
        at, steps = all[at].parent, steps + 1
    place = known.territories.get(at)
    return at if place and place.level is Level.GRID else None
