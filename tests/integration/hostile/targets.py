"""Hostile addresses: ids no thing can have, and questions with values of another kind. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from tests.integration.hostile.samples import Samples, Schema, kind_of

IDS: Final[Mapping[str, str]] = {
    "NUL": "%00",
    "a slash": "a%2fb",
    "a way up": "..%2f..%2fetc%2fpasswd",
    "too long": "a" * 10_000,
    "no UTF-8": "%ff%fe",
    "a line break": "case-1%0d%0aSet-Cookie:%20a=b",
    "a quotation mark": "%27%20OR%201",
    "an operator": "%7B%22$gt%22:%22%22%7D",
    "other letters": "%E6%A1%88%E4%BB%B6",
}
_NUMBERS: Final = ("seven", "1e400", "NaN", "99999999999999999999999", "-99999999999999999999", "")
_TEXTS: Final = ("a\x00b", "a\x07b", "x" * 5_000)
_MOMENTS: Final = ("the day after", "2026-02-30T00:00:00Z", "2026-11-01T00:00:00")
_BAD: Final[Mapping[str, tuple[str, ...]]] = {
    "integer": _NUMBERS,
    "number": _NUMBERS,
    "boolean": ("perhaps", "", "2"),
    "string": _TEXTS,
    "": ("no such word", *_TEXTS),
}


class Asked(NamedTuple):
    """One question that must be refused, and the parameter that is to be named."""

    why: str
    query: str
    name: str


class Targets:
    """Makes the hostile addresses of a document's operations."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._samples = Samples(document)

    def ids(self, path: str, good: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """The address with something else in place of each of its parameters."""
        for name in (name for name in good if name in path):
            for why, bad in IDS.items():
                yield f"{why} for {name}", filled(path.replace(name, bad), good)

    def questions(self, parameters: list[Mapping[str, Any]]) -> Iterator[Asked]:
        """Each parameter with each bad value, twice, and without it where it must be there; and one
        that is none."""
        query = {one["name"]: one for one in parameters if one["in"] == "query"}
        needed = {n: self._samples.of(q["schema"]) for n, q in query.items() if q.get("required")}
        for name, one in query.items():
            if one.get("required"):
                yield Asked("without it", written({**needed, name: None}), name)
            for bad in self._bad(one["schema"]):
                yield Asked(f"{bad[:20]!r}", written({**needed, name: bad}), name)
            good = self._samples.of(one["schema"])
            said = written({**needed, name: good})
            yield Asked("twice", f"{said}&{written({name: good})}", name)
        yield Asked("nobody knows it", written({**needed, "nonsense": 1}), "nonsense")

    def _bad(self, schema: Schema) -> tuple[str, ...]:
        told = self._samples.resolved(schema)
        return _MOMENTS if told.get("format") == "date-time" else _BAD[kind_of(told)]


def filled(path: str, good: Mapping[str, str]) -> str:
    """The address of something that could be."""
    for name, value in good.items():
        path = path.replace(name, value)
    return path


def written(query: Mapping[str, Any]) -> str:
    """A query as it goes over the wire."""
    return "&".join(f"{name}={quote(str(v))}" for name, v in query.items() if v is not None)
