"""Posts lent for a time (AB角), as those concerned read them."""

from typing import Literal

from pydantic import AwareDatetime

from contracts.actor import Role
from contracts.views.view import View


class DelegationView(View):
    """One post, lent by one person to another."""

    id: str
    state: Literal["coming", "running", "over", "revoked"]
    by: str
    by_name: str
    to: str
    to_name: str
    role: Role
    at: str
    at_name: str
    since: AwareDatetime
    until: AwareDatetime
    reason: str
    revoked_by: str | None = None
    revoked_at: AwareDatetime | None = None
