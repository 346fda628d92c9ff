"""A table that was imported into the city pack, row by row."""

from typing import Literal

from contracts.views.pack import DraftRow, FaultView
from contracts.views.view import View


class ImportedRow(View):
    """What became of one row."""

    row: int
    """As the spreadsheet counts."""
    outcome: Literal["new", "changed", "same", "refused"]
    faults: tuple[FaultView, ...] = ()


class PackImported(View):
    """What became of a table. Every row is told of; nothing is in force before it is published."""

    table: str
    dry_run: bool
    rows: int
    new: int
    changed: int
    same: int
    refused: int
    lines: tuple[ImportedRow, ...]
    others: tuple[FaultView, ...] = ()
    """Faults the table would cause elsewhere in the pack."""
    draft: DraftRow | None = None
    """None: a trial, nothing to change, or rows that must be mended first."""
