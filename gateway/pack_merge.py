"""Rows of a file put into a table of the city pack, matched by what names them. Pure.

A column the file does not have keeps what the pack says there; only a blank cell empties one.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Final, Literal

from contracts.city import Problem
from contracts.city.comparison import named_by
from contracts.city.formulas import is_formula
from contracts.city.tables import columns
from contracts.commands.importing import SheetRow
from contracts.refusals import NotSo

MIDNIGHT: Final = "T00:00:00"
"""What a spreadsheet's date is read with."""


@dataclass
class Merged:
    """A table of the pack with the rows of a file in it."""

    file: str
    header: list[str]
    lines: list[list[str]]
    """As they stand in the pack, without the header."""
    outcomes: dict[int, Literal["new", "changed", "same", "refused"]] = field(
        default_factory=dict[int, Literal["new", "changed", "same", "refused"]]
    )
    """By row of the file."""
    faults: dict[int, list[Problem]] = field(
        default_factory=lambda: defaultdict[int, list[Problem]](list)
    )
    stands: dict[int, int] = field(default_factory=dict[int, int])
    """Row of the pack's table → row of the file."""

    @property
    def text(self) -> str:
        """The table as it is kept."""
        out = StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.header)
        writer.writerows(self.lines)
        return out.getvalue()


def merge(file: str, text: str, rows: Sequence[SheetRow]) -> Merged:
    """Put the rows of a file into a table of the pack.

    Raises:
        NotSo: the file has columns that such a table has not.
    """
    header, *lines = [*csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""))] or [[]]
    filled = {name for row in rows for name, cell in row.cells.items() if cell.strip()}
    if strange := filled - {*header, *columns(file)}:
        raise NotSo("strange_columns", field="file", names=", ".join(sorted(strange)))
    header += [n for n in columns(file) if n not in header and (n in filled or not text)]
    padded = [[*line, *[""] * (len(header) - len(line))] for line in lines if any(line)]
    merged = Merged(file, header, padded)
    width = named_by(file)
    places = {tuple(line[:width]): at for at, line in enumerate(merged.lines)}
    for row in rows:
        _put(merged, row, places, width)
    return merged


def _put(
    merged: Merged, row: SheetRow, places: dict[tuple[str, ...], int], width: int | None
) -> None:
    told = [_told(row, name) for name in merged.header]
    merged.faults[row.row].extend(_unfit(merged, row, told))
    at = places.setdefault(tuple(cell or "" for cell in told[:width]), len(merged.lines))
    number = at + 2
    if number in merged.stands:
        first = merged.stands[number]
        facts = {"value": told[0] or "", "first": str(first)}
        merged.faults[row.row].append(Problem(file=merged.file, code="duplicate", facts=facts))
        return
    merged.stands[number] = row.row
    if at == len(merged.lines):
        merged.lines.append([cell or "" for cell in told])
        merged.outcomes[row.row] = "new"
        return
    before = merged.lines[at]
    after = [old if cell is None else cell for cell, old in zip(told, before, strict=True)]
    merged.outcomes[row.row] = "same" if before == after else "changed"
    merged.lines[at] = after


def _told(row: SheetRow, name: str) -> str | None:
    """What the file says in a column; None: it has no such column."""
    cell = row.cells.get(name)
    return None if cell is None else cell.strip().removesuffix(MIDNIGHT)


def _unfit(merged: Merged, row: SheetRow, told: Sequence[str | None]) -> Iterator[Problem]:
    """Why a row cannot go in, whatever the pack thinks of it."""
    if row.unfit:
        yield Problem(file=merged.file, code=row.unfit)
    for name, cell in zip(merged.header, told, strict=True):
        if cell and is_formula(cell):
            facts = {"value": cell[:40]}
            yield Problem(file=merged.file, field=name, code="formula", facts=facts)
