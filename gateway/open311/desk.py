"""Takes Open311 reports in and finds requests: the same cases as everybody else's."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from contracts.actor import Role
from contracts.calendar.wall import to_wall
from contracts.city import City
from contracts.commands.routes import REPORTERS
from contracts.refusals import NotSo, NotThere
from contracts.sentences import Language
from contracts.words import Channel, Id, Latitude, Line, Longitude, Words
from gateway.callers import Caller
from gateway.fold import Folded
from gateway.open311.form import Item
from gateway.open311.shown import OVER, public, request
from gateway.upstream import Answered, Upstream
from gateway.views import Views
from services.chassis.actors import HEADER
from services.chassis.keys import KEY_HEADER

CONFIDENTIAL: Final = "attribute[confidential]"
"""The one thing a service asks beside what the standard names."""
MOST = 1000
SPAN = timedelta(days=90)
"""The standard's default: 90 days or 1,000 requests, whichever is less."""
REPORTING = REPORTERS - {Role.CLOCK}


class Sent(BaseModel):
    """A report as a 311 app posts it; what we do not need is not read."""

    model_config = ConfigDict(extra="ignore")

    service_code: Id
    lat: Latitude
    long: Longitude
    description: Words
    address_string: Line | None = None
    confidential: Literal["true", "false", ""] = Field(default="", alias=CONFIDENTIAL)


class Sought(BaseModel):
    """Which requests are asked for."""

    model_config = ConfigDict(extra="ignore")

    service_request_id: Annotated[str, Field(max_length=2000)] | None = None
    """One or several, with commas."""
    service_code: Annotated[str, Field(max_length=2000)] | None = None
    start_date: AwareDatetime | None = None
    end_date: AwareDatetime | None = None
    status: Annotated[str, Field(pattern=r"^(open|closed)(,(open|closed))*$")] | None = None


@dataclass(frozen=True)
class Desk:
    """Where 311 apps come."""

    views: Views
    upstream: Upstream
    city: City
    now: Callable[[], datetime]

    async def report(self, sent: Sent, caller: Caller, key: str) -> Answered:
        """Hand a report to its owner; apps send no key, so what is sent on one day is its own."""
        caller.must_hold(REPORTING)
        told = {
            "text": sent.description,
            "category": sent.service_code,
            "point": {"lng": sent.long, "lat": sent.lat},
            "address": sent.address_string or self._address(sent),
            "channel": Channel.OPEN311.value,
            "confidential": sent.confidential == "true",
        }
        body = json.dumps(told, sort_keys=True).encode()
        day = to_wall(self.now()).date().isoformat()
        headers = {
            HEADER: caller.header,
            KEY_HEADER: key or sha256(day.encode() + body).hexdigest()[:48],
            "content-type": "application/json",
        }
        return await self.upstream.ask("intake", "POST", "/cases", headers, body)

    async def find(self, sought: Sought, language: Language, me: str | None) -> Sequence[Item]:
        """Requests anybody may know of, the newest first."""
        cases = await self._cases(sought)
        wanted = {OVER_OR_OPEN[word] for word in (sought.status or "open,closed").split(",")}
        return [
            request(case, self.city, language, me)
            for case in cases
            if public(case, self.city) and (case.get("stage") in OVER) in wanted
        ]

    async def one(self, number: str, language: Language, me: str | None) -> Item:
        """One request: anybody's public one, or one's own.

        Raises:
            NotThere: no such request, or nothing to be told of it.
        """
        found = await self.views.stores["cases"].find({"number": number}, limit=1)
        for kept in found:
            told = request(kept.state, self.city, language, me)
            if public(kept.state, self.city) or told["description"] is not None:
                return told
        raise NotThere("not_found")

    async def _cases(self, sought: Sought) -> Sequence[Folded]:
        numbers = sought.service_request_id
        if numbers:
            query: Mapping[str, Any] = {"number": {"$in": numbers.split(",")[:MOST]}}
        else:
            query = self._within(sought)
        found = await self.views.stores["cases"].find(
            query, sort=(("created_at", -1), ("_id", -1)), limit=MOST
        )
        return [kept.state for kept in found]

    def _within(self, sought: Sought) -> Mapping[str, Any]:
        end = sought.end_date or self.now()
        start = max(sought.start_date or end - SPAN, end - SPAN)
        if start > end:
            raise NotSo("bad_period", field="start_date")
        query: dict[str, Any] = {"created_at": {"$gte": start, "$lte": end}}
        if sought.service_code:
            query["category"] = {"$in": sought.service_code.split(",")}
        return query

    def _address(self, sent: Sent) -> str:
        return f"{sent.lat:.5f}, {sent.long:.5f}"


OVER_OR_OPEN = {"closed": True, "open": False}
