"""公示: the rules, results and honours of a published month, for everybody, without an account.

Rule 1: what a published month is its owner says; a month that is open, or closed and not published,
is no month here. Units, figures and the numbers they rest on stand in it: no person, no case.
Rule 2: whoever asks is counted by where they ask from, as at the other open doors.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from contracts.actor import CLOCK
from contracts.words import Id
from gateway.assembly import Assembly
from gateway.callers import Callers, address
from gateway.export.leaving import Period
from gateway.strict import Strict
from gateway.upstream import Upstream
from services.chassis.actors import HEADER, sign
from services.chassis.clock import milliseconds


@dataclass(frozen=True)
class Posting:
    """Where a published month is posted."""

    upstream: Upstream
    header: Callable[[], str]
    """Speaks for whoever has no account."""

    async def notice(self, period: str, district: str | None) -> Response:
        """Pass on what the owner of months says; a city of several districts has one of each.

        Raises:
            ConnectionError: it does not answer.
        """
        asked = f"/notices/{period}" + (f"?district={district}" if district else "")
        told = await self.upstream.ask("evaluation", "GET", asked, {HEADER: self.header()})
        return Response(told.body, told.status if told.status >= 300 else 200, told.headers)


def posting(on: Assembly, upstream: Upstream) -> Posting:
    """Put it together."""
    secret = on.settings.secret.get_secret_value()
    return Posting(upstream, lambda: sign(CLOCK, secret, milliseconds()))


def posting_router(posting: Posting, callers: Callers) -> APIRouter:
    """Make the route."""
    router = APIRouter(tags=["notices"], route_class=Strict)

    @router.get("/notices/{period}", response_model=None)
    async def notice(
        request: Request, period: Period, district: Annotated[Id | None, Query()] = None
    ) -> Response:
        """公示: rules, results and honours of a published month; nobody signs in for it."""
        callers.per_address.hit(address(request))
        return await posting.notice(period, district)

    return router
