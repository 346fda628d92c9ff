"""What dispatch says about a whistle 哨 that is asked for, until the street raises it or not."""

from typing import ClassVar

from pydantic import AwareDatetime

from contracts.events.event import Event
from contracts.summons import Problem, Responder
from contracts.words import Danger, Grade, Id, Kind, Level, Owner, Place, Words


class WhistleDrafted(Event):
    """Somebody asks for a whistle; `needs_endorsement` when a grid or community asks."""

    type: ClassVar[str] = "whistle.drafted"

    number: str
    kind: Kind
    grade: Grade
    street: Id
    community: Id | None = None
    origin: Level
    needs_endorsement: bool
    problems: tuple[Problem, ...]
    responders: tuple[Responder, ...]
    place: Place
    reason: Words
    drafter: Id
    due_at: AwareDatetime
    whistle_id: Id | None = None
    """Its own id, so that whoever folds its events knows what to call it."""
    drafted_at: AwareDatetime | None = None
    recused: tuple[Id, ...] = ()
    """Who steps aside 回避: neither asked to handle it nor shown it."""
    tried: Words | None = None
    """What the street's own offices did about it, or why they cannot."""
    again_of: Id | None = None
    """The earlier whistle on the same matter, which came back."""
    joint: tuple[Id, ...] = ()
    """Other streets asked to take part."""
    districts: tuple[Id, ...] = ()
    """Their districts, but for the leading street's."""
    join_by: AwareDatetime | None = None
    similar: tuple[Id, ...] = ()
    """Open whistles nearby on a like problem, when it was drafted."""
    danger: Danger | None = None
    """Why it cannot wait, where that was said."""
    promised_by: AwareDatetime | None = None
    """By when the hotline was promised what it carries."""
    calendar: str | None = None
    """Version of the working calendars its limits are reckoned by."""


class WhistleEndorsed(Event):
    """The community stands behind a grid's call."""

    type: ClassVar[str] = "whistle.endorsed"

    opinion: Words
    due_at: AwareDatetime
    since: AwareDatetime | None = None
    """When the limit that ends at `due_at` began."""


class WhistleUnendorsed(Event):
    """The community said nothing: the street decides about the call without it."""

    type: ClassVar[str] = "whistle.unendorsed"

    community: Id
    was_due_at: AwareDatetime
    due_at: AwareDatetime
    since: AwareDatetime | None = None
    """When the limit that ends at `due_at` began."""
    tell: tuple[Id, ...]


class WhistleReturned(Event):
    """退回: the community or the street wants it otherwise, and says what is missing."""

    type: ClassVar[str] = "whistle.returned"

    reason: Words
    owner: Owner
    """Who writes it anew: the post that asked."""
    due_at: AwareDatetime
    """Then it is not raised."""
    since: AwareDatetime
    """When that limit began."""


class WhistleRevised(WhistleDrafted):
    """It is asked for again: what this says takes the place of the draft."""

    type: ClassVar[str] = "whistle.revised"


class WhistleRefused(Event):
    """The community or the street does not raise it, with a reason."""

    type: ClassVar[str] = "whistle.refused"

    reason: Words
    case_ids: tuple[Id, ...] = ()
