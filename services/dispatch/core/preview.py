"""What a whistle would do, before it is blown: who is called, why, with which clocks.

It is the same decision as raising it, looked at and thrown away, so the two can never differ.
"""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.routes import COMMANDER
from contracts.commands.whistle import Preview
from contracts.events.call import CallSummoned
from contracts.events.whistle_draft import WhistleDrafted
from contracts.summons import Clocks, Tried
from contracts.words import Grade, Kind
from services.dispatch.core.blowing import may_blow
from services.dispatch.core.conditions import missing
from services.dispatch.core.draft import Facts, came_back, distance, drafted, similar
from services.dispatch.core.evolve import evolve
from services.dispatch.core.raising import at_once, blow_of
from services.dispatch.core.whistle import Whistle


class Planned(BaseModel):
    """One responder who would be called."""

    department: str
    name: str
    lead: bool
    reason: str | None
    clocks: Clocks


class Similar(BaseModel):
    """An open whistle on perhaps the same problem."""

    id: str
    number: str
    stage: str
    distance_m: int


class Plan(BaseModel):
    """What would happen."""

    kind: Kind
    grade: Grade
    came_back: bool
    """The same problem was whistled before: that is why it is one grade graver."""
    street: str
    community: str | None
    needs_endorsement: bool
    leader_needed: bool
    """Its grade is blown by the street's leaders: it is kept as a draft for them."""
    missing: tuple[str, ...]
    """What must be true before it is blown and is not yet: own_offices, duplicate, several …"""
    shown: tuple[Tried, ...] = ()
    """Who of the street's own has tried, as the cases' records show."""
    again_of: str | None
    responders: tuple[Planned, ...]
    similar: tuple[Similar, ...]


def preview(command: Preview, actor: Actor, city: City, now: datetime, facts: Facts) -> Plan:
    """Say what would happen.

    Raises:
        Refused: raising it would be refused like this.
    """
    draft = drafted(command, actor, city, now, facts)
    blow = blow_of(evolve(None, draft), command, facts, city, now)
    return Plan(
        kind=draft.kind,
        grade=draft.grade,
        came_back=came_back(command, facts, city, now),
        street=draft.street,
        community=draft.community,
        needs_endorsement=draft.needs_endorsement,
        leader_needed=not may_blow(actor, blow, city) and actor.holds_any(COMMANDER, draft.street),
        missing=missing(blow, city),
        shown=facts.shown,
        again_of=draft.again_of,
        responders=tuple(_planned(draft, command, city, now)),
        similar=tuple(_similar(one, facts) for one in similar(command.kind, facts, city, now)),
    )


def _planned(
    draft: WhistleDrafted, command: Preview, city: City, now: datetime
) -> Sequence[Planned]:
    calls = [e for e in at_once(draft, command, city, now) if isinstance(e, CallSummoned)]
    return [
        Planned(
            department=responder.department,
            name=city.organisation(responder.department).name,
            lead=responder.lead,
            reason=responder.reason,
            clocks=call.clocks,
        )
        for responder, call in zip(draft.responders, calls, strict=True)
    ]


def _similar(whistle: Whistle, facts: Facts) -> Similar:
    return Similar(
        id=whistle.id,
        number=whistle.number,
        stage=whistle.stage.value,
        distance_m=round(distance(whistle.place.point, facts.place.point)),
    )
