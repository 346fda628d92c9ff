"""standards.csv: several standards of a category, the usual one first.

What no list holds may do without; a class of a list has at least the standard that says when it
may be closed, with the limit of the class where it names none. Tables are imported one by one, so
standards may be there before their class.
"""

from collections.abc import Mapping

from contracts.city.category import Category, Scheme
from contracts.city.intake import Standard
from contracts.city.reading.source import CATEGORIES, STANDARDS, Source
from contracts.city.reading.table import Row, rows
from contracts.words import Urgency


def read_standards(source: Source) -> dict[str, tuple[Standard, ...]]:
    """Return the standards by category, in the order of the file."""
    found: dict[str, tuple[Standard, ...]] = {}
    if STANDARDS not in source.files:
        return found
    known = {"", *source.seen.get(CATEGORIES, ())}
    for row in rows(source, STANDARDS):
        standard = _standard(row)
        if standard.category not in known:
            row.warn("category", "no_class_yet", value=standard.category)
        found[standard.category] = (*found.get(standard.category, ()), standard)
    return found


def check_bound(
    source: Source, categories: Mapping[str, Category], standards: Mapping[str, object]
) -> None:
    """Note the classes of both lists that nothing would be bound to when they are accepted."""
    for code, category in categories.items():
        if category.scheme is not Scheme.LOCAL and code not in standards:
            source.wrong(CATEGORIES, source.row_of(CATEGORIES, code), "code", "no_standard")


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
