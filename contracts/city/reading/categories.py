"""categories.csv: what can be reported."""

from collections.abc import Mapping
from re import ASCII, compile
from typing import Final

from contracts.calendar import Span
from contracts.city.category import Catalogue, Category, CategoryKind, Scheme
from contracts.city.reading.source import CATEGORIES, RULES, Source
from contracts.city.reading.table import Row, rows
from contracts.words import Sphere, Urgency

_COLUMNS = (
    "code",
    "scheme",
    "kind",
    "name_zh",
    "name_en",
    "grade",
    "limit",
    "urgency",
    "sphere",
    "restricted",
)
_PREFIX: Final = {CategoryKind.PART: "P", CategoryKind.EVENT: "E"}
_DIGITS = compile(r"[PE]\d{4}", ASCII)


def read_categories(source: Source, grades: Mapping[str, Span]) -> dict[str, Category]:
    """Return the categories by code."""
    categories: dict[str, Category] = {}
    for row in rows(source, CATEGORIES, _COLUMNS):
        category = _category(row, grades)
        if category and category.code not in categories:
            categories[category.code] = category
    return categories


def _category(row: Row, grades: Mapping[str, Span]) -> Category | None:
    code, grade = row.key("code"), row.get("grade") or None
    scheme, kind = row.choice("scheme", Scheme), row.choice("kind", CategoryKind)
    urgency, sphere = row.choice("urgency", Urgency), row.choice("sphere", Sphere)
    if grade and grades and grade not in grades:
        row.wrong("grade", "unknown", value=grade, where=f"[case_grades] of {RULES}")
    names = row.text("name_zh"), row.text("name_en")
    limit, restricted = row.limit("limit"), row.flag("restricted")
    catalogue = row.choice("catalogue", Catalogue) if row.get("catalogue") else None
    if not (code and scheme and kind and urgency and sphere):
        return None
    _check_code(row, code, scheme, kind)
    return Category(
        code=code,
        scheme=scheme,
        kind=kind,
        name_zh=names[0],
        name_en=names[1],
        grade=grade,
        limit=limit,
        urgency=urgency,
        sphere=sphere,
        restricted=restricted,
        catalogue=catalogue,
        cjt214=row.get("cjt214") or None,
    )


def _check_code(row: Row, code: str, scheme: Scheme, kind: CategoryKind) -> None:
    if scheme is Scheme.LOCAL:
        return
    prefix = _PREFIX.get(kind)
    if prefix is None or not _DIGITS.fullmatch(code) or not code.startswith(prefix):
        expected = prefix or "/".join(_PREFIX.values())
        row.wrong(
            "code",
            "wrong_prefix",
            scheme=scheme.value,
            kind=kind.value,
            expected=expected,
            value=code,
        )
