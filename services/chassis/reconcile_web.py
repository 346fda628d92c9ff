"""Reconciling over HTTP: what a service answers, and what the one who asks makes of the answers.

The gateway asks on behalf of people of the posts `ops` and `admin`, or of the clock.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

from fastapi import APIRouter, Body, Depends
from fastapi.responses import Response
from pydantic import AwareDatetime

from contracts.actor import Actor, Role
from contracts.envelope import Envelope, decode, encode
from contracts.events.event import Event
from contracts.refusals import NotYours
from services.chassis.actors import Actors
from services.chassis.reconcile import Listener, Page, Speaker
from services.chassis.relay import Relay

MAY = frozenset({Role.OPS, Role.ADMIN, Role.CLOCK})

Kinds: TypeAlias = Mapping[str, type[Event]]


@dataclass(frozen=True)
class Reconciled:
    """What a service shows a reconciler."""

    speaker: Speaker
    listener: Listener
    relays: Sequence[Relay]
    kinds: Kinds
    """Every event type there is, by wire name."""


def reconcile_router(shown: Reconciled, actors: Actors) -> APIRouter:
    """Make the routes `/ops/said`, `/ops/heard`, `/ops/resay` and `/ops/relay`."""

    def allowed(actor: Annotated[Actor, Depends(actors)]) -> None:
        if not actor.holds_any(MAY):
            raise NotYours("not_your_post")

    router = APIRouter(prefix="/ops", dependencies=[Depends(allowed)])

    @router.get("/said")
    async def said(since: AwareDatetime, cursor: str | None = None) -> Response:
        """Events published by what changed since a time, a page at a time."""
        page = await shown.speaker.said(since, cursor)
        return Response(page_json(page), media_type="application/json")

    @router.post("/heard")
    async def heard(envelopes: Annotated[list[dict[str, Any]], Body()]) -> dict[str, Sequence[str]]:
        """Which of these events should have been heard here and were not."""
        read = [read_event(one, shown.kinds) for one in envelopes]
        return {"missing": await shown.listener.missing(read)}

    @router.post("/resay")
    async def resay(ids: Annotated[list[str], Body()]) -> dict[str, int]:
        """Publish exactly these events again."""
        return {"said": await shown.speaker.resay(ids)}

    @router.get("/relay")
    async def relay() -> dict[str, float]:
        """How many documents owe events, and for how many seconds the oldest has."""
        backlogs = [await one.backlog() for one in shown.relays]
        return {
            "pending": sum(documents for documents, _ in backlogs),
            "lag": max((lag for _, lag in backlogs), default=0.0),
        }

    return router


def page_json(page: Page) -> bytes:
    """A page, as it is sent."""
    return b'{"cursor":%b,"envelopes":%b}' % (
        json.dumps(page.cursor).encode(),
        events_json(page.envelopes),
    )


def events_json(envelopes: Sequence[Envelope[Event]]) -> bytes:
    """Events, as they are sent."""
    return b"[%b]" % b",".join(encode(one) for one in envelopes)


def read_page(body: bytes, kinds: Kinds) -> Page:
    """A page, as it was received.

    Raises:
        Unreadable: an event of an unknown type, or one that breaks its schema.
    """
    page = json.loads(body)
    return Page([read_event(one, kinds) for one in page["envelopes"]], page["cursor"])


def read_event(one: Mapping[str, Any], kinds: Kinds) -> Envelope[Event]:
    """An event, as it was received."""
    return decode(json.dumps(one).encode(), kinds)
