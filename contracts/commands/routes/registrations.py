"""Doors of registrations 双报到."""

from contracts.commands import registration as ask
from contracts.commands.routes.offers import CLAIMERS
from contracts.commands.routes.roles import COMMUNITY
from contracts.commands.routes.route import Route

REGISTRATIONS: tuple[Route, ...] = (
    Route("/registrations", ask.Register, "dispatch", CLAIMERS, prefix="reg-"),
    Route("/registrations/{id}/confirm", ask.ConfirmRegistration, "dispatch", COMMUNITY),
    Route("/registrations/{id}/refuse", ask.RefuseRegistration, "dispatch", COMMUNITY),
    Route("/registrations/{id}/review", ask.ReviewRegistration, "dispatch", COMMUNITY),
    Route("/registrations/{id}/leave", ask.LeaveRegistration, "dispatch", CLAIMERS | COMMUNITY),
)
