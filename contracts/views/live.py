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
    id: str
    """The aggregate it is about."""
    kind: str
    """What it is about: case, whistle, task, assessment or callback."""
    version: int
    """`?at_least=` this version reads what it led to."""
    time: AwareDatetime
    facts: Mapping[str, Any] = {}
    """Ids, numbers and grades it names: `task_id`, `department`, `number` …"""


class Happenings(View):
    """What happened since a cursor."""

    items: tuple[Happening, ...]
    cursor: str
    """Ask again with it."""
    reset: bool = False
    """The cursor was too old: read the lists anew, then go on from `cursor`."""


class Uploaded(View):
    """A photo that was taken in."""

    id: str
    type: str
    size: int
    """Bytes, after it was written anew without its metadata."""
    width: int
    height: int
