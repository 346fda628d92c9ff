"""What dispatch says about a deed 实事: one concern that an offer has settled."""

from typing import ClassVar

from pydantic import AwareDatetime

from contracts.events.event import Event
from contracts.offering import OfferKind
from contracts.words import Id, Line, Words


class DeedRecorded(Event):
    """An entry of the deed list, with who did it and what it came from."""

    type: ClassVar[str] = "deed.recorded"

    deed_id: Id
    offer_id: Id
    number: str
    kind: OfferKind
    title: Line
    text: Words
    result: Words
    street: Id
    community: Id | None = None
    case_id: Id | None = None
    need_id: Id | None = None
    units: tuple[Id, ...] = ()
    accounts: tuple[Id, ...] = ()
    recorded_at: AwareDatetime
