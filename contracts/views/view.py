"""What every view has in common: what happens next and by when, and what happened so far.

Rule 1: a view is made for one reader. What the reader may not know is None or left out, and a
field that may be hidden says so.
Rule 2: words are given in both languages; names come from the city pack as they are.
"""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict

Row = TypeVar("Row")


class View(BaseModel):
    """Something read."""

    model_config = ConfigDict(frozen=True, defer_build=True)


class Next(View):
    """What happens next: who must do what, by when."""

    who: str | None = None
    """Id of the territory, organisation or post that must act; None: nobody has to."""
    who_zh: str
    who_en: str
    what_zh: str
    what_en: str
    by: AwareDatetime | None = None
    late: bool = False
    """The time has passed."""
    note_zh: str | None = None
    note_en: str | None = None
    """That the time may still move: the days of rest of its year are not announced yet."""


class Moment(View):
    """One thing that happened, as a line of the timeline."""

    time: AwareDatetime
    type: str
    """The event's wire name."""
    source: str
    """The service that said it."""
    seq: int
    """Its number among what that service said about the same thing."""
    by: str | None = None
    """Account that acted, or `clock`; None when the reader may not know."""
    what_zh: str
    what_en: str
    facts: Mapping[str, Any] = {}
    """What was said, less what the reader may not know."""


class Page(View, Generic[Row]):
    """One page of a list. Rows that come in later never move the ones already read."""

    items: tuple[Row, ...]
    next_cursor: str | None = None
    """Ask for the next page with it; None: this was the last one."""
