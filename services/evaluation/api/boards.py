"""Judging and asking, the month's boards, and what is only counted.

A board shows no person and no case, so whoever is signed in may read it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, TypeAlias

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from contracts.actor import Actor
from contracts.commands.month import WhatIf
from contracts.commands.routes import owned_by
from contracts.words import Id, Mark
from services.chassis.actors import Actors
from services.chassis.acts import acts_router
from services.chassis.doors import Acting
from services.chassis.posted import posted
from services.evaluation import core
from services.evaluation.api.asked import Limit, Period
from services.evaluation.core.bulletin import Bulletin
from services.evaluation.core.districts import whose_board
from services.evaluation.core.explanation import Explanation
from services.evaluation.core.figures import Figures, Unit
from services.evaluation.core.hot import HotSpots
from services.evaluation.core.notice import Notice
from services.evaluation.core.whatif import Supposed
from services.evaluation.handlers import Counting, Keeping, Supposing
from services.evaluation.handlers.boards import may_read
from services.evaluation.handlers.keeping import Check

District: TypeAlias = Annotated[Id | None, Query()]


class AskedBoard(BaseModel):
    """Which board of a month."""

    version: Annotated[int | None, Field(ge=1, le=100_000)] = None
    street: Id | None = None
    """Departments as this street alone saw them, as the records stand now."""
    district: Id | None = None
    """Of a city of several; the reader's own otherwise."""


def router(
    acting: Acting, keeping: Keeping, actors: Actors, now: Callable[[], datetime]
) -> APIRouter:
    """Make the routes."""
    boards = keeping.boards
    routes = acts_router(owned_by("evaluation"), acting, actors, now)

    @routes.get("/boards/{period}/{subject}")
    async def board(
        by: Annotated[Actor, Depends(actors)],
        period: Period,
        subject: core.Subject,
        asked: Annotated[AskedBoard, Query()],
    ) -> core.Board:
        """The month of a district's departments or streets, the best first.

        A closed month is its newest version, or the one that is named.
        """
        district = whose_board(by, asked.district, boards.city)
        if asked.street:
            return await boards.board(period, subject, asked.street, district)
        found = await keeping.board(period, subject, asked.version, district)
        if subject == "departments":
            return found
        return found.model_copy(update={"balances": await boards.balances(period, district)})

    @routes.get("/boards/{period}/{subject}/{id}")
    async def evidence(
        by: Annotated[Actor, Depends(actors)],
        period: Period,
        subject: core.Subject,
        id: str,
        after: Mark = "",
        limit: Limit = 50,
    ) -> core.Evidence:
        """One unit's month, and the very documents it was counted from."""
        may_read(by, boards.city, id)
        return await boards.evidence(period, subject, id, after, limit)

    @routes.get("/assessments/{id}/explanation")
    async def explanation(by: Annotated[Actor, Depends(actors)], id: str) -> Explanation:
        """How one score came about: weights × shares, and each line with its fact."""
        return await boards.explanation(id, by)

    return routes


def kept_router(keeping: Keeping, actors: Actors) -> APIRouter:
    """Make the routes of closed months, and of months that might have been."""
    routes, supposing, city = APIRouter(), Supposing(keeping.boards), keeping.boards.city

    @routes.get("/board-checks/{period}")
    async def check(
        by: Annotated[Actor, Depends(actors)], period: Period, district: District = None
    ) -> Check:
        """Count a closed month again from its records, and compare it with what is kept."""
        return await keeping.check(period, whose_board(by, district, city))

    @routes.get("/notices/{period}")
    async def notice(
        by: Annotated[Actor, Depends(actors)], period: Period, district: District = None
    ) -> Notice:
        """公示: the rules, results and honours of a published month; no person, no case.

        What a district has published everybody may read.
        """
        return await keeping.notice(period, district or whose_board(by, None, city))

    @routes.post("/boards/what-if")
    async def what_if(
        by: Annotated[Actor, Depends(actors)],
        command: Annotated[WhatIf, Depends(posted(WhatIf))],
    ) -> Supposed:
        """A month under other weights or limits; nothing is stored."""
        return await supposing.month(command, by)

    return routes


def figures_router(counting: Counting, actors: Actors) -> APIRouter:
    """Make the routes of what is only counted: they show no person and no case."""
    routes, city = APIRouter(), counting.city

    @routes.get("/figures/{period}/{subject}")
    async def figures(
        by: Annotated[Actor, Depends(actors)],
        period: Period,
        subject: Unit,
        district: District = None,
    ) -> Figures:
        """办结率, tiers, first contact, four zeros and three rates of a month, by unit."""
        return await counting.figures(period, subject, whose_board(by, district, city))

    @routes.get("/bulletins/{period}")
    async def bulletin(
        by: Annotated[Actor, Depends(actors)], period: Period, district: District = None
    ) -> Bulletin:
        """通报: open, overdue and closed by unit, supervision, false feedback."""
        return await counting.bulletin(period, whose_board(by, district, city))

    @routes.get("/hot-spots")
    async def hot(by: Annotated[Actor, Depends(actors)], district: District = None) -> HotSpots:
        """Where this week stands out against its own past, by community and category."""
        return await counting.hot_spots(whose_board(by, district, city))

    return routes
