"""Rows of a table somebody uploads, as the gateway hands them to their owner."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from contracts.commands.command import Command

MOST_ROWS = 100
"""Rows handed over at a time."""
MOST_COLUMNS: Final = 60
Cell = Annotated[str, StringConstraints(max_length=4000)]


class Unfit(StrEnum):
    """Why a row could not be read whole; nobody takes such a row in."""

    EXTRA_CELLS = "extra_cells"
    """Something stands where no column has a name."""
    LONG_CELL = "long_cell"
    LOST_DIGITS = "lost_digits"
    """A spreadsheet kept a long number as 1.23E+17."""


class SheetRow(BaseModel):
    """One row."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: Annotated[int, Field(ge=1)]
    """As the spreadsheet counts, the header being row 1."""
    cells: Annotated[Mapping[str, Cell], Field(max_length=MOST_COLUMNS)]
    """By column; a blank cell is there, a column the file does not have is not."""
    unfit: Unfit | None = None


class HotlineRows(Command):
    """Some rows of a file of 12345 tickets."""

    rows: Annotated[tuple[SheetRow, ...], Field(min_length=1, max_length=MOST_ROWS)]
    dry_run: bool = False
    """Check every row and say what would become of it; nothing is stored."""
