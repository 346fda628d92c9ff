"""The doors of evaluation: judging and asking, and the month's boards with what is behind them.

Rule 1: a board shows no person and no case, so whoever is signed in may read it.
Rule 2: the documents behind a row are for the unit itself, and for those who look after all units.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, TypeAlias

from fastapi import APIRouter, Depends, Path, Query

from contracts.actor import Actor
from contracts.commands.routes import owned_by
from services.chassis.actors import Actors
from services.chassis.acts import acts_router
from services.chassis.doors import Acting
from services.evaluation import core
from services.evaluation.core.bulletin import Bulletin
from services.evaluation.core.explanation import Explanation
from services.evaluation.core.figures import Figures, Unit
from services.evaluation.core.hot import HotSpots
from services.evaluation.handlers import Boards, Counting
from services.evaluation.handlers.boards import may_read

PAGE = 200

Period: TypeAlias = Annotated[str, Path(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Limit: TypeAlias = Annotated[int, Query(ge=1, le=PAGE)]


def router(
    acting: Acting, boards: Boards, actors: Actors, now: Callable[[], datetime]
) -> APIRouter:
    """Make the routes."""
    routes = acts_router(owned_by("evaluation"), acting, actors, now)

    @routes.get("/boards/{period}/{subject}", dependencies=[Depends(actors)])
    async def board(period: Period, subject: core.Subject, street: str = "") -> core.Board:
        """The month of all departments or of all streets, the best first."""
        return await boards.board(period, subject, street)

    @routes.get("/boards/{period}/{subject}/{id}")
    async def evidence(
        by: Annotated[Actor, Depends(actors)],
        period: Period,
        subject: core.Subject,
        id: str,
        after: str = "",
        limit: Limit = 50,
    ) -> core.Evidence:
        """One unit's month, and the very documents it was counted from."""
        may_read(by, id)
        return await boards.evidence(period, subject, id, after, limit)

    @routes.get("/assessments/{id}/explanation")
    async def explanation(by: Annotated[Actor, Depends(actors)], id: str) -> Explanation:
        """How one score came about: weights × shares, and each line with its fact."""
        return await boards.explanation(id, by)

    return routes


def figures_router(counting: Counting, actors: Actors) -> APIRouter:
    """Make the routes of what is only counted: they show no person and no case."""
    routes = APIRouter(dependencies=[Depends(actors)])

    @routes.get("/figures/{period}/{subject}")
    async def figures(period: Period, subject: Unit) -> Figures:
        """办结率, tiers, first contact, four zeros and three rates of a month, by unit."""
        return await counting.figures(period, subject)

    @routes.get("/bulletins/{period}")
    async def bulletin(period: Period) -> Bulletin:
        """通报: open, overdue and closed by unit, supervision, false feedback."""
        return await counting.bulletin(period)

    @routes.get("/hot-spots")
    async def hot() -> HotSpots:
        """Where this week stands out against its own past, by community and category."""
        return await counting.hot_spots()

    return routes
