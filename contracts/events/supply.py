"""What dispatch says about the three lists 三张清单: resources, needs; deeds end an offer."""

from typing import ClassVar, Literal

from pydantic import AwareDatetime

from contracts.events.event import Event
from contracts.events.recomputed import DueReckoned
from contracts.events.redacted import Redacted
from contracts.offering import NeedSource, Provider, Society
from contracts.words import Id, Line, Owner, Place, Urgency, Words

ResourceStage = Literal["free", "reserved", "used", "withdrawn", "ended"]


class ResourceEvent(Event):
    """Something that happened to one resource; it is the envelope's subject."""


class ResourceListed(ResourceEvent):
    """A unit, a social organisation, a charity offers something."""

    type: ClassVar[str] = "resource.listed"

    number: str
    stage: ResourceStage = "free"
    provider: Provider
    society: Society | None = None
    """Which of the five 五社 it is; None: a unit, an alliance, a project."""
    provider_name: Line
    unit: Id | None = None
    alliance: Id | None = None
    title: Line
    text: Words
    skills: tuple[Id, ...] = ()
    categories: tuple[Id, ...] = ()
    at: Id
    """The territory it serves."""
    street: Id | None = None
    community: Id | None = None
    capacity: int
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    owner: Owner
    due_at: AwareDatetime


class ResourceMoved(ResourceEvent):
    """One place of it changed hands for an offer."""

    offer_id: Id
    stage: ResourceStage
    left: int


class ResourceReserved(ResourceMoved):
    """Held for an offer."""

    type: ClassVar[str] = "resource.reserved"


class ResourceFull(ResourceMoved):
    """An offer asked for it and nothing is left."""

    type: ClassVar[str] = "resource.full"


class ResourceReleased(ResourceMoved):
    """The offer needs it no more."""

    type: ClassVar[str] = "resource.released"


class ResourceUsed(ResourceMoved):
    """The offer has used it."""

    type: ClassVar[str] = "resource.used"


class ResourceWithdrawn(ResourceEvent):
    """Its provider takes it off the list."""

    type: ClassVar[str] = "resource.withdrawn"

    reason: Words


class ResourceEnded(ResourceEvent):
    """Its period is over."""

    type: ClassVar[str] = "resource.ended"


class NeedEvent(Event):
    """Something that happened to one need; it is the envelope's subject."""


class OwnedNeed(NeedEvent):
    """Somebody must act on it next, by a time."""

    owner: Owner
    due_at: AwareDatetime


class NeedStated(OwnedNeed):
    """A need is on the list, with its source."""

    type: ClassVar[str] = "need.stated"

    number: str
    source: NeedSource
    text: Words
    category: Id | None = None
    skills: tuple[Id, ...] = ()
    quantity: int = 1
    urgency: Urgency
    place: Place
    street: Id
    community: Id
    asker: Id | None = None
    stated_by: Id
    stated_at: AwareDatetime
    station: Id | None = None
    """Social-work station 社工站 that alone matches it; None: the community does."""
    questionnaire_id: Id | None = None
    """The questionnaire it was told in; readers of the first version take it for the app's."""


class NeedMatched(OwnedNeed):
    """An offer is made for it."""

    type: ClassVar[str] = "need.matched"

    offer_id: Id


class NeedAgreed(OwnedNeed):
    """Somebody took the offer: the deed is agreed."""

    type: ClassVar[str] = "need.agreed"

    offer_id: Id
    unit: Id | None = None


class NeedReopened(OwnedNeed):
    """The offer came to nothing."""

    type: ClassVar[str] = "need.reopened"

    offer_id: Id


class NeedDone(NeedEvent):
    """The deed is done."""

    type: ClassVar[str] = "need.done"

    offer_id: Id
    result: Words


class NeedWithdrawn(NeedEvent):
    """No longer needed, with a reason."""

    type: ClassVar[str] = "need.withdrawn"

    reason: Words


class NeedOverdue(OwnedNeed):
    """Nobody has made an offer for it, or none has come to an end."""

    type: ClassVar[str] = "need.overdue"

    was_due_at: AwareDatetime
    tell: tuple[Id, ...] = ()


class NeedRedacted(Redacted):
    """Its personal data are gone."""

    type: ClassVar[str] = "need.redacted"


class ResourceRedacted(Redacted):
    """Nobody may order it any more, and its words are gone."""

    type: ClassVar[str] = "resource.redacted"


class NeedRecomputed(NeedEvent, DueReckoned):
    """The calendar changed: it is to be met by another time."""

    type: ClassVar[str] = "need.recomputed"
