"""The one table of an XLSX workbook, as rows of text. Pure.

Rule 1: what a reader would have to guess is refused with a plain reason: several sheets that hold
something, cells merged into one, formulas that failed or were never computed. Sheets nobody sees
(lists behind drop-downs) are left alone. Rule 2: a formula counts as what it last came to.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

from contracts.refusals import NotSo

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ZIP: Final = b"PK\x03\x04"
_MOST_UNPACKED: Final = 100 * 1024 * 1024
_AT_ONCE: Final = 256 * 1024
_EXACT: Final = 1e15
"""Ours: above it a spreadsheet's number is rounded to fifteen digits."""
_FAILED: Final = re.compile(rb'<c [^<>]*\bt="e"[^<>]*>|</f>\s*</c>')
_OVERLAP: Final = 256
"""Bytes looked at again, so that no cell is cut in two."""


def table_of(body: bytes) -> list[list[str]]:
    """Return the rows of the workbook's one sheet, the header first.

    Raises:
        NotSo: it is no workbook, or one that must be guessed at.
    """
    # What reads spreadsheets comes with the first one.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        failed = _failed(body)
        book = CalamineWorkbook.from_filelike(BytesIO(body))
        sheet = _one(book)
        rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except (BadZipFile, CalamineError, IndexError):
        raise NotSo("not_a_table", field="file") from None
    if failed:
        raise NotSo("failed_formulas", field="file")
    if merged := sheet.merged_cell_ranges:
        first = ", ".join(str(start[0] + 1) for start, _ in merged[:5])
        raise NotSo("merged_cells", field="file", rows=first)
    return rows


def _one(book: "CalamineWorkbook") -> "CalamineSheet":
    """The sheet that holds something; the first of an empty workbook."""
    from python_calamine import SheetVisibleEnum

    seen = [one.name for one in book.sheets_metadata if one.visible is SheetVisibleEnum.Visible]
    sheets = [book.get_sheet_by_name(name) for name in seen]
    filled = [sheet for sheet in sheets if sheet.to_python()]
    if len(filled) > 1:
        names = "、".join(sheet.name for sheet in filled)
        raise NotSo("several_sheets", field="file", names=names)
    return (filled or sheets)[0]


def _failed(body: bytes) -> bool:
    """Whether a formula failed or was never computed; such a cell would be read as blank."""
    with ZipFile(BytesIO(body)) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > _MOST_UNPACKED:
            raise NotSo("not_a_table", field="file")
        sheets = [part.filename for part in parts if part.filename.startswith("xl/worksheets/")]
        return any(_FAILED.search(piece) for name in sheets for piece in _pieces(packed, name))


def _pieces(packed: ZipFile, name: str) -> Iterator[bytes]:
    """The text of a sheet, a little at a time."""
    before = b""
    with packed.open(name) as part:
        while piece := part.read(_AT_ONCE):
            yield before + piece
            before = piece[-_OVERLAP:]


def _text(cell: object) -> str:
    if isinstance(cell, float) and abs(cell) >= _EXACT:
        return f"{cell:.5E}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
