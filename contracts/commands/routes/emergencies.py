"""Doors of the emergency mode."""

from contracts.actor import Role
from contracts.commands import emergency as ask
from contracts.commands.routes.route import Route

_DISTRICT = frozenset({Role.DISTRICT_SUPERVISOR})

EMERGENCIES: tuple[Route, ...] = (
    Route("/emergencies", ask.DeclareEmergency, "dispatch", _DISTRICT, prefix="em-"),
    Route("/emergencies/{id}/prolong", ask.ProlongEmergency, "dispatch", _DISTRICT),
    Route("/emergencies/{id}/end", ask.EndEmergency, "dispatch", _DISTRICT),
)
