"""categories.csv: what can be reported."""

from collections.abc import Mapping
from re import ASCII, compile
from typing import Final

from contracts.calendar import Span
from contracts.city.category import Catalogue, Category, CategoryKind, Scheme
from contracts.city.reading.source import CATEGORIES, RULES, Source
from contracts.city.reading.table import Row, rows
from contracts.words import Sphere, Urgency

_PREFIX: Final = {CategoryKind.PART: "P", CategoryKind.EVENT: "E"}
_OLDER: Final = "C"
"""Before the code of a class of CJ/T 214 beside classes of GB/T 30428, whose numbers differ."""
_DIGITS = compile(r"[PE]\d{4}", ASCII)


def read_categories(source: Source, grades: Mapping[str, Span]) -> dict[str, Category]:
    """Return the categories by code."""
    categories: dict[str, Category] = {}
    for row in rows(source, CATEGORIES):
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
        cjt214=row.get("cjt214") or _older(code, scheme),
    )


def _older(code: str, scheme: Scheme) -> str | None:
    return code.removeprefix(_OLDER) if scheme is Scheme.CJT214 else None


def check_older(source: Source, categories: Mapping[str, Category]) -> None:
    """A code of the older list is one class's: else a ticket that bears it went to either."""
    seen: dict[str, str] = {}
    for code, category in categories.items():
        older = category.cjt214
        if older and (first := seen.setdefault(older, code)) != code:
            rows = source.row_of(CATEGORIES, code), source.row_of(CATEGORIES, first)
            source.wrong(CATEGORIES, rows[0], "cjt214", "duplicate", value=older, first=rows[1])


def _check_code(row: Row, code: str, scheme: Scheme, kind: CategoryKind) -> None:
    if scheme is Scheme.LOCAL:
        return
    prefix, digits = _PREFIX.get(kind), _older(code, scheme) or code
    if prefix is None or not _DIGITS.fullmatch(digits) or not digits.startswith(prefix):
        expected = prefix or "/".join(_PREFIX.values())
        row.wrong(
            "code",
            "wrong_prefix",
            scheme=scheme.value,
            kind=kind.value,
            expected=expected,
            value=code,
        )
