"""What dispatch says about an offer as a whole. Who claims it is in `contracts.events.claim`.

What moves an offer names its next owner and deadline, as with a case.
"""

from typing import ClassVar

from pydantic import AwareDatetime

from contracts.events.event import Event
from contracts.events.recomputed import DueReckoned
from contracts.events.redacted import Redacted
from contracts.offering import Beneficiary, Candidate, Concern, Deed, OfferKind, Shift, Stars
from contracts.words import Id, Line, Owner, Photos, Place, Words


class OfferEvent(Event):
    """Something that happened to one offer; the offer is the envelope's subject."""


class OwnedOffer(OfferEvent):
    """Somebody must act on it next, by a time."""

    owner: Owner
    due_at: AwareDatetime


class EndedOffer(OfferEvent):
    """It is over without being done: what it was for is free again."""

    case_ids: tuple[Id, ...] = ()
    need_ids: tuple[Id, ...] = ()
    resource_id: Id | None = None
    """The resource that was held for it."""


class OfferProposed(OwnedOffer):
    """Somebody orders, wishes or calls; nobody may claim it yet."""

    type: ClassVar[str] = "offer.proposed"

    number: str
    kind: OfferKind
    title: Line
    text: Words
    street: Id
    community: Id | None = None
    place: Place
    maker: Id
    asker: Id | None = None
    """Whoever ordered it and will rate it; None: the community confirms it."""
    category: Id | None = None
    skills: tuple[Id, ...] = ()
    """One of these is needed to claim it; none: anybody eligible may."""
    places: int = 1
    circle: Id
    """Territory from which people may claim."""
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    shifts: tuple[Shift, ...] = ()
    teams: tuple[Id, ...] = ()
    """Teams of the pack that are called as such; none: everybody."""
    concerns: tuple[Concern, ...] = ()
    case_ids: tuple[Id, ...] = ()
    need_ids: tuple[Id, ...] = ()
    beneficiary: Beneficiary | None = None
    resource_id: Id | None = None
    """Picked from the menu; the community may ask another."""
    whistle_id: Id | None = None
    """The whistle it helps to solve."""
    photos: Photos = ()
    proposed_at: AwareDatetime
    offer_id: Id


class OfferPublished(OwnedOffer):
    """It can be claimed, until `due_at`; `tell` are those whom it fits best, never everybody."""

    type: ClassVar[str] = "offer.published"

    published_at: AwareDatetime
    places: int | None = None
    """Changed by the community; None: as proposed."""
    skills: tuple[Id, ...] | None = None
    emergency: bool = False
    """Called under the district's emergency mode."""
    tell: tuple[Id, ...] = ()


class OfferDispatched(OwnedOffer):
    """派单: one candidate is asked; the others wait their turn."""

    type: ClassVar[str] = "offer.dispatched"

    asked: Candidate
    rest: tuple[Candidate, ...] = ()
    tell: tuple[Id, ...] = ()


class OfferDeclined(OfferEvent):
    """The candidate declines, is silent past its limit, or has no capacity left."""

    type: ClassVar[str] = "offer.declined"

    resource_id: Id
    unit: Id | None = None
    reason: Words | None = None
    """None: nobody answered."""


class OfferExhausted(OwnedOffer):
    """No candidate is left: the community calls its members, or the street."""

    type: ClassVar[str] = "offer.exhausted"

    tell: tuple[Id, ...] = ()


class OfferPassedUp(OwnedOffer):
    """The community cannot; the street takes it."""

    type: ClassVar[str] = "offer.passed_up"

    reason: Words


class OfferFilled(OwnedOffer):
    """Every place is taken."""

    type: ClassVar[str] = "offer.filled"


class OfferReopened(OwnedOffer):
    """A place is free again."""

    type: ClassVar[str] = "offer.reopened"


class OfferBegun(OwnedOffer):
    """It can no longer be claimed, and somebody is at it."""

    type: ClassVar[str] = "offer.begun"


class OfferMustered(OfferEvent):
    """As many came as were called; how long that took is the muster time."""

    type: ClassVar[str] = "offer.mustered"

    count: int
    seconds: float


class OfferDone(OwnedOffer):
    """Those who claimed say it is done; whoever ordered it rates, or the community confirms."""

    type: ClassVar[str] = "offer.done"


class OfferSentBack(OwnedOffer):
    """Not good enough: again."""

    type: ClassVar[str] = "offer.sent_back"

    reason: Words


class OfferFinished(OfferEvent):
    """The end of a good one: what was settled, and what was not."""

    number: str
    kind: OfferKind
    title: Line
    street: Id
    community: Id | None = None
    result: Words
    deeds: tuple[Deed, ...] = ()
    case_ids: tuple[Id, ...] = ()
    """Cases that are settled."""
    need_ids: tuple[Id, ...] = ()
    unsettled_cases: tuple[Id, ...] = ()
    unsettled_needs: tuple[Id, ...] = ()
    units: tuple[Id, ...] = ()
    accounts: tuple[Id, ...] = ()
    resource_id: Id | None = None
    offer_id: Id
    finished_at: AwareDatetime


class OfferConfirmed(OfferFinished):
    """The community confirms who came and what was done; or the orderer said nothing in time."""

    type: ClassVar[str] = "offer.confirmed"


class OfferRated(OfferFinished):
    """Whoever ordered it says how it was."""

    type: ClassVar[str] = "offer.rated"

    stars: Stars
    words: Words | None = None


class OfferRefused(EndedOffer):
    """The community does not take it up, with a reason."""

    type: ClassVar[str] = "offer.refused"

    reason: Words


class OfferCancelled(EndedOffer):
    """Called off, with a reason."""

    type: ClassVar[str] = "offer.cancelled"

    reason: Words


class OfferExpired(EndedOffer):
    """Nobody claimed it in time."""

    type: ClassVar[str] = "offer.expired"


class OfferOverdue(OfferEvent):
    """Whoever owes its next step is late; said again at `due_at` until it is taken."""

    type: ClassVar[str] = "offer.overdue"

    owner: Owner
    was_due_at: AwareDatetime
    due_at: AwareDatetime
    tell: tuple[Id, ...] = ()


class OfferRedacted(Redacted):
    """Its personal data are gone."""

    type: ClassVar[str] = "offer.redacted"


class OfferRecomputed(OfferEvent, DueReckoned):
    """The calendar changed: its next step, or the claims among what moved, by another time."""

    type: ClassVar[str] = "offer.recomputed"
