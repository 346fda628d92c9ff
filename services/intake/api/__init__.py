"""The doors of intake: cases, what became of all of them, and homes."""

from services.intake.api.cases import reckoning_router, router
from services.intake.api.homes import homes_router

__all__ = ["homes_router", "reckoning_router", "router"]
