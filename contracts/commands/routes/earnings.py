"""Doors of passbooks."""

from contracts.actor import Role
from contracts.commands import earning as ask
from contracts.commands.routes.roles import COMMUNITY
from contracts.commands.routes.route import Route

EARNINGS: tuple[Route, ...] = (
    Route(
        "/points/{id}/void", ask.VoidRecord, "evaluation", COMMUNITY | {Role.DISTRICT_SUPERVISOR}
    ),
    Route("/points/{id}/rate", ask.RateMember, "evaluation", COMMUNITY),
)
