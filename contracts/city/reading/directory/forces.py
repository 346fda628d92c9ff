"""assignments.csv, roster.csv: whom people turn to, and who stands there when."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from re import ASCII, compile
from typing import Final, NamedTuple

from contracts.actor import Role
from contracts.city.directory.areas import Premise, PremiseKind
from contracts.city.directory.forces import Assignment, Part, Shift
from contracts.city.organisation import OrganisationKind
from contracts.city.reading.directory.known import Known
from contracts.city.reading.source import (
    ASSIGNMENTS,
    ORGANISATIONS,
    PREMISES,
    ROSTER,
    TERRITORIES,
    Source,
)
from contracts.city.reading.table import Row, rows
from contracts.words import Level

_WHERE = " / ".join((TERRITORIES, ORGANISATIONS, PREMISES))
_DAYS = compile(r"([1-7])(?:-([1-7]))?", ASCII)
_HOURS = compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]|24):([0-5]\d)", ASCII)


class Standing(NamedTuple):
    """Where a part may be taken, by how many at once, and by whom."""

    at: frozenset[str]
    """Levels, kinds of organisations or of premises; none: anywhere."""
    single: bool = True
    role: Role | None = None
    """The post it goes with, at the same place; None: any."""


_GRID: Final = frozenset({Level.GRID.value})
_COMMUNITY: Final = frozenset({Level.COMMUNITY.value})
_HOUSES: Final = frozenset({PremiseKind.BUILDING.value, PremiseKind.GROUP.value})
_UNITS: Final = frozenset({PremiseKind.UNIT.value, PremiseKind.GROUP.value})

STANDINGS: Final[Mapping[Part, Standing]] = {
    Part.HEAD: Standing(frozenset()),
    Part.GRID_HEAD: Standing(_GRID),
    Part.GRID_SECRETARY: Standing(_GRID),
    Part.STREET_CADRE: Standing(_GRID),
    Part.COMMUNITY_CADRE: Standing(_GRID),
    Part.GRID_WORKER: Standing(_GRID, role=Role.GRID_WORKER),
    Part.MEMBER_VOLUNTEER: Standing(_GRID, single=False),
    Part.PARTY_GROUP_HEAD: Standing(_GRID | _HOUSES),
    Part.BUILDING_HEAD: Standing(_HOUSES),
    Part.UNIT_HEAD: Standing(_UNITS),
    Part.LEGAL_ADVISER: Standing(_COMMUNITY),
    Part.POLICE_ASSISTANT: Standing(_COMMUNITY),
    Part.DEPUTY_A: Standing(frozenset()),
    Part.DEPUTY_B: Standing(frozenset()),
}
"""专职网格员一格一员; one adviser and one police assistant per community; A角 and B角."""

HEADED: Final = (
    OrganisationKind.DEPARTMENT,
    OrganisationKind.ENTERPRISE,
    OrganisationKind.JOINT_ENFORCEMENT,
    OrganisationKind.STREET,
    OrganisationKind.COMMUNITY,
)
"""Every unit of these has exactly one head (一把手负责制)."""


def read_assignments(
    source: Source, known: Known, premises: Mapping[str, Premise]
) -> list[Assignment]:
    """Return who stands for what where."""
    found: list[Assignment] = []
    taken: dict[tuple[Part, str], list[tuple[Assignment, int]]] = {}
    for row in rows(source, ASSIGNMENTS, needed=False):
        part, person, at = row.choice("part", Part), row.text("person"), row.text("at")
        if part is None or not known.person(row, "person", person):
            continue
        assignment = Assignment(part, person, at, row.period())
        _check_place(row, assignment, known, premises)
        _check_single(row, assignment, taken.setdefault((part, at), []))
        found.append(assignment)
    _check_heads(source, found, known)
    return found


def _check_place(row: Row, one: Assignment, known: Known, premises: Mapping[str, Premise]) -> None:
    rule = STANDINGS[one.part]
    premise = premises.get(one.at)
    found = premise.kind.value if premise else known.is_a(row.source, one.at)
    if found is None:
        row.wrong("at", "unknown", value=one.at, where=_WHERE)
    elif rule.at and found not in rule.at:
        facts = {"part": one.part.value, "value": one.at, "found": found}
        row.wrong("at", "part_place", expected=" / ".join(sorted(rule.at)), **facts)
    elif rule.role and not known.holds(one.person, rule.role, one.at):
        row.wrong("person", "holds_no_post", value=one.person, role=rule.role.value, at=one.at)


def _check_single(row: Row, one: Assignment, before: list[tuple[Assignment, int]]) -> None:
    if STANDINGS[one.part].single:
        for other, first in before:
            if other.period.meets(one.period):
                facts = {"value": one.at, "part": one.part.value, "first": first}
                row.wrong("at", "second_holder", **facts)
    before.append((one, row.number))


def _check_heads(source: Source, found: Sequence[Assignment], known: Known) -> None:
    headed = {one.at for one in found if one.part is Part.HEAD}
    for unit in known.of_kind(*HEADED) if headed else ():
        if unit.id not in headed:
            source.wrong(ASSIGNMENTS, None, "at", "no_head", value=unit.id)


def read_roster(source: Source, known: Known) -> list[Shift]:
    """Return who is on duty where and when."""
    found: list[Shift] = []
    for row in rows(source, ROSTER, needed=False):
        at, duty, person = row.text("at"), row.text("duty"), row.text("person")
        known.person(row, "person", person)
        if known.is_a(source, at) is None:
            row.wrong("at", "unknown", value=at, where=f"{TERRITORIES} / {ORGANISATIONS}")
        days, hours = _days(row), _hours(row)
        if days and hours:
            found.append(Shift(at, duty, person, *days, *hours))
    return found


def _days(row: Row) -> tuple[frozenset[int], date | None] | None:
    value = row.text("days")
    if len(value) == len("2026-10-01"):
        day = row.day("days")
        return (frozenset(), day) if day else None
    days: set[int] = set()
    for word in row.words("days"):
        match = _DAYS.fullmatch(word)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if last < first:
            row.wrong("days", "bad_days", value=value)
            return None
        days.update(range(first - 1, last))
    return frozenset(days), None


def _hours(row: Row) -> tuple[time, time] | None:
    value = row.text("hours")
    match = _HOURS.fullmatch(value)
    if match is None or (match[3] == "24" and match[4] != "00"):
        row.wrong("hours", "bad_hours", value=value)
        return None
    return time(int(match[1]), int(match[2])), time(int(match[3]) % 24, int(match[4]))
