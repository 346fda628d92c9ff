"""The doors of dispatch: its commands, and the preview, which stores nothing. Reads are the
gateway's.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends

from contracts.actor import Actor
from contracts.commands.routes import owned_by
from contracts.commands.whistle import Preview
from services.chassis.actors import Actors
from services.chassis.acts import acts_router
from services.dispatch.core import Plan
from services.dispatch.handlers import Dispatch


def router(dispatch: Dispatch, actors: Actors, now: Callable[[], datetime]) -> APIRouter:
    """Make the routes."""
    doors = APIRouter()

    async def preview(command: Preview, actor: Annotated[Actor, Depends(actors)]) -> Plan:
        """Who would be called, why, with which clocks, and what is similar nearby."""
        return await dispatch.preview(command, actor)

    doors.add_api_route("/whistles/preview", preview, methods=["POST"])
    doors.include_router(acts_router(owned_by("dispatch"), dispatch, actors, now))
    return doors
