"""What intake says about a visit 走访, and about the rounds that bring visits on their days."""

from datetime import date
from typing import ClassVar

from pydantic import AwareDatetime

from contracts.calendar import Span
from contracts.events.event import Event
from contracts.events.recomputed import DueReckoned
from contracts.events.redacted import Redacted
from contracts.visiting import Check, Finding, Subject
from contracts.words import Id, Owner, Photos, Words


class VisitEvent(Event):
    """Something that happened to one visit; the visit is the envelope's subject."""


class OwedVisitEvent(VisitEvent):
    """Somebody must see to the visit next, by a time."""

    owner: Owner
    due_at: AwareDatetime


class VisitPlanned(OwedVisitEvent):
    """Somebody is to go there on a day."""

    type: ClassVar[str] = "visit.planned"

    kind: Id
    """A kind of visit of the city pack."""
    subject: Subject
    visitor: Id
    day: date
    channel: Id
    """How the cases it opens came in."""
    category: Id
    """What a trouble is reported as when nothing else is said."""
    schedule: Id | None = None
    """The schedule that brought it; None: somebody planned it."""
    checks: tuple[Check, ...] = ()
    recheck: Span | None = None
    """How soon a hazard is looked at again."""
    restricted: bool = False
    """Only the visitor and the community know whom it is to."""
    note: Words | None = None
    risk: Id | None = None
    """The warning it answers: a preventive visit."""
    case_id: Id | None = None
    """The case it is made for."""


class VisitPostponed(OwedVisitEvent):
    """It will be on another day."""

    type: ClassVar[str] = "visit.postponed"

    day: date
    reason: Words
    count: int


class WentEvent(VisitEvent):
    """Somebody was there."""

    visited_at: AwareDatetime
    findings: tuple[Finding, ...] = ()
    passed: tuple[Id, ...] = ()
    """Points of the check list that were in order."""
    risk: Id | None = None
    """The warning the visit answers."""
    case_id: Id | None = None
    """The case it was made for."""


class VisitRecorded(WentEvent):
    """Somebody was there, and this was found."""

    type: ClassVar[str] = "visit.recorded"


class VisitHazardsFound(WentEvent):
    """Points of the check list did not pass: reported as cases, and to be looked at again."""

    type: ClassVar[str] = "visit.hazards_found"

    owner: Owner
    due_at: AwareDatetime


class VisitMissed(VisitEvent):
    """The day passed and nobody went."""

    type: ClassVar[str] = "visit.missed"

    visitor: Id
    was_due_at: AwareDatetime
    risk: Id | None = None


class VisitRectified(OwedVisitEvent):
    """The hazards are said to be gone; somebody must go and look."""

    type: ClassVar[str] = "visit.rectified"

    text: Words
    photos: Photos = ()


class VisitRechecked(VisitEvent):
    """Somebody looked again: the hazards are gone."""

    type: ClassVar[str] = "visit.rechecked"

    text: Words
    photos: Photos = ()


class VisitRecheckFailed(OwedVisitEvent):
    """Somebody looked again: there are hazards still."""

    type: ClassVar[str] = "visit.recheck_failed"

    text: Words
    photos: Photos = ()


class VisitOverdue(VisitEvent):
    """Hazards were not seen to in time; said once per limit."""

    type: ClassVar[str] = "visit.overdue"

    owner: Owner
    was_due_at: AwareDatetime
    next_at: AwareDatetime


class RoundEvent(Event):
    """Something that happened to one schedule; the round is the envelope's subject."""

    schedule: Id


class RunningRoundEvent(RoundEvent):
    """The schedule runs: whose district it is."""

    districts: tuple[Id, ...] = ()
    """Those its list goes to; none of a list that is empty, and in old events."""


class RoundBegun(RunningRoundEvent):
    """The schedule runs; its next day is known."""

    type: ClassVar[str] = "round.begun"

    day: date
    opens_at: AwareDatetime


class RoundOpened(RunningRoundEvent):
    """The day came: everybody on its list has a visit to make."""

    type: ClassVar[str] = "round.opened"

    day: date
    """The day that came, which may be past when the machine slept."""
    next_day: date
    opens_at: AwareDatetime


class RoundEnded(RoundEvent):
    """The city has this schedule no more."""

    type: ClassVar[str] = "round.ended"


class VisitRedacted(Redacted):
    """Its personal data are gone."""

    type: ClassVar[str] = "visit.redacted"


class VisitRecomputed(VisitEvent, DueReckoned):
    """The calendar changed: it is to be made, or its hazards looked at again, by another time."""

    type: ClassVar[str] = "visit.recomputed"

    day: date
