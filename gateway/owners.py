"""The owners as operations ask them: over the routes that only ops, admin and the clock may use."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from contracts.envelope import Envelope
from contracts.events import EVENTS
from contracts.events.event import Event
from contracts.refusals import NotThere
from gateway.upstream import Answered, Upstream
from services.chassis.actors import HEADER
from services.chassis.reconcile import Page
from services.chassis.reconcile_web import events_json, read_page

_JSON = {"content-type": "application/json"}


@dataclass(frozen=True)
class Owner:
    """One service, asked on somebody's behalf."""

    name: str
    upstream: Upstream
    header: Callable[[], str]
    """Who asks, signed not long ago."""

    async def said(self, since: datetime, cursor: str | None) -> Page:
        """See `Speaker.said`."""
        asked = {"since": since.isoformat()} | ({"cursor": cursor} if cursor else {})
        answer = await self._ask("GET", f"/ops/said?{urlencode(asked)}")
        return read_page(answer.body, EVENTS)

    async def resay(self, ids: Sequence[str]) -> int:
        """See `Speaker.resay`."""
        return (await self._post("/ops/resay", json.dumps(list(ids)).encode()))["said"]

    async def missing(self, envelopes: Sequence[Envelope[Event]]) -> Sequence[str]:
        """See `Listener.missing`."""
        return (await self._post("/ops/heard", events_json(envelopes)))["missing"]

    async def dead_letters(self) -> Sequence[Mapping[str, Any]]:
        """Streams it has put aside."""
        return json.loads((await self._ask("GET", "/ops/dead-letters")).body)

    async def redrive(self, stream: str) -> int:
        """Have it handle a stream again.

        Raises:
            NotThere: nothing of this stream is put aside.
        """
        return (await self._post(f"/ops/dead-letters/{quote(stream)}/redrive"))["handled"]

    async def relay(self) -> Mapping[str, float]:
        """What it has still to say."""
        return json.loads((await self._ask("GET", "/ops/relay")).body)

    async def _post(self, target: str, body: bytes = b"") -> Any:
        return json.loads((await self._ask("POST", target, body)).body)

    async def _ask(self, method: str, target: str, body: bytes = b"") -> Answered:
        headers = {HEADER: self.header(), **_JSON}
        answer = await self.upstream.ask(self.name, method, target, headers, body)
        if answer.status == 404:
            raise NotThere("not_found")
        if answer.status >= 300:
            raise ConnectionError(f"{self.name} answered {answer.status}")
        return answer


def owners(upstream: Upstream, header: Callable[[], str]) -> Mapping[str, Owner]:
    """All of them, by name."""
    return {name: Owner(name, upstream, header) for name in upstream.urls}
