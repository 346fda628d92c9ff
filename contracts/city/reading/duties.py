"""duties.csv: every category has somebody who must answer for it, and it is never a community."""

from collections.abc import Mapping
from typing import Final

from contracts.city.category import Category
from contracts.city.duty_list import EVERYWHERE, DutyList, DutyRow
from contracts.city.organisation import Organisation, OrganisationKind
from contracts.city.reading.source import CATEGORIES, DUTIES, ORGANISATIONS, TERRITORIES, Source
from contracts.city.reading.table import Row, rows
from contracts.city.territory import Territory
from contracts.words import Level

_WORDS: Final = {
    "@street": OrganisationKind.STREET,
    "@joint_enforcement": OrganisationKind.JOINT_ENFORCEMENT,
    "@community": OrganisationKind.COMMUNITY,
}
_LEADERS: Final = frozenset(OrganisationKind) - {
    OrganisationKind.COMMUNITY,
    OrganisationKind.PARTNER,
    OrganisationKind.RESIDENT_UNIT,
}

Organisations = Mapping[str, Organisation]
Territories = Mapping[str, Territory]


def read_duties(
    source: Source,
    categories: Mapping[str, Category],
    organisations: Organisations,
    territories: Territories,
) -> DutyList:
    """Return the duty list."""
    prefixes = {code[:length] for code in categories for length in range(1, len(code) + 1)}
    found: dict[tuple[str, str], DutyRow] = {}
    for row in rows(source, DUTIES):
        duty = _duty(row)
        if duty is None:
            continue
        _check_what_and_where(row, duty, prefixes)
        first = found.setdefault((duty.category, duty.area), duty)
        if first is not duty:
            value = f"{duty.category} @ {duty.area}"
            row.wrong(None, "duplicate", value=value, first=first.row)
        _check_lead(row, duty, organisations, territories)
        for word in duty.assists:
            _check_named(row, "assist", word, organisations)
    duties = DutyList(found, _local(organisations))
    _check_teams(source, duties, territories)
    _check_covered(source, duties, categories)
    return duties


def _duty(row: Row) -> DutyRow | None:
    category, area = row.text("category"), row.text("area")
    lead, level = row.text("lead"), row.choice("level_can_settle", Level)
    assists = tuple(word.strip() for word in row.get("assist").split(";") if word.strip())
    if lead and lead in assists:
        row.wrong("assist", "lead_assists")
    if not category or not area or not lead or level is None:
        return None
    return DutyRow(row.number, category, area, lead, assists, level, row.get("basis"))


def _check_what_and_where(row: Row, duty: DutyRow, prefixes: set[str]) -> None:
    if prefixes and duty.category != EVERYWHERE and duty.category not in prefixes:
        row.wrong("category", "no_category", value=duty.category)
    if duty.area != EVERYWHERE:
        row.refers("area", duty.area, TERRITORIES)


def _check_named(row: Row, name: str, word: str, organisations: Organisations) -> bool:
    if word.startswith("@"):
        if word not in _WORDS:
            row.wrong(name, "bad_choice", value=word, allowed=", ".join(_WORDS))
        return word in _WORDS
    if word in organisations:
        return True
    return row.refers(name, word, ORGANISATIONS)


def _check_lead(
    row: Row, duty: DutyRow, organisations: Organisations, territories: Territories
) -> None:
    if not _check_named(row, "lead", duty.lead, organisations):
        return
    lead = organisations.get(duty.lead)
    kind = lead.kind if lead else _WORDS.get(duty.lead)
    if kind is OrganisationKind.COMMUNITY:
        row.wrong("lead", "community_leads")
    elif kind is not None and kind not in _LEADERS:
        row.wrong("lead", "cannot_lead", kind=kind.value, value=duty.lead)
    elif lead and lead.territory and not _within(duty.area, lead.territory, territories):
        facts = {"value": lead.id, "serves": lead.territory, "area": duty.area}
        row.wrong("lead", "serves_elsewhere", **facts)


def _within(area: str, territory: str, territories: Territories) -> bool:
    if area != EVERYWHERE and area not in territories:
        return True
    for _ in Level:
        if area == territory:
            return True
        area = territories[area].parent or "" if area in territories else ""
    return False


def _local(organisations: Organisations) -> dict[tuple[str, str], str]:
    words = {kind: word for word, kind in _WORDS.items()}
    return {
        (words[found.kind], found.territory): found.id
        for found in organisations.values()
        if found.kind in words and found.territory
    }


def _check_teams(source: Source, duties: DutyList, territories: Territories) -> None:
    word = "@joint_enforcement"
    named = next((row for row in duties.rows.values() if row.lead == word), None)
    for place in territories.values() if named else ():
        if named and place.level is Level.STREET and (word, place.id) not in duties.local:
            source.wrong(DUTIES, named.row, "lead", "no_local", street=place.id, value=word)


def _check_covered(source: Source, duties: DutyList, categories: Mapping[str, Category]) -> None:
    for code in categories if duties.rows else ():
        if not duties.covers(code):
            source.wrong(CATEGORIES, source.row_of(CATEGORIES, code), "code", "uncovered")
