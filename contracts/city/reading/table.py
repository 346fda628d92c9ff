"""A CSV file, row by row; every cell knows where it stands, so every complaint can say so.

A byte-order mark, Windows line ends, blank lines and columns nobody asked for are tolerated, since
spreadsheets make them. A reference into a table that could not be read at all is not complained of:
one fault, one line.
"""

import csv
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import StringIO
from re import ASCII, compile
from sys import intern
from typing import TypeVar

from pydantic import ValidationError

from contracts.calendar import Span
from contracts.city.directory.areas import Period
from contracts.city.reading.source import Source
from contracts.city.tables import required

_ID = compile(r"[A-Za-z0-9_-]{1,64}", ASCII)
_DATE = compile(r"\d{4}-\d\d-\d\d", ASCII)
_FLAGS = {"yes": True, "no": False}
_LONGEST = 100

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    source: Source
    file: str
    number: int
    cells: Mapping[str, str]

    def wrong(self, name: str | None, code: str, **facts: object) -> None:
        """Note a problem of this row."""
        self.source.wrong(self.file, self.number, name, code, **facts)

    def warn(self, name: str | None, code: str, **facts: object) -> None:
        """Note something of this row that should be mended, though the pack can be used."""
        self.source.warn(self.file, self.number, name, code, **facts)

    def get(self, name: str) -> str:
        """Return a cell, maybe blank."""
        value = self.cells.get(name, "").strip()
        if len(value) > _LONGEST:
            self.wrong(name, "too_long", most=_LONGEST)
        return intern(value)  # an id stands in many rows; one copy of it is kept

    def text(self, name: str) -> str:
        """Return a cell that must not be blank."""
        value = self.get(name)
        if not value:
            self.wrong(name, "blank")
        return value

    def key(self, name: str, *, unique: bool = True) -> str:
        """Return the id of this row, which must be well formed, and new where ids are unique."""
        value = self.text(name)
        if value and not _ID.fullmatch(value):
            self.wrong(name, "bad_id", value=value)
        seen = self.source.seen.setdefault(self.file, {})
        if value and seen.setdefault(value, self.number) != self.number and unique:
            self.wrong(name, "duplicate", value=value, first=seen[value])
        return value

    def refers(self, name: str, value: str, *files: str) -> bool:
        """Whether a value is an id of one of these tables."""
        tables = [self.source.seen.get(file, {}) for file in files]
        found = any(value in table for table in tables)
        if not found and all(tables):
            self.wrong(name, "unknown", value=value, where=" / ".join(files))
        return found

    def choice(self, name: str, words: type[Choice]) -> Choice | None:
        """Return a cell that must be one of a few words."""
        value = self.text(name)
        try:
            return words(value) if value else None
        except ValueError:
            self.wrong(name, "bad_choice", value=value, allowed=", ".join(words))
            return None

    def flag(self, name: str) -> bool:
        """Return a cell that says yes or no."""
        value = self.text(name).lower()
        if value and value not in _FLAGS:
            self.wrong(name, "bad_choice", value=value, allowed="yes, no")
        return _FLAGS.get(value, False)

    def words(self, name: str) -> tuple[str, ...]:
        """Return the words of a cell, which `;` separates; maybe none."""
        found = tuple(intern(w.strip()) for w in self.cells.get(name, "").split(";") if w.strip())
        if any(len(word) > _LONGEST for word in found):
            self.wrong(name, "too_long", most=_LONGEST)
        return found

    def day(self, name: str) -> date | None:
        """Return a date; None when the cell is blank or wrong."""
        value = self.get(name)
        try:
            if _DATE.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        if value:
            self.wrong(name, "bad_date", value=value)
        return None

    def period(self) -> Period:
        """Return the days from `from` to `until`; blank: always."""
        since, until = self.day("from"), self.day("until")
        if since and until and until < since:
            self.wrong("until", "ends_before", since=since, value=until)
        return Period(since, until)

    def exists(self, name: str, value: str, known: Container[str], *files: str) -> bool:
        """Whether a value is one of the known ids, which stand in these tables."""
        if value and value not in known:
            self.wrong(name, "unknown", value=value, where=" / ".join(files))
        return value in known

    def limit(self, name: str) -> Span | None:
        """Return a limit; None when the cell is blank or wrong."""
        value = self.get(name)
        try:
            return Span.parse(value) if value else None
        except ValidationError:
            self.wrong(name, "bad_limit", value=value)
            return None


def rows(source: Source, file: str, *, needed: bool = True) -> Iterator[Row]:
    """Yield the rows of a table that has at least the columns it must have."""
    text = source.text(file, needed=needed)
    before, found = len(source.problems), False
    try:
        for row in _rows(source, file, text):
            found = True
            yield row
    except csv.Error as error:
        source.wrong(file, None, None, "unreadable", detail=error)
    if needed and not found and len(source.problems) == before:
        source.wrong(file, None, None, "empty_file")


def _rows(source: Source, file: str, text: str) -> Iterator[Row]:
    lines = csv.reader(StringIO(text, newline=""), strict=True)
    header = [name.strip().lower() for name in next(lines, ())]
    if not header or not _fits(source, file, header):
        return
    for number, cells in enumerate(lines, 2):
        if any(cell.strip() for cell in cells):
            row = Row(source, file, number, dict(zip(header, cells, strict=False)))
            if any(cell.strip() for cell in cells[len(header) :]):
                row.wrong(None, "extra_cells")
            yield row


def _fits(source: Source, file: str, header: Sequence[str]) -> bool:
    faults = {0: "missing_column", 1: ""}
    counts = {name: header.count(name) for name in required(file)}
    for name, count in counts.items():
        if code := faults.get(count, "repeated_column"):
            source.wrong(file, 1, name, code)
    return all(count == 1 for count in counts.values())
