"""What operations may see and do at every service: what is parked, and drive it again.

The gateway asks these on behalf of people of the posts `ops` and `admin`.
"""

from collections.abc import Callable
from typing import Annotated, Any, Protocol

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from contracts.actor import Actor, Role
from contracts.envelope import Unreadable
from contracts.refusals import NotNow, NotThere, NotYours
from contracts.words import Id
from services.chassis.actors import Actors
from services.chassis.parking import Block, ParkedEvents
from services.chassis.parking_words import left

MAY = frozenset({Role.OPS, Role.ADMIN, Role.CLOCK})
"""The clock asks for somebody who leaves; no person holds its post."""


class Redriving(Protocol):
    """A bus, as far as operations need it."""

    async def redrive(self, stream: str) -> int:
        """Handle what is parked on a stream again."""
        ...

    async def revive(self) -> int:
        """Handle dead letters again."""
        ...


class Leaving(BaseModel):
    """What somebody leaves behind."""

    model_config = ConfigDict(extra="forbid")

    subjects: Annotated[frozenset[Id], Field(max_length=2000)]


def operations_router(bus: Redriving, parked: ParkedEvents, actors: Actors) -> APIRouter:
    """Make the routes below `/ops`."""
    router = APIRouter(prefix="/ops", dependencies=[Depends(_allowed(actors))])

    @router.get("/dead-letters")
    async def list_parked() -> list[dict[str, Any]]:
        """Streams that are parked, with what began it."""
        return [_shown(block) for block in await parked.blocks()]

    @router.post("/dead-letters/{stream}/redrive")
    async def redrive(stream: str) -> dict[str, int]:
        """Handle a parked stream again, in order."""
        if stream not in await parked.blocked():
            raise NotThere("not_found")
        return {"handled": await bus.redrive(stream)}

    @router.post("/dead-letters/revive")
    async def revive() -> dict[str, int]:
        """Handle messages again that could not be read."""
        return {"handled": await _revived(bus)}

    @router.post("/dead-letters/redact")
    async def redact(leaving: Leaving) -> int:
        """Somebody leaves: take who it was out of what is parked about these."""
        return await left(parked, leaving.subjects)

    return router


def _allowed(actors: Actors) -> Callable[[Actor], Actor]:
    def allowed(actor: Annotated[Actor, Depends(actors)]) -> Actor:
        if not actor.holds_any(MAY):
            raise NotYours("not_your_post")
        return actor

    return allowed


async def _revived(bus: Redriving) -> int:
    try:
        return await bus.revive()
    except Unreadable:
        raise NotNow("still_unreadable") from None


def _shown(block: Block) -> dict[str, Any]:
    first = block.first
    return {
        "stream": block.stream,
        "subject": first.subject,
        "type": first.type,
        "seq": first.seq,
        "reason": first.reason,
        "error": first.error,
        "since": first.at,
        "waiting": block.waiting,
    }
