"""Rows of a table somebody uploads, as the gateway hands them to their owner."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from contracts.commands.command import Command

MOST_ROWS = 100
"""Rows handed over at a time."""
Cell = Annotated[str, StringConstraints(max_length=4000)]


class SheetRow(BaseModel):
    """One row."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: Annotated[int, Field(ge=1)]
    """As the spreadsheet counts, the header being row 1."""
    cells: Annotated[Mapping[str, Cell], Field(max_length=60)]


class HotlineRows(Command):
    """Some rows of a file of 12345 tickets."""

    rows: Annotated[tuple[SheetRow, ...], Field(min_length=1, max_length=MOST_ROWS)]
    dry_run: bool = False
    """Check every row and say what would become of it; nothing is stored."""
