"""The routes of operations."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Annotated, TypeAlias

from fastapi import APIRouter, Depends, Query

from contracts.actor import Role
from contracts.views.operating import (
    DeadLetter,
    Driven,
    Outgoing,
    Queue,
    Reconciliation,
    Relayed,
    RetentionRun,
)
from gateway.callers import Caller, Callers
from gateway.operating import Operating
from gateway.strict import Strict
from services.chassis.keys import Key

Told: TypeAlias = Callable[[], Awaitable[Sequence[Outgoing]]]
"""What the outlets took and refused."""
WHO = frozenset({Role.OPS, Role.ADMIN})
LOOKING = WHO | {Role.AUDITOR}
"""They see that personal data goes when its time is over."""

_Hours = Annotated[float, Query(gt=0, le=24 * 31, description="how far to look back")]


def ops_router(operating: Operating, callers: Callers, told: Told) -> APIRouter:
    """Make the routes."""
    router = APIRouter(prefix="/ops", tags=["ops"], route_class=Strict)
    calling = Depends(callers.holding(WHO))

    @router.get("/queues", dependencies=[calling])
    async def queues() -> Sequence[Queue]:
        """How long the queues are, and who consumes them."""
        return await operating.lengths()

    @router.get("/dead-letters")
    async def dead_letters(caller: Annotated[Caller, calling]) -> Sequence[DeadLetter]:
        """Streams that are put aside, at every service."""
        return await operating.dead_letters(caller)

    @router.post("/dead-letters/{id}/redrive")
    async def redrive(
        caller: Annotated[Caller, calling],
        id: str,
        _: Key,
    ) -> Driven:
        """Handle a stream that is put aside again, in order."""
        return await operating.redrive(id, caller)

    @router.get("/relay")
    async def relay(caller: Annotated[Caller, calling]) -> Sequence[Relayed]:
        """What every service has still to say, and for how long."""
        return await operating.relay(caller)

    @router.get("/reconcile")
    async def reconcile(caller: Annotated[Caller, calling], hours: _Hours = 24) -> Reconciliation:
        """Compare what was said with what was heard. What is missing is said again."""
        return await operating.reconcile(timedelta(hours=hours), lambda: caller.header)

    @router.get("/outlets", dependencies=[calling])
    async def outlets() -> Sequence[Outgoing]:
        """What group bots and the SMS gateway took and refused; none unless they are set."""
        return await told()

    _retention(router, operating, callers)
    return router


def _retention(router: APIRouter, operating: Operating, callers: Callers) -> None:
    looking = Depends(callers.holding(LOOKING))

    @router.get("/retention", dependencies=[looking])
    async def retention() -> Sequence[RetentionRun]:
        """The last runs of retention: when, and what was taken out because its time was over."""
        return await operating.runs.newest()
