"""Doors of visits."""

from contracts.actor import Role
from contracts.commands import visit
from contracts.commands.routes.roles import RESPONDERS, STAFF
from contracts.commands.routes.route import Route

VISITORS = (
    STAFF | RESPONDERS | {Role.STREET_SUPERVISOR, Role.UNIT_HEAD, Role.PARTY_MEMBER, Role.VOLUNTEER}
)
"""Who may be sent: also cadres of departments, who go down on listening days."""

VISITS: tuple[Route, ...] = (
    Route("/visits", visit.PlanVisit, "intake", STAFF, prefix="vi-"),
    Route("/visits/{id}/postpone", visit.PostponeVisit, "intake", VISITORS),
    Route("/visits/{id}/record", visit.RecordVisit, "intake", VISITORS),
    Route("/visits/{id}/rectify", visit.RectifyVisit, "intake", VISITORS),
    Route("/visits/{id}/recheck", visit.RecheckVisit, "intake", VISITORS),
)
