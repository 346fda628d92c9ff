"""What is behind a row or a figure: the cases, and the very things it was counted from.

It is for the unit itself, and for those who look after all units.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeAlias

from fastapi import APIRouter, Depends, Query

from contracts.actor import Actor
from contracts.city import City
from contracts.words import Mark
from services.chassis.actors import Actors
from services.chassis.store import Kept, Store
from services.evaluation.api.asked import Limit, Period
from services.evaluation.core.account import Account, came_back
from services.evaluation.core.balance import Balanced, balanced
from services.evaluation.core.figures import Unit
from services.evaluation.core.opening import Asking, Opened
from services.evaluation.core.repairs import ReturnedRepairs
from services.evaluation.handlers import Openings
from services.evaluation.handlers.boards import may_read
from services.evaluation.handlers.opening import Page as Behind
from services.evaluation.store import shelf

Cursor: TypeAlias = Annotated[str, Query(pattern=r"^(\d\.[A-Za-z0-9_-]{0,64})?$")]
Page: TypeAlias = tuple[Sequence[Kept[Account]], str | None]
"""Accounts, and the id of the last one when there are more."""


def behind_router(accounts: Store[Account], city: City, actors: Actors) -> APIRouter:
    """Make the routes of the cases behind a street's balance and a company's repairs."""
    routes = APIRouter()

    async def page(found: Mapping[str, Any], after: str, limit: int) -> Page:
        where = {**found, "_id": {"$gt": after}}
        kept = await accounts.find(where, sort=[("_id", 1)], limit=limit + 1)
        return kept[:limit], kept[limit - 1].id if len(kept) > limit else None

    @routes.get("/balances/{period}/{id}")
    async def behind(
        by: Annotated[Actor, Depends(actors)],
        period: Period,
        id: str,
        after: Mark = "",
        limit: Limit = 50,
    ) -> Balanced:
        """The cases a street's whistle rate 吹哨率 was counted from."""
        may_read(by, city, id)
        found, last = await page({"accepted": shelf(period, "streets", id)}, after, limit)
        items = tuple(balanced(kept.id, kept.state) for kept in found)
        return Balanced(period=period, id=id, items=items, next=last)

    @routes.get("/sent-back/{period}/{id}")
    async def sent_back(
        by: Annotated[Actor, Depends(actors)],
        period: Period,
        id: str,
        after: Mark = "",
        limit: Limit = 50,
    ) -> ReturnedRepairs:
        """The repairs that came back from a property company 退回."""
        may_read(by, city, id)
        where = {"accepted": shelf(period, "departments", id), "sent_back": {"$in": [id]}}
        found, last = await page(where, after, limit)
        items = tuple(came_back(id, kept.id, kept.state) for kept in found)
        return ReturnedRepairs(period=period, id=id, items=items, next=last)

    return routes


def _behind(after: Cursor = "", limit: Limit = 50) -> Behind:
    """Which page of what is behind a figure."""
    return Behind(after, limit)


def openings_router(openings: Openings, actors: Actors) -> APIRouter:
    """Make the route by which every figure opens."""
    routes = APIRouter()

    @routes.get("/openings/{period}/{subject}/{id}/{figure}")
    async def opening(
        by: Annotated[Actor, Depends(actors)],
        period: Period,
        subject: Unit,
        id: str,
        figure: str,
        page: Annotated[Behind, Depends(_behind)],
    ) -> Opened:
        """A figure's formula with its numbers in place, and the very things it was counted from."""
        return await openings.open(Asking(period, subject, id), figure, page, by)

    return routes
