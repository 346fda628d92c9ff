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
from services.evaluation.core.explanation import Explanation
from services.evaluation.handlers import Boards
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
    async def board(period: Period, subject: core.Subject) -> core.Board:
        """The month of all departments or of all streets, the best first."""
        return await boards.board(period, subject)

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
