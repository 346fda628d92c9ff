"""What is asked about one person: a year of work, and a certificate of service."""

from typing import Annotated, TypeAlias

from fastapi import APIRouter, Depends, Query

from contracts.actor import Actor
from services.chassis.actors import Actors
from services.evaluation.core.certificate import Certificate, Verdict
from services.evaluation.core.staff import StaffRecord
from services.evaluation.handlers import Earnings, Staff

Year: TypeAlias = Annotated[int, Query(ge=2000, le=2999)]


def staff_router(staff: Staff, actors: Actors) -> APIRouter:
    """Make the route of a person's year."""
    routes = APIRouter()

    @routes.get("/staff/{id}")
    async def record(by: Annotated[Actor, Depends(actors)], id: str, year: Year) -> StaffRecord:
        """One person's year, for the person, the head, and the street it is seconded to."""
        return await staff.record(id, year, by)

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
