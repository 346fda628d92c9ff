"""Retention over HTTP: asked by the command that runs it, and when a person leaves.

The gateway asks on behalf of the posts `ops` and `admin`, or of the clock.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Protocol

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from contracts.actor import Actor
from contracts.redaction import Depth
from contracts.refusals import NotYours
from contracts.words import Id
from services.chassis.actors import Actors
from services.chassis.reconcile_web import MAY
from services.chassis.retention import Policies, Shelves, retain


class Retaining(Protocol):
    """Takes out what may be kept no longer by a rule of its own, or counts it."""

    async def __call__(self, now: datetime, *, dry: bool) -> Mapping[str, int]:
        """How many, by what."""
        ...


class Leave(BaseModel):
    """Whose identity is taken out of what, because they leave."""

    model_config = ConfigDict(extra="forbid")

    collection: Id
    ids: Annotated[tuple[Id, ...], Field(max_length=1000)]


def retention_router(
    shelves: Shelves,
    policy: Callable[[], Policies],
    actors: Actors,
    now: Callable[[], datetime],
    also: Mapping[str, Retaining] | None = None,
) -> APIRouter:
    """Make the routes `/ops/retain` and `/ops/redact`; `also` has rules of its own, by name."""

    def allowed(actor: Annotated[Actor, Depends(actors)]) -> None:
        if not actor.holds_any(MAY):
            raise NotYours("not_your_post")

    router = APIRouter(prefix="/ops", dependencies=[Depends(allowed)])

    @router.post("/retain")
    async def retained(dry: bool = False) -> Mapping[str, Mapping[str, int]]:
        """Redact what is due, or only count it."""
        more = {name: await one(now(), dry=dry) for name, one in (also or {}).items()}
        return {**await retain(shelves, policy(), now(), dry=dry), **more}

    @router.post("/redact")
    async def redacted(leave: Leave) -> Sequence[str]:
        """Take the identity out of these, as far as they are over; which were."""
        shelf = shelves.get(leave.collection)
        if shelf is None:
            return []
        at = now()
        return [id for id in leave.ids if await shelf.redact(id, Depth.IDENTITY, at)]

    return router
