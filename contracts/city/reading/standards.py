"""standards.csv, if there is one: several standards of a category, the usual one first."""

from contracts.city.intake import Standard
from contracts.city.reading.source import CATEGORIES, STANDARDS, Source
from contracts.city.reading.table import Row, rows
from contracts.words import Urgency

_COLUMNS = (
    "code",
    "category",
    "condition_zh",
    "condition_en",
    "limit",
    "closing_zh",
    "closing_en",
    "photo",
    "recheck",
    "urgency",
)


def read_standards(source: Source) -> dict[str, tuple[Standard, ...]]:
    """Return the standards by category, in the order of the file."""
    found: dict[str, tuple[Standard, ...]] = {}
    if STANDARDS not in source.files:
        return found
    for row in rows(source, STANDARDS, _COLUMNS):
        standard = _standard(row)
        if standard.category:
            row.refers("category", standard.category, CATEGORIES)
        found[standard.category] = (*found.get(standard.category, ()), standard)
    return found


def _standard(row: Row) -> Standard:
    urgent = row.choice("urgency", Urgency) if row.get("urgency") else None
    return Standard(
        code=row.key("code"),
        category=row.text("category"),
        condition_zh=row.text("condition_zh"),
        condition_en=row.text("condition_en"),
        limit=row.limit("limit"),
        closing_zh=row.text("closing_zh"),
        closing_en=row.text("closing_en"),
        photo=row.flag("photo"),
        recheck=row.flag("recheck"),
        urgency=urgent,
        source=row.get("source") or None,
    )
