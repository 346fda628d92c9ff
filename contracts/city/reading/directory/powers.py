"""powers.csv, street_duties.csv, jurisdictions.csv: what a street may, must, and may no longer."""

from collections.abc import Mapping

from contracts.city.category import Category
from contracts.city.directory.powers import Jurisdiction, Power, StreetDuty
from contracts.city.reading.directory.known import Known
from contracts.city.reading.source import (
    CATEGORIES,
    JURISDICTIONS,
    POWERS,
    STREET_DUTIES,
    TERRITORIES,
    Source,
)
from contracts.city.reading.table import Row, rows
from contracts.words import Level

_EVERYWHERE = "*"


def read_powers(source: Source, known: Known) -> list[Power]:
    """Return the powers granted to streets."""
    found: list[Power] = []
    streets = {_EVERYWHERE, *(place.id for place in known.of_level(Level.STREET))}
    for row in rows(source, POWERS, needed=False):
        code, zh, en = row.key("code"), row.text("name_zh"), row.text("name_en")
        acts, named = row.words("acts"), row.words("streets")
        for street in named:
            row.exists("streets", street, streets, TERRITORIES)
        found.append(Power(code, zh, en, row.text("basis"), acts, named, row.period()))
    return found


def read_street_duties(source: Source, categories: Mapping[str, Category]) -> list[StreetDuty]:
    """Return the street's catalogue."""
    found: list[StreetDuty] = []
    for row in rows(source, STREET_DUTIES, needed=False):
        code, zh, en = row.key("code"), row.text("name_zh"), row.text("name_en")
        accepted, reason = row.flag("accepted"), row.get("reason")
        if not accepted and not reason:
            row.wrong("reason", "no_reason")
        starts = row.words("categories")
        for start in starts:
            _check_start(row, "categories", start, categories)
        found.append(StreetDuty(code, zh, en, accepted, starts, reason))
    return found


def read_jurisdictions(source: Source, categories: Mapping[str, Category]) -> list[Jurisdiction]:
    """Return since when what may be settled where."""
    found: list[Jurisdiction] = []
    for row in rows(source, JURISDICTIONS, needed=False):
        category, level = row.text("category"), row.choice("level_can_settle", Level)
        _check_start(row, "category", category, categories)
        if level is None:
            continue
        one = Jurisdiction(category, level, row.period(), row.text("basis"), row.number)
        for other in found:
            if other.category == category and other.period.meets(one.period):
                row.wrong("from", "duplicate", value=category, first=other.row)
        found.append(one)
    return found


def _check_start(row: Row, name: str, start: str, categories: Mapping[str, Category]) -> None:
    if categories and not any(code.startswith(start) for code in categories):
        row.wrong(name, "no_category", value=start, where=CATEGORIES)
