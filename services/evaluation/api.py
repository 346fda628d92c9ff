"""The doors of evaluation: judging and asking, and the month's boards with what is behind them.

Rule 1: a board shows no person and no case, so whoever is signed in may read it.
Rule 2: the documents behind a row are for the unit itself, and for those who look after all units.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, TypeAlias

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, Field

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.month import WhatIf
from contracts.commands.routes import owned_by
from contracts.words import Id, Mark
from services.chassis.actors import Actors
from services.chassis.acts import acts_router
from services.chassis.doors import Acting
from services.chassis.posted import posted
from services.chassis.store import Kept, Store
from services.evaluation import core
from services.evaluation.core.account import Account, came_back
from services.evaluation.core.balance import Balanced, balanced
from services.evaluation.core.bulletin import Bulletin
from services.evaluation.core.certificate import Certificate, Verdict
from services.evaluation.core.districts import whose_board
from services.evaluation.core.explanation import Explanation
from services.evaluation.core.figures import Figures, Unit
from services.evaluation.core.hot import HotSpots
from services.evaluation.core.notice import Notice
from services.evaluation.core.opening import Asking, Opened
from services.evaluation.core.repairs import ReturnedRepairs
from services.evaluation.core.staff import StaffRecord
from services.evaluation.core.whatif import Supposed
from services.evaluation.handlers import Counting, Earnings, Keeping, Openings, Staff, Supposing
from services.evaluation.handlers.boards import may_read
from services.evaluation.handlers.keeping import Check
from services.evaluation.handlers.opening import Page as Behind
from services.evaluation.store import shelf

PAGE = 200
Page: TypeAlias = tuple[Sequence[Kept[Account]], str | None]
"""Accounts, and the id of the last one when there are more."""

Period: TypeAlias = Annotated[str, Path(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Cursor: TypeAlias = Annotated[str, Query(pattern=r"^(\d\.[A-Za-z0-9_-]{0,64})?$")]
Year: TypeAlias = Annotated[int, Query(ge=2000, le=2999)]
Limit: TypeAlias = Annotated[int, Query(ge=1, le=PAGE)]

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


def staff_router(staff: Staff, actors: Actors) -> APIRouter:
    """Make the route of a person's year."""
    routes = APIRouter()

    @routes.get("/staff/{id}")
    async def record(by: Annotated[Actor, Depends(actors)], id: str, year: Year) -> StaffRecord:
        """One person's year, for the person, the head, and the street it is seconded to."""
        return await staff.record(id, year, by)

    return routes


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


def earnings_router(earnings: Earnings, actors: Actors) -> APIRouter:
    """Make the routes of certificates of service."""
    routes = APIRouter()

    @routes.get("/points/{id}/certificate")
    async def certificate(by: Annotated[Actor, Depends(actors)], id: str) -> Certificate:
        """What somebody has done, with the code by which it can be checked."""
        return await earnings.certificate(id, by)

    @routes.get("/certificates/{code}", dependencies=[Depends(actors)])
    async def check(code: str) -> Verdict:
        """Whether a certificate that was shown is true."""
        return await earnings.verdict(code)

    return routes
