"""The doors of response: what a called department posts. Reads are the gateway's."""

from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter

from contracts.commands.routes import owned_by
from services.chassis.actors import Actors
from services.chassis.acts import acts_router
from services.response.handlers import Response


def router(response: Response, actors: Actors, now: Callable[[], datetime]) -> APIRouter:
    """Make the routes."""
    return acts_router(owned_by("response"), response, actors, now)
