"""Tables people upload: CSV or XLSX, to rows of text by the names in the header. Pure.

Rule 1: no cell is lost. A file that cannot be read whole is refused, a row that cannot be is marked
`unfit`, and whoever takes the row in says so. Rule 2: what spreadsheets make of texts (a number for
a code, a serial for a date) is undone, and where digits are gone already, that is a fault.
"""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from typing import Final

from contracts.commands.importing import MOST_COLUMNS, SheetRow, Unfit
from contracts.refusals import NotSo
from gateway.workbooks import ZIP, table_of

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_ROWS: Final = 5_000
_LONGEST: Final = 4_000
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
"""What UTF-16 begins with: 'Unicode text' of a spreadsheet."""
_BETWEEN: Final = ",\t;"
_ROUNDED: Final = re.compile(r"-?\d(\.\d+)?[Ee]\+\d+")
"""What a spreadsheet makes of a long number: the last digits are gone."""


def read_sheet(body: bytes) -> tuple[SheetRow, ...]:
    """Return the rows of a file, numbered as a spreadsheet numbers them; blank cells are there.

    Raises:
        NotSo: it is no table, its header does not name every column once, or too many rows.
    """
    table = table_of(body) if body.startswith(ZIP) else _csv(body)
    header = _header(table[0] if table else ())
    filled = [(n, row) for n, row in enumerate(table[1:], 2) if any(cell.strip() for cell in row)]
    if not filled:
        raise NotSo("no_rows", field="file")
    if len(filled) > MOST_ROWS:
        raise NotSo("too_many_rows", field="file", most=MOST_ROWS)
    return tuple(
        SheetRow(row=n, cells=_cells(header, row), unfit=_unfit(header, row)) for n, row in filled
    )


def _header(names: Sequence[str]) -> Sequence[str]:
    header = [name.strip() for name in names]
    counts = Counter(name.lower() for name in header if name)
    if not counts:
        raise NotSo("no_header", field="file")
    if len(header) > MOST_COLUMNS:
        raise NotSo("too_many_columns", field="file", most=MOST_COLUMNS)
    if twice := [name for name in counts if counts[name] > 1]:
        raise NotSo("repeated_columns", field="file", names=", ".join(twice))
    return header


def _cells(header: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    padded = [*row, *[""] * (len(header) - len(row))]
    named = zip(header, padded, strict=False)
    return {name: cell[:_LONGEST] for name, cell in named if name}


def _unfit(header: Sequence[str], row: Sequence[str]) -> Unfit | None:
    """Why a row cannot be read whole."""
    nameless = [*(cell for name, cell in zip(header, row, strict=False) if not name)]
    if any(cell.strip() for cell in [*nameless, *row[len(header) :]]):
        return Unfit.EXTRA_CELLS
    if any(len(cell) > _LONGEST for cell in row):
        return Unfit.LONG_CELL
    return Unfit.LOST_DIGITS if any(map(_ROUNDED.fullmatch, row)) else None


def _csv(body: bytes) -> list[list[str]]:
    text = _decoded(body)
    first = text.partition("\n")[0]
    between = max(_BETWEEN, key=first.count)
    try:
        return list(csv.reader(StringIO(text, newline=""), strict=True, delimiter=between))
    except csv.Error:
        raise NotSo("not_a_table", field="file") from None


def _decoded(body: bytes) -> str:
    """UTF-8, or what Chinese spreadsheets write."""
    for encoding in ("utf-16",) if body.startswith(_WIDE) else _ENCODINGS:
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NotSo("not_a_table", field="file")
