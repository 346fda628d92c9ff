"""organisations.csv: who can be called. Streets and communities need no row of their own.

A street or community is an organisation under its territory's id, so that a post's `at` means one
thing; a row is only needed to give it another name or calendar.
"""

from collections.abc import Collection, Mapping
from typing import Final

from contracts.city.organisation import LINES, Organisation, OrganisationKind
from contracts.city.reading.source import ORGANISATIONS, RULES, TERRITORIES, Source
from contracts.city.reading.table import Row, rows
from contracts.city.rules import Hours
from contracts.city.territory import Territory
from contracts.words import Level

_LEVELS: Final[Mapping[OrganisationKind, Level]] = {
    OrganisationKind.STREET: Level.STREET,
    OrganisationKind.COMMUNITY: Level.COMMUNITY,
    OrganisationKind.JOINT_ENFORCEMENT: Level.STREET,
    OrganisationKind.OFFICE: Level.STREET,
    OrganisationKind.RESIDENT_UNIT: Level.GRID,
    **dict.fromkeys(LINES, Level.COMMUNITY),
    OrganisationKind.SOCIAL_WORK_STATION: Level.STREET,
}
_OWN_ID: Final = {
    Level.STREET: OrganisationKind.STREET,
    Level.COMMUNITY: OrganisationKind.COMMUNITY,
}


def read_organisations(
    source: Source,
    territories: Mapping[str, Territory],
    calendars: Mapping[str, Hours],
    region: str,
) -> dict[str, Organisation]:
    """Return the organisations by id."""
    found: dict[str, Organisation] = {}
    for row in rows(source, ORGANISATIONS):
        organisation = _organisation(row, calendars, region)
        if organisation and organisation.id not in found:
            found[organisation.id] = organisation
            _check_territory(row, organisation, territories)
    _check_one_team(source, found.values())
    return {**_implied(territories, calendars, region), **found}


def _organisation(row: Row, calendars: Mapping[str, Hours], region: str) -> Organisation | None:
    id, kind = row.key("id"), row.choice("kind", OrganisationKind)
    name, calendar = row.text("name"), row.get("calendar") or region
    if calendars and calendar not in calendars:
        row.wrong("calendar", "unknown", value=calendar, where=f"[calendars] of {RULES}")
    if not id or kind is None:
        return None
    return Organisation(
        id=id,
        kind=kind,
        name=name,
        calendar=calendar,
        round_the_clock=calendar in calendars and calendars[calendar].round_the_clock,
        territory=row.get("territory") or None,
        branch=row.flag("branch") if row.get("branch") else False,
    )


def _check_territory(
    row: Row, organisation: Organisation, territories: Mapping[str, Territory]
) -> None:
    expected, kind, at = (
        _LEVELS.get(organisation.kind),
        organisation.kind.value,
        row.get("territory"),
    )
    if organisation.id in territories and organisation.id != at:
        row.wrong("id", "id_clash", value=organisation.id)
    if not at and expected:
        row.wrong("territory", "territory_needed", kind=kind)
    if not at or not row.refers("territory", at, TERRITORIES) or expected is None:
        return
    if at in territories and (found := territories[at].level) is not expected:
        facts = {"kind": kind, "expected": expected.value, "value": at, "found": found.value}
        row.wrong("territory", "territory_level", **facts)
    elif _OWN_ID.get(expected) is organisation.kind and organisation.id != at:
        row.wrong("id", "id_differs", kind=kind, expected=at)


def _check_one_team(source: Source, organisations: Collection[Organisation]) -> None:
    first: dict[str, int | None] = {}
    for team in organisations:
        if team.kind is not OrganisationKind.JOINT_ENFORCEMENT or team.territory is None:
            continue
        row = source.row_of(ORGANISATIONS, team.id)
        if first.setdefault(team.territory, row) != row:
            facts = {"value": team.territory, "first": first[team.territory]}
            source.wrong(ORGANISATIONS, row, "territory", "second_team", **facts)


def _implied(
    territories: Mapping[str, Territory], calendars: Mapping[str, Hours], region: str
) -> dict[str, Organisation]:
    round_the_clock = region in calendars and calendars[region].round_the_clock
    return {
        place.id: Organisation(
            id=place.id,
            kind=_OWN_ID[place.level],
            name=place.name,
            calendar=region,
            round_the_clock=round_the_clock,
            territory=place.id,
        )
        for place in territories.values()
        if place.level in _OWN_ID
    }
