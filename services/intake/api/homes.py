"""What only the gateway asks of homes: what is known of one, and that somebody leaves.

The first is asked in the name of a grid worker, who is checked here; the second by the clock.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict

from contracts.actor import Actor
from contracts.refusals import NotYours
from contracts.views.household import KnownHome
from contracts.words import Id
from services.chassis.actors import Actors
from services.chassis.reconcile_web import MAY
from services.intake.handlers import Homing


class Left(BaseModel):
    """Who leaves."""

    model_config = ConfigDict(extra="forbid")

    account: Id


def homes_router(homing: Homing, actors: Actors, now: Callable[[], datetime]) -> APIRouter:
    """Make the routes."""
    doors = APIRouter()

    async def known(id: Id, actor: Annotated[Actor, Depends(actors)]) -> KnownHome:
        """What is known of a home, for the worker of its grid."""
        return await homing.known(id, actor, now())

    async def left(asked: Left, actor: Annotated[Actor, Depends(actors)]) -> list[str]:
        """Take somebody who leaves out of every home; of which."""
        if not actor.holds_any(MAY):
            raise NotYours("not_your_post")
        return await homing.leave(asked.account, now())

    doors.add_api_route("/households/{id}", known, methods=["GET"])
    doors.add_api_route("/ops/homes/leave", left, methods=["POST"])
    return doors
