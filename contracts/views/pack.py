"""City packs on their way into force: drafts with what they would change, and versions."""

from typing import Literal

from pydantic import AwareDatetime

from contracts.views.view import View

DraftState = Literal["draft", "published", "rejected"]


class RowView(View):
    """One row or value that is not what it was."""

    key: str
    before: str | None
    after: str | None


class FileView(View):
    """What would change in one file."""

    file: str
    added: int
    removed: int
    changed: int
    examples: tuple[RowView, ...] = ()


class LimitView(View):
    """A limit that would change."""

    name: str
    before: str
    after: str
    way: Literal["longer", "shorter", "other"]


class FaultView(View):
    """Something to mend."""

    file: str
    row: int | None = None
    field: str | None = None
    code: str
    reason_zh: str
    reason_en: str


class TouchedView(View):
    """What is under way now. Open work keeps the pack it began with; this is how much that is."""

    cases: int
    whistles: int
    tasks: int
    cases_of_changed_categories: int
    deadlines: int
    """Open things with a deadline running."""
    last_month: int
    """Cases of the last 30 days that would have had other limits or other departments."""


class DraftRow(View):
    """A draft in a list."""

    id: str
    state: DraftState
    pack: str
    version: str
    source: Literal["upload", "import", "restore"]
    by: str
    at: AwareDatetime
    note: str
    decided_by: str | None = None
    decided_at: AwareDatetime | None = None
    reason: str | None = None
    """Why it was rejected."""


class DraftView(DraftRow):
    """A draft and what it would do (simulation)."""

    files: tuple[FileView, ...] = ()
    limits: tuple[LimitView, ...] = ()
    categories: tuple[str, ...] = ()
    """Categories whose limit, departments or existence would change."""
    warnings: tuple[FaultView, ...] = ()
    touched: TouchedView | None = None


class VersionView(View):
    """A pack that was put in force."""

    number: int
    pack: str
    version: str
    at: AwareDatetime | None = None
    """None: the pack of the folder, in force since the start."""
    by: str | None = None
    approved_by: str | None = None
    in_force: bool = False
