"""Hostile bodies, made from what the OpenAPI document says of a good one. Pure.

Rule 1: each differs from a good body in one thing, and says at which field it does; so whatever
refuses it must name that field. Rule 2: what the schema allows is not hostile: an optional field
may be null. Rule 3: some things stand in no schema and are hostile everywhere: a character that
does not print, a number no store can hold, a day no calendar has.
"""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Final, NamedTuple

from tests.integration.hostile.samples import Samples, Schema, kind_of

Path = tuple[str | int, ...]

LONG: Final = 30_000
"""Characters nobody may type into one field, and the limit of a body is not yet reached."""
MANY: Final = 58_000
"""Characters of a list with too many entries."""
DEEP: Final = 30_000
"""Lists in lists."""
_UNPRINTABLE: Final = {
    "a control character": "a\x07b",
    "NUL": "a\x00b",
    "a direction mark": "a\u202eb",
}
_UNCOUNTABLE: Final = {
    "NaN": float("nan"),
    "infinity": float("inf"),
    "a huge number": 10**40,
    "a huge negative number": -(10**40),
}
_UNTIMELY: Final = {
    "date-time": ("2026-02-30T08:00:00+08:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"),
    "date": ("2026-02-30", "0001-01-01", "9999-12-31"),
}
_OTHERS: Final = (
    *(None, True, 1, 7, -1.5, 1_790_000_000, "seven", "7", "true", "", [], {}, "x" * LONG),
)
"""A value of every type, what is too long, too short or too small of it, and what only looks like
one: a number that is written as a word, a moment that is counted in seconds."""


class Hostile(NamedTuple):
    """One body that must be refused."""

    why: str
    body: bytes
    field: Path | None = None
    """Which field is to be named; None: it cannot be read, so nothing can be."""


def unreadable(good: Mapping[str, Any]) -> Iterator[Hostile]:
    """What is wrong with a body as a whole."""
    body = json.dumps(good).encode()
    yield Hostile("empty", b"")
    yield Hostile("no JSON", b"<case>broken lamp</case>")
    yield Hostile("cut short", body[:-1])
    yield Hostile("no UTF-8", body[:-1] + b',"x":"\xff\xfe"}')
    yield Hostile("nested beyond sense", b"[" * DEEP + b"]" * DEEP)
    yield Hostile("over the limit", json.dumps({**good, "x": "x" * 70_000}).encode())
    yield Hostile("a list", b"[" + body + b"]")
    yield Hostile("a word", b'"report"')
    yield Hostile("nothing", b"null")


class Bodies:
    """Makes the variants of one document's bodies."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._samples = Samples(document)

    def of(self, schema: Schema, example: Mapping[str, Any]) -> Iterator[Hostile]:
        """Every hostile variant of an example; all its fields are filled in first."""
        good = self._samples.filled(schema, example)
        for why, path, bad in self._spoiled(schema, good, ()):
            yield Hostile(why, _said(_put(good, path, bad)), path)
        for path in self._texts(schema, good, ()):
            halved = _said(_put(good, path, "HALF")).replace(b"HALF", rb"\ud83d")
            yield Hostile("half a character", halved)

    def _spoiled(self, schema: Schema, value: Any, at: Path) -> Iterator[tuple[str, Path, Any]]:
        told = self._samples.resolved(schema)
        for why, bad in self._bad(schema, told):
            if at:
                yield why, at, bad
        if told.get("additionalProperties") is False and "properties" in told:
            yield "an unknown field", (*at, "nonsense"), 1
        for name in told.get("required", ()):
            yield "without it", (*at, name), _put
        for name, inner in self._samples.inside(told, value):
            yield from self._spoiled(inner, value[name], (*at, name))

    def _bad(self, schema: Schema, told: Schema) -> Iterator[tuple[str, Any]]:
        """What must not stand here."""
        allowed = self._samples.validator(schema)
        yield from ((f"{_short(other)}", other) for other in _OTHERS if not allowed.is_valid(other))
        kind = kind_of(told)
        if kind == "string":
            yield from _UNPRINTABLE.items()
        if kind in ("integer", "number"):
            yield from _UNCOUNTABLE.items()
        for moment in _UNTIMELY.get(told.get("format", ""), ()):
            yield moment, moment
        if kind == "array":
            one = self._samples.of(told["items"])
            yield "too many", [one] * (MANY // (len(_said(one)) + 2))

    def _texts(self, schema: Schema, value: Any, at: Path) -> Iterator[Path]:
        told = self._samples.resolved(schema)
        if kind_of(told) == "string":
            yield at
        for name, inner in self._samples.inside(told, value):
            yield from self._texts(inner, value[name], (*at, name))


def _put(good: Any, path: Path, bad: Any) -> Any:
    """The body with something else at a path, or, of itself, with nothing there."""
    if not path:
        return bad
    changed = deepcopy(good)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    if bad is _put:
        inner.pop(path[-1], None)
    else:
        inner[path[-1]] = bad
    return changed


def _said(value: object) -> bytes:
    return json.dumps(value).encode()


def _short(value: object) -> str:
    return f"{json.dumps(value)[:12]} for it"
