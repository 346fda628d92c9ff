"""The routes of lent posts."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from contracts.actor import Role
from contracts.views.delegation import DelegationView
from contracts.words import Id
from gateway.asked import MOST, USUAL
from gateway.audit import Audit
from gateway.callers import Caller, Callers
from gateway.delegations import ENDERS, LENT, Delegate, Delegations, Kept, state
from gateway.passages import EVERYBODY
from gateway.strict import Strict
from services.chassis.acts import new_id
from services.chassis.keys import Key

WHO = EVERYBODY
ALL_OF_THEM = frozenset({Role.ADMIN, Role.AUDITOR})
"""They read every delegation; everybody else their own."""
_Limit = Annotated[int, Query(ge=1, le=MOST)]


def delegations_router(book: Delegations, audit: Audit, callers: Callers) -> APIRouter:
    """Make the routes."""
    router = APIRouter(tags=["delegations"], route_class=Strict)
    lending, ending = (Depends(callers.holding(who)) for who in (LENT, ENDERS))
    reading = Depends(callers.holding(WHO))

    async def done(what: str, found: Kept, caller: Caller) -> DelegationView:
        callers.forget_accounts(found["by"], found["to"])
        about = {"delegation": found["_id"], "to": found["to"], "role": found["role"]}
        told = {**about, "at": found["at"]}
        await audit.note(caller.actor.id, what, book.now(), told)
        return view(found, book)

    @router.post("/delegations", status_code=201)
    async def begin(
        caller: Annotated[Caller, lending], asked: Delegate, key: Key
    ) -> DelegationView:
        """Lend a post of one's own to a deputy, from now or a later day, for at most 30 days."""
        id = new_id("lent-", caller.actor, key)
        return await done("post.lent", await book.begin(asked, caller.actor, id), caller)

    @router.post("/delegations/{id}/revoke")
    async def revoke(caller: Annotated[Caller, ending], id: Id, key: Key) -> DelegationView:
        """End a delegation before its time."""
        return await done("post.returned", await book.revoke(id, caller.actor), caller)

    @router.get("/delegations")
    async def listed(
        caller: Annotated[Caller, reading], limit: _Limit = USUAL
    ) -> tuple[DelegationView, ...]:
        """What one has lent, and what one was lent."""
        whose = None if caller.actor.holds_any(ALL_OF_THEM) else caller.actor.id
        return tuple(view(found, book) for found in await book.listed(whose, limit))

    return router


def view(found: Kept, book: Delegations) -> DelegationView:
    """A delegation as it is shown."""
    told = {name: found.get(name) for name in DelegationView.model_fields}
    names = {f"{who}_name": _name(found[who], book) for who in ("by", "to", "at")}
    where = state(found, book.now())
    return DelegationView.model_validate({**told, **names, "id": found["_id"], "state": where})


def _name(id: str, book: Delegations) -> str:
    city = book.city
    tables = (city.people, city.organisations, city.territories)
    return next((table[id].name for table in tables if id in table), id)
