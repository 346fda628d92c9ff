"""应接尽接 in numbers: what became of everything taken in, and the rows of an import."""

from collections.abc import Mapping
from typing import Literal

from pydantic import AwareDatetime

from contracts.views.view import View


class Reconciliation(View):
    """Every case reported in [since, until) has exactly one outcome."""

    since: AwareDatetime
    until: AwareDatetime
    street: str | None = None
    total: int
    outcomes: Mapping[str, int]
    """done, transferred, not_accepted, merged, withdrawn, open."""
    unaccounted: int
    """Cases without an outcome; 0 proves that nothing was dropped."""
    without_owner: int
    """Open ones nobody must act on; 0."""
    answered_on_the_spot: int
    share_on_the_spot: float | None = None
    """None when there is nothing to share."""
    came_more_than_once: int
    """Reporters who had to tell the same again."""
    by_channel: Mapping[str, int]
    by_origin: Mapping[str, int]
    """proactive, reactive."""
    by_community: Mapping[str, int]
    proactive_by_community: Mapping[str, int]
    settled_by_level: Mapping[str, int]
    """Of those done, by the rung that held it: what stayed in the grid, the community …"""


class ImportedRow(View):
    """What became of one row of a file."""

    row: int
    """As the spreadsheet counts, the header being row 1."""
    outcome: Literal["new", "known", "changed", "refused"]
    external: str | None = None
    id: str | None = None
    number: str | None = None
    field: str | None = None
    code: str | None = None
    reason_zh: str | None = None
    reason_en: str | None = None


class Imported(View):
    """What became of a file, row by row; nothing is dropped silently."""

    dry_run: bool
    rows: int
    new: int
    known: int
    changed: int
    refused: int
    lines: tuple[ImportedRow, ...]
    unread: tuple[str, ...] = ()
    """Columns that hold something and mean nothing to us."""
