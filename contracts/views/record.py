"""The audit log as the auditor reads it."""

from collections.abc import Mapping
from typing import Any

from pydantic import AwareDatetime

from contracts.views.view import View


class Record(View):
    """One line: who did what to what, and its place in a chain that cannot be altered."""

    n: int
    at: AwareDatetime
    what: str
    """An event's wire name, or what was done at the gateway itself: `signed_in`, `revealed` …"""
    by: str
    about: Mapping[str, Any] = {}
    """Ids."""
    hash: str


class Verdict(View):
    """Whether the log is as it was written."""

    holds: bool
    entries: int
    head: str
    """Hash of the newest entry: write it down elsewhere to notice a log cut short."""
    broken: str | None = None
    """The first entry that is not as it was written, and why."""
    removed: int = 0
    """Entries up to this number were removed, their time being over; the log itself says so."""
