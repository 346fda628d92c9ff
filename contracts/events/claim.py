"""What dispatch says about one claim of an offer: who takes a place, comes, does it.

The offer is the envelope's subject, so a claim and the count of places change in one decision.
"""

from typing import ClassVar

from pydantic import AwareDatetime

from contracts.events.event import Event
from contracts.offering import OfferKind
from contracts.words import Id, Line, Photos, Place, Point, Words


class ClaimEvent(Event):
    """Something that happened to one claim."""

    claim_id: Id
    account: Id


class ClaimMade(ClaimEvent):
    """报名、认领、接单: a place is taken."""

    type: ClassVar[str] = "claim.made"

    unit: Id | None = None
    """The organisation it is taken for."""
    team: Id | None = None
    shift: Id | None = None
    start_by: AwareDatetime | None = None
    """Without a start by then the place is free again; None: it has a time of its own."""
    left: int
    """Places still free."""
    assigned_by: Id | None = None
    """Who put them there; None: they came by themselves."""
    on_behalf: Id | None = None
    """The resource whose provider has no account: the community answers for it."""
    made_at: AwareDatetime
    need_ids: tuple[Id, ...] = ()


class ClaimReleased(ClaimEvent):
    """Given back in time, with a reason."""

    type: ClassVar[str] = "claim.released"

    reason: Words


class ClaimLapsed(ClaimEvent):
    """Nothing was begun in time: the place is free again."""

    type: ClassVar[str] = "claim.lapsed"


class ClaimArrived(ClaimEvent):
    """到岗、上岗、开始服务: on duty."""

    type: ClassVar[str] = "claim.arrived"

    arrived_at: AwareDatetime
    point: Point | None = None
    photos: Photos = ()


class ClaimIntroduced(ClaimEvent):
    """The community agrees that the claimer may know whom the wish is for."""

    type: ClassVar[str] = "claim.introduced"


class ClaimDone(ClaimEvent):
    """服务完成、下岗: done, or relieved."""

    type: ClassVar[str] = "claim.done"

    text: Words
    hours: float | None = None
    photos: Photos = ()
    done_at: AwareDatetime


class ClaimConfirmed(ClaimEvent):
    """The record of a service: what points and hours are posted from."""

    type: ClassVar[str] = "claim.confirmed"

    unit: Id | None = None
    team: Id | None = None
    kind: OfferKind
    number: str
    title: Line
    street: Id
    community: Id | None = None
    hours: float
    emergency: bool = False
    whistle_id: Id | None = None
    stars: int | None = None
    on_behalf: Id | None = None
    served_at: AwareDatetime
    offer_id: Id


class ClaimMissed(ClaimEvent):
    """爽约: took a place and did not come."""

    type: ClassVar[str] = "claim.missed"

    unit: Id | None = None
    kind: OfferKind
    number: str
    title: Line
    street: Id
    community: Id | None = None
    missed_at: AwareDatetime
    offer_id: Id


class PatrolFound(ClaimEvent):
    """A patrol saw something: intake makes a case of it."""

    type: ClassVar[str] = "patrol.found"

    finding_id: Id
    category: Id
    text: Words
    place: Place
    photos: Photos = ()
