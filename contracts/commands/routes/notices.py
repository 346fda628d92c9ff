"""Doors of notices to groups."""

from contracts.actor import Role
from contracts.commands import notice as ask
from contracts.commands.routes.roles import HOLDERS, STAFF
from contracts.commands.routes.route import Route

SENDERS = HOLDERS
"""Owners and administrators of groups, and commanders; the core looks at the group."""
TOLD = STAFF | {
    *(Role.RESIDENT, Role.UNIT_HEAD, Role.PARTY_MEMBER, Role.VOLUNTEER),
    *(Role.MEDIATOR, Role.STREET_SUPERVISOR),
}
"""Whoever lives or works in a place, and so is in its groups."""

NOTICES: tuple[Route, ...] = (
    Route("/group-notices", ask.SendNotice, "dispatch", SENDERS, prefix="gn-"),
    Route("/group-notices/{id}/withdraw", ask.WithdrawNotice, "dispatch", SENDERS),
    Route("/group-notices/{id}/read", ask.ReadNotice, "dispatch", TOLD),
    Route("/group-notices/{id}/reply", ask.ReplyNotice, "dispatch", TOLD),
)
