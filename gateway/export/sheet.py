"""A table as an XLSX workbook.

Rule 1: every text is written as a text, never as a formula or a link; one that begins like a
formula is marked as quoted too, so that it stays a text when somebody saves it as CSV.
Rule 2: the mark is in the first line, in the printed footer and in the properties.
"""

from io import BytesIO
from typing import Any

from contracts.sentences import Language
from gateway.export.table import Mark, Table, cell

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_WIDEST = 48


def sheet(table: Table, mark: Mark, language: Language) -> bytes:
    """Return the bytes of the workbook."""
    out = BytesIO()
    # Nine megabytes that only those pay for who make a sheet.
    from xlsxwriter import Workbook  # pyright: ignore[reportMissingTypeStubs]

    book: Any = Workbook(out, {**_PLAIN, "strings_to_numbers": False})
    book.set_properties({"title": getattr(table.title, language), "comments": mark.line(language)})
    page = book.add_worksheet(table.name[:31])
    bold, quoted = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
    page.write_string(0, 0, f"{getattr(table.title, language)} · {mark.line(language)}", bold)
    page.set_footer(f"&L{mark.line(language).replace('&', '&&')}&R&P / &N")
    lines = [table.heads(language), *[[cell(v, language) for v in row] for row in table.rows]]
    for n, line in enumerate(lines, 1):
        for column, value in enumerate(line):
            _write(page, (n, column), value, bold if n == 1 else quoted)
    for column in range(len(table.columns)):
        widest = max(_width(line[column]) for line in lines)
        page.set_column(column, column, min(_WIDEST, widest + 2))
    page.freeze_panes(2, 0)
    book.close()
    return out.getvalue()


def _write(page: Any, at: tuple[int, int], value: str | float, style: Any) -> None:
    if not isinstance(value, str):
        page.write_number(*at, value)
    elif value.startswith(_BEGINS) or at[0] == 1:
        page.write_string(*at, value, style)
    else:
        page.write_string(*at, value)


def _width(value: str | float) -> int:
    """Chinese letters are twice as wide."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in str(value))
