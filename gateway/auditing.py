"""The audit log for its reader, the auditor."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from contracts.actor import Role
from contracts.views.record import Record, Verdict
from contracts.views.view import Page
from gateway.audit import Audit
from gateway.callers import Callers
from gateway.strict import Strict

WHO = frozenset({Role.AUDITOR})
_Number = Annotated[int, Query(ge=0, le=2**53)]
_Limit = Annotated[int, Query(ge=1, le=500)]


def audit_router(audit: Audit, callers: Callers) -> APIRouter:
    """Make the routes."""
    router = APIRouter(tags=["audit"], route_class=Strict)
    auditor = Depends(callers.holding(WHO))

    @router.get("/audit", dependencies=[auditor])
    async def page(cursor: _Number = 0, limit: _Limit = 100) -> Page[Record]:
        """The log from an entry on, in order."""
        entries = await audit.page(cursor, limit)
        items = tuple(Record.model_validate(entry) for entry in entries)
        more = str(items[-1].n) if len(items) == limit else None
        return Page[Record](items=items, next_cursor=more)

    @router.get("/audit/verify", dependencies=[auditor])
    async def verify() -> Verdict:
        """Read the whole log and check every link."""
        found = await audit.verify()
        return Verdict(
            holds=found.holds,
            entries=found.entries,
            head=found.head,
            broken=found.broken,
            removed=found.removed,
        )

    return router
