"""What dispatch says about a district's emergency mode 应急状态 (联防联控)."""

from typing import ClassVar

from pydantic import AwareDatetime

from contracts.events.event import Event
from contracts.events.redacted import Redacted
from contracts.words import Id, Owner, Words


class EmergencyEvent(Event):
    """Something that happened to one emergency; it is the envelope's subject."""


class EmergencyDeclared(EmergencyEvent):
    """The district is in its emergency mode: pools may be mustered, circles widened."""

    type: ClassVar[str] = "emergency.declared"

    number: str
    at: Id
    reason: Words
    by: Id
    owner: Owner
    due_at: AwareDatetime
    """It ends by itself then, unless somebody prolongs it."""


class EmergencyProlonged(EmergencyEvent):
    """It lasts longer, with a reason."""

    type: ClassVar[str] = "emergency.prolonged"

    reason: Words
    due_at: AwareDatetime


class EmergencyEnded(EmergencyEvent):
    """Back to normal; without a reason when its time was over."""

    type: ClassVar[str] = "emergency.ended"

    reason: Words | None = None


class EmergencyRedacted(Redacted):
    """It is long over, and its words are gone."""

    type: ClassVar[str] = "emergency.redacted"
