"""The audit journal as the auditor reads it."""

from typing import Any

from pydantic import AwareDatetime

from contracts.views.view import View


class Record(View):
    """One line: who did what to what, and its place in a chain that cannot be altered."""

    chain: str
    n: int
    at: AwareDatetime
    type: str
    """An event's wire name, or `desk.…` for what was done at the gateway itself."""
    by: str
    subject: str
    facts: dict[str, Any]
    hash: str
