"""The doors of dispatch: its commands, and the preview, which stores nothing. Reads are the
gateway's.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict

from contracts.actor import Actor
from contracts.commands.routes import owned_by
from contracts.commands.whistle import Preview
from contracts.refusals import NotYours
from contracts.words import Id
from services.chassis.actors import Actors
from services.chassis.acts import acts_router
from services.chassis.posted import posted
from services.chassis.reconcile_web import MAY
from services.dispatch.core import Plan
from services.dispatch.core.roll import Replies
from services.dispatch.core.supply.lists import Matches, Menu, Metrics
from services.dispatch.handlers import COMMANDS, Dispatch, Lists, Notices, Offers, notices


class Leaver(BaseModel):
    """Who leaves."""

    model_config = ConfigDict(extra="forbid")

    account: Id


def router(dispatch: Dispatch, actors: Actors, now: Callable[[], datetime]) -> APIRouter:
    """Make the routes."""
    doors = APIRouter()

    async def preview(
        actor: Annotated[Actor, Depends(actors)],
        command: Annotated[Preview, Depends(posted(Preview))],
    ) -> Plan:
        """Who would be called, why, with which clocks, and what is similar nearby."""
        return await dispatch.preview(command, actor)

    doors.add_api_route("/whistles/preview", preview, methods=["POST"])
    beside = COMMANDS | notices.COMMANDS
    theirs = [door for door in owned_by("dispatch") if door.command not in beside]
    doors.include_router(acts_router(theirs, dispatch, actors, now))
    return doors


def offers_router(
    offers: Offers, lists: Lists, actors: Actors, now: Callable[[], datetime]
) -> APIRouter:
    """Make the routes of offers and of what they are matched from."""
    doors = APIRouter()
    who = Depends(actors)

    @doors.get("/menu")
    async def menu(community: Id, by: Annotated[Actor, who]) -> Menu:
        """菜单: what units and others offer to a community now."""
        return await lists.menu(community)

    @doors.get("/needs/metrics")
    async def metrics(community: Id, by: Annotated[Actor, who]) -> Metrics:
        """How many needs of a community find an offer, and which lie unclaimed."""
        return await lists.metrics(community, by)

    @doors.get("/needs/{id}/matches")
    async def matches(id: str, by: Annotated[Actor, who]) -> Matches:
        """The resources that fit a need, the best first, and why."""
        return await lists.matches(id, by)

    @doors.get("/offers/{id}/candidates")
    async def candidates(id: str, by: Annotated[Actor, who]) -> Matches:
        """The resources that fit an order, the best first, and why."""
        return await lists.candidates(id, by)

    acts = [door for door in owned_by("dispatch") if door.command in COMMANDS]
    doors.include_router(acts_router(acts, offers, actors, now))
    return doors


def notices_router(told: Notices, actors: Actors, now: Callable[[], datetime]) -> APIRouter:
    """Make the routes of notices to groups."""
    doors = APIRouter()

    @doors.get("/group-notices/{id}/replies")
    async def replies(
        id: str,
        by: Annotated[Actor, Depends(actors)],
        group: Id | None = None,
        page: Annotated[int, Query(ge=0, le=100_000)] = 0,
    ) -> Replies:
        """What came of a notice, and what was replied in one group."""
        return await told.replies(id, group, page, by)

    @doors.post("/ops/notices/leave")
    async def left(asked: Leaver, by: Annotated[Actor, Depends(actors)]) -> int:
        """Somebody leaves for good: forget what they read and replied; on how many pages."""
        if not by.holds_any(MAY):
            raise NotYours("not_your_post")
        return await told.rolls.forget(asked.account)

    acts = [door for door in owned_by("dispatch") if door.command in notices.COMMANDS]
    doors.include_router(acts_router(acts, told, actors, now))
    return doors
