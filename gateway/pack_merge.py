"""Rows of a file put into a table of the city pack, matched by what names them. Pure."""

import csv
from collections import defaultdict
from collections.abc import Sequence
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
    used = {name for row in rows for name in row.cells}
    if strange := used - {*header, *columns(file)}:
        raise NotSo("strange_columns", field="file", names=", ".join(sorted(strange)))
    header += [name for name in columns(file) if name not in header and (name in used or not text)]
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
    cells = [row.cells.get(name, "").strip().removesuffix(MIDNIGHT) for name in merged.header]
    for name, cell in zip(merged.header, cells, strict=True):
        if is_formula(cell):
            facts = {"value": cell[:40]}
            found = Problem(file=merged.file, field=name, code="formula", facts=facts)
            merged.faults[row.row].append(found)
    at = places.setdefault(tuple(cells[:width]), len(merged.lines))
    number = at + 2
    if number in merged.stands:
        first = merged.stands[number]
        facts = {"value": cells[0], "first": str(first)}
        merged.faults[row.row].append(Problem(file=merged.file, code="duplicate", facts=facts))
        return
    merged.stands[number] = row.row
    if at == len(merged.lines):
        merged.lines.append(cells)
        merged.outcomes[row.row] = "new"
    else:
        merged.outcomes[row.row] = "same" if merged.lines[at] == cells else "changed"
        merged.lines[at] = cells
