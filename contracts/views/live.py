"""What an open stream tells: that something happened, and where to read more."""

from collections.abc import Mapping
from typing import Any

from pydantic import AwareDatetime

from contracts.views.view import View


class Happening(View):
    """One event, without the words people typed: read the aggregate for those."""

    event: str
    """The event's id: the same however often it is told."""
    type: str
    subject: str
    """The aggregate it is about."""
    source: str
    """The service that said it."""
    version: int
    """`?at_least=` this version reads what it led to."""
    time: AwareDatetime
    by: str | None = None
    """Account that acted, or `clock`; None where it might name a reporter."""
    facts: Mapping[str, Any] = {}
    """Ids, numbers and grades it names: `task_id`, `department`, `number` …"""


class Happenings(View):
    """What happened since a cursor."""

    items: tuple[Happening, ...]
    next_cursor: str
    """Ask again with it, as `?after=`."""
    reset: bool = False
    """The cursor was too old: read the lists anew, then go on from `next_cursor`."""


class Uploaded(View):
    """A photo that was taken in."""

    id: str
    type: str
    size: int
    """Bytes, after it was written anew without its metadata."""
    width: int
    height: int
