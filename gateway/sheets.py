"""Tables people upload: CSV or XLSX, to rows of text by the names in the header. Pure.

Rule 1: no cell is lost: a row that cannot be read is an error that names it.
Rule 2: what spreadsheets make of texts (a number for a code, a serial for a date) is undone.
"""

import csv
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile

from contracts.commands.importing import SheetRow
from contracts.refusals import NotSo

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5_000
_MOST_UNPACKED = 100 * 1024 * 1024
_LONGEST = 4_000
_ZIP = b"PK\x03\x04"


def read_sheet(body: bytes) -> tuple[SheetRow, ...]:
    """Return the rows of a file, numbered as a spreadsheet numbers them.

    Raises:
        NotSo: it is no table, it has no header, or too many rows.
    """
    table = _xlsx(body) if body.startswith(_ZIP) else _csv(body)
    header = [name.strip() for name in table[0]] if table else []
    if not any(header):
        raise NotSo("no_header", field="file")
    filled = [(n, row) for n, row in enumerate(table[1:], 2) if any(cell.strip() for cell in row)]
    if not filled:
        raise NotSo("no_rows", field="file")
    if len(filled) > MOST_ROWS:
        raise NotSo("too_many_rows", field="file", most=MOST_ROWS)
    return tuple(SheetRow(row=n, cells=_cells(header, row)) for n, row in filled)


def _cells(header: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    named = zip(header, row, strict=False)
    return {name: cell[:_LONGEST] for name, cell in named if name and cell.strip()}


def _csv(body: bytes) -> list[list[str]]:
    try:
        return list(csv.reader(StringIO(_decoded(body), newline=""), strict=True))
    except csv.Error:
        raise NotSo("not_a_table", field="file") from None


def _decoded(body: bytes) -> str:
    """UTF-8, or what Chinese spreadsheets write."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotSo("not_a_table", field="file")


def _xlsx(body: bytes) -> list[list[str]]:
    # What reads spreadsheets comes with the first one.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with ZipFile(BytesIO(body)) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
        if unpacked > _MOST_UNPACKED:
            raise NotSo("not_a_table", field="file")
        first = CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0)
        return [[_text(cell) for cell in row] for row in first.to_python(skip_empty_area=False)]
    except (BadZipFile, CalamineError, IndexError):
        raise NotSo("not_a_table", field="file") from None


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
