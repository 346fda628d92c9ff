"""visits.toml and errands.csv: kinds of visit, schedules, who goes where; both may be missing."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

from contracts.city.compound import Compounds
from contracts.city.reading.source import COMPOUNDS, ERRANDS, PEOPLE, TERRITORIES, VISITS, Source
from contracts.city.reading.table import Row, rows
from contracts.city.reading.toml import fit, load
from contracts.city.territory import Territory
from contracts.city.visiting import Errand, Schedule, Visiting, VisitKind
from contracts.visiting import Subject, SubjectKind
from contracts.words import Place, Point

_KIND: Final = TypeAdapter(VisitKind)
_SCHEDULE: Final = TypeAdapter(Schedule)

Read = TypeVar("Read", bound=BaseModel)


@dataclass(frozen=True)
class Town:
    """What errands may name."""

    territories: Mapping[str, Territory]
    compounds: Compounds

    def path(self, id: str) -> tuple[str, ...]:
        """The ids from the district down to a place."""
        found: list[str] = []
        at = id
        while at in self.territories and at not in found:
            found.append(at)
            at = self.territories[at].parent or ""
        return tuple(reversed(found))


def read_visiting(source: Source, categories: Collection[str], town: Town) -> Visiting:
    """Return what the pack says of visits; nothing when it has neither file."""
    if VISITS not in source.files:
        return Visiting()
    found = load(source, VISITS)
    kinds = _tables(source, _KIND, found.get("kinds", {}), "kinds", "kind")
    schedules = _tables(source, _SCHEDULE, found.get("schedules", {}), "schedules", "id")
    for where, code, value in _faults(kinds, schedules, categories):
        source.wrong(VISITS, None, where, code, value=value)
    errands = _errands(source, schedules, town)
    by_schedule = {id: tuple(e for e in errands if e.schedule == id) for id in schedules}
    return Visiting(kinds, schedules, by_schedule)


def _tables(
    source: Source, model: TypeAdapter[Read], tables: Any, under: str, key: str
) -> dict[str, Read]:
    if not isinstance(tables, dict):
        source.wrong(VISITS, None, under, "bad_value", detail=f"{under} holds no tables")
        return {}
    read: dict[str, Read] = {}
    for name, table in cast("dict[str, Any]", tables).items():
        if one := fit(source, VISITS, model, _named(key, name, table), under, name):
            read[name] = one
    return read


def _named(key: str, name: str, table: Any) -> Any:
    return {key: name, **cast("dict[str, Any]", table)} if isinstance(table, dict) else table


def _faults(
    kinds: Mapping[str, VisitKind],
    schedules: Mapping[str, Schedule],
    categories: Collection[str],
) -> Iterator[tuple[str, str, str]]:
    for kind in kinds.values():
        named = {kind.category, *(check.category for check in kind.checks)}
        for category in sorted(named if categories else ()):
            if category not in categories:
                yield f"kinds.{kind.kind}", "no_category", category
        items = [check.item for check in kind.checks]
        for item in sorted({one for one in items if items.count(one) > 1}):
            yield f"kinds.{kind.kind}.checks", "twice", item
    for schedule in schedules.values():
        if schedule.kind not in kinds:
            yield f"schedules.{schedule.id}", "no_visit_kind", schedule.kind


def _errands(source: Source, schedules: Mapping[str, Schedule], town: Town) -> tuple[Errand, ...]:
    if ERRANDS not in source.files:
        return ()
    found = (_errand(row, schedules, town) for row in rows(source, ERRANDS, needed=False))
    return tuple(one for one in found if one)


def _errand(row: Row, schedules: Mapping[str, Schedule], town: Town) -> Errand | None:
    schedule, visitor = row.text("schedule"), row.text("visitor")
    if schedule and schedule not in schedules:
        row.wrong("schedule", "unknown", value=schedule, where=f"[schedules] of {VISITS}")
    row.refers("visitor", visitor, PEOPLE)
    kind = row.choice("subject", SubjectKind)
    if kind is None:
        return None
    compound = kind is SubjectKind.COMPOUND
    subject = _compound(row, town) if compound else _elsewhere(row, kind, town)
    return Errand(schedule, visitor, subject) if subject else None


def _compound(row: Row, town: Town) -> Subject | None:
    """A compound is where compounds.csv says it is."""
    at = row.text("at")
    compound = town.compounds.get(at)
    if not row.refers("at", at, COMPOUNDS) or compound is None:
        return None
    grid = next(iter(compound.grids), compound.community)
    place = Place(point=compound.point, address=compound.name, territory=grid, path=town.path(grid))
    return Subject(kind=SubjectKind.COMPOUND, name=compound.name, place=place, compound=compound.id)


def _elsewhere(row: Row, kind: SubjectKind, town: Town) -> Subject | None:
    at, name, address = row.text("at"), row.text("name"), row.text("address")
    if not (row.refers("at", at, TERRITORIES) and name and address):
        return None
    try:
        point = Point(lng=float(row.text("lng")), lat=float(row.text("lat")))
    except (ValueError, ValidationError):
        row.wrong("lng", "bad_point", value=f"{row.get('lng')}, {row.get('lat')}")
        return None
    place = Place(point=point, address=address, territory=at, path=town.path(at))
    return Subject(kind=kind, name=name, place=place)
