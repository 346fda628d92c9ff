"""territories.csv: a tree per district, each level one below the last, codes that begin with the
parent's. A city of several districts is one pack: their streets can whistle together."""

from collections.abc import Mapping
from typing import Final

from contracts.city.reading.source import TERRITORIES, Source
from contracts.city.reading.table import Row, rows
from contracts.city.territory import DEPTH, Territory
from contracts.words import Level

_ABOVE: Final = dict(zip(tuple(DEPTH)[1:], DEPTH, strict=False))
_AREA_KINDS = ("urban", "rural")
_DIGITS: Final[Mapping[Level, tuple[int, ...]]] = {
    Level.DISTRICT: (6,),
    Level.STREET: (9,),
    Level.COMMUNITY: (12,),
    Level.GRID: (14, 15, 20),
}
"""GB/T 2260 and 10114; grids by CJ/T 213 (14), GB/T 30428.1 (15) or CJ/T 349 (20)."""
_CLASSED = 20
"""Length of a grid code that begins with the class of managed object, not with the place."""


def read_territories(source: Source) -> dict[str, Territory]:
    """Return the places by id, as far as they can be read."""
    territories: dict[str, Territory] = {}
    origin: dict[str, Row] = {}
    for row in rows(source, TERRITORIES):
        territory = _territory(row)
        if territory and territory.id not in territories:
            territories[territory.id] = territory
            origin[territory.id] = row
    _check_district(source, territories)
    for territory in territories.values():
        _check_parent(origin[territory.id], territory, territories)
    _check_cycles(origin, territories)
    return territories


def _territory(row: Row) -> Territory | None:
    id, name = row.key("id"), row.text("name")
    level = row.choice("level", Level)
    if level is not None and level not in DEPTH:
        row.wrong("level", "bad_choice", value=level.value, allowed=", ".join(DEPTH))
        level = None
    area_kind = row.get("area_kind") or _AREA_KINDS[0]
    if area_kind not in _AREA_KINDS:
        row.wrong("area_kind", "bad_choice", value=area_kind, allowed=", ".join(_AREA_KINDS))
    if not id or level is None:
        return None
    _check_code(row, level)
    return Territory(id, level, name, row.get("parent") or None, row.get("code"), area_kind)


def _check_code(row: Row, level: Level) -> None:
    code, digits = row.get("code"), _DIGITS[level]
    if not code and level is Level.GRID:
        return
    if not (code.isascii() and code.isdigit() and len(code) in digits):
        allowed = "/".join(map(str, digits))
        row.wrong("code", "bad_code", level=level.value, digits=allowed, value=code)
        return
    seen = row.source.seen.setdefault(f"{TERRITORIES} code", {})
    if seen.setdefault(code, row.number) != row.number:
        row.wrong("code", "duplicate", value=code, first=seen[code])


def _check_district(source: Source, territories: Mapping[str, Territory]) -> None:
    if territories and not any(t.level is Level.DISTRICT for t in territories.values()):
        source.wrong(TERRITORIES, None, "level", "no_district")


def _check_parent(row: Row, child: Territory, all: Mapping[str, Territory]) -> None:
    expected = _ABOVE.get(child.level)
    if child.parent is None:
        if expected:
            row.wrong("parent", "no_parent", level=child.level.value)
        return
    if expected is None:
        row.wrong("parent", "root_parent")
        return
    if not row.refers("parent", child.parent, TERRITORIES) or child.parent not in all:
        return
    parent = all[child.parent]
    if parent.level is not expected:
        row.wrong(
            "parent",
            "wrong_parent",
            level=child.level.value,
            expected=expected.value,
            value=parent.id,
            found=parent.level.value,
        )
    elif len(child.code) != _CLASSED and child.code and not child.code.startswith(parent.code):
        row.wrong("code", "foreign_code", value=child.code, prefix=parent.code)


def _check_cycles(origin: Mapping[str, Row], territories: Mapping[str, Territory]) -> None:
    safe: set[str] = set()
    for start in territories:
        trail: list[str] = []
        at = start
        while at in territories and at not in safe and at not in trail:
            trail.append(at)
            at = territories[at].parent or ""
        if at in trail:
            circle = trail[trail.index(at) :]
            origin[at].wrong("parent", "cycle", path=" → ".join((*circle, at)))
        safe.update(trail)
