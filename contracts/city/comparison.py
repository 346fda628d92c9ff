"""What would change if one pack followed another: rows by file, and limits by length. Pure.

Rows are matched by what names them, so that a row that moved is not a row that changed; nor is one
that only gained blank cells at its end.
"""

import csv
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from typing import Any, Final, Literal, cast

from contracts.calendar import Span
from contracts.city.city import City

MOST_EXAMPLES: Final = 20
_KEYS: Final[Mapping[str, int]] = {
    "people.csv": 0,
    "duties.csv": 2,
    "calendar.csv": 2,
    "assignments.csv": 3,
    "roster.csv": 0,
    "members.csv": 3,
    "seats.csv": 3,
    "partners.csv": 3,
    "traits.csv": 2,
    "jurisdictions.csv": 3,
    "errands.csv": 5,
}
"""How many cells name a row, from the left; 0: all of them. One, in every other table."""
_NAMES: Final = ("kind", "grade", "step", "action", "name", "id")
"""What names a table among others of its kind in a TOML file."""
_MONDAY: Final = datetime(2026, 1, 5, 1, tzinfo=UTC)
"""Nine o'clock of a plain Monday in China: limits are compared by when they end."""


@dataclass(frozen=True)
class RowChange:
    """One row or value that is not what it was."""

    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class FileChange:
    """What changed in one file."""

    file: str
    added: int
    removed: int
    changed: int
    examples: tuple[RowChange, ...]
    """The first few."""


@dataclass(frozen=True)
class LimitChange:
    """A limit that is not what it was."""

    name: str
    before: str
    after: str
    way: Literal["longer", "shorter", "other"]


def named_by(file: str) -> int | None:
    """How many cells name a row of a table, from the left; None: all of them."""
    return _KEYS.get(file, 1) or None


def compare(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[FileChange, ...]:
    """Return what changed, file by file; files that are the same are left out."""
    names = sorted({*old, *new})
    changes = (_file(name, old.get(name, ""), new.get(name, "")) for name in names)
    return tuple(one for one in changes if one.added or one.removed or one.changed)


def limits(old: City, new: City) -> tuple[LimitChange, ...]:
    """Return the limits that change, of what both packs have."""
    before, after = dict(_limits(old)), dict(_limits(new))
    return tuple(
        LimitChange(name, str(before[name]), str(after[name]), _way(old, before[name], after[name]))
        for name in before
        if name in after and before[name] != after[name]
    )


def categories(old: City, new: City) -> tuple[str, ...]:
    """Return the categories whose limit, duties or existence changes."""
    same = set(_rows_of(old)) & set(_rows_of(new))
    moved = {code for code, *_ in (set(_rows_of(old)) | set(_rows_of(new))) - same}
    changed = {one.name.removeprefix("category.") for one in limits(old, new)}
    gone = set(old.categories) - set(new.categories)
    touched = moved | gone | changed
    return tuple(code for code in old.categories if any(code.startswith(t) for t in touched if t))


def _rows_of(city: City) -> Iterator[tuple[str, ...]]:
    for row in city.duties.rows.values():
        yield row.category.rstrip("*"), row.area, row.lead, *row.assists, row.level_can_settle


def _limits(city: City) -> Iterator[tuple[str, Span]]:
    yield from ((f"span.{name}", span) for name, span in city.rules.spans.items())
    for kind in city.rules.kinds:
        yield from ((f"kind.{kind.kind}.{name}", span) for name, span in kind.clocks.items())
    yield from ((f"category.{code}", city.case_limit(code)) for code in city.categories)


def _way(city: City, before: Span, after: Span) -> Literal["longer", "shorter", "other"]:
    old, new = (city.due("", _MONDAY, span).at for span in (before, after))
    if old == new:
        return "other"
    return "longer" if new > old else "shorter"


def _file(name: str, old: str, new: str) -> FileChange:
    before, after = (dict(_parts(name, text)) for text in (old, new))
    keys = [*before, *(key for key in after if key not in before)]
    told = [
        RowChange(key, before.get(key), after.get(key))
        for key in keys
        if before.get(key) != after.get(key)
    ]
    return FileChange(
        file=name,
        added=sum(one.before is None for one in told),
        removed=sum(one.after is None for one in told),
        changed=sum(None not in (one.before, one.after) for one in told),
        examples=tuple(told[:MOST_EXAMPLES]),
    )


def _parts(name: str, text: str) -> Iterator[tuple[str, str]]:
    if name.endswith(".csv"):
        yield from _rows(text, named_by(name))
    elif name.endswith(".toml"):
        yield from _values((), tomllib.loads(text))
    elif text:
        for feature in json.loads(text)["features"]:
            yield str(feature.get("id")), json.dumps(feature, sort_keys=True)


def _rows(text: str, width: int | None) -> Iterator[tuple[str, str]]:
    for cells in csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")):
        last = next((n for n in range(len(cells), 0, -1) if cells[n - 1]), 0)
        yield ",".join(cells[:width]), ",".join(cells[:last])


def _values(path: Sequence[str], value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in cast("dict[str, Any]", value).items():
            yield from _values((*path, name), inner)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for nth, inner in enumerate(cast("list[dict[str, Any]]", value)):
            named = next((str(inner[name]) for name in _NAMES if name in inner), str(nth))
            yield from _values((*path, named), inner)
    else:
        yield ".".join(path), str(cast("object", value))
