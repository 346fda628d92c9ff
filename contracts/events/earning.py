"""What evaluation says of what people and units earn: points 积分 and hours 时长, two ledgers.

Both only grow: what was wrong is taken back by a posting of its own, with its reason.
"""

from typing import ClassVar

from pydantic import AwareDatetime

from contracts.events.event import Event
from contracts.events.recomputed import DueReckoned
from contracts.words import Id, Line, Owner, Words


class EarningEvent(Event):
    """Something that happened to one passbook; it is the envelope's subject."""


class PassbookOpened(EarningEvent):
    """Somebody has earned for the first time."""

    type: ClassVar[str] = "passbook.opened"

    account: Id
    unit: bool = False
    """It is an organisation's."""
    street: Id
    community: Id | None = None
    opened_at: AwareDatetime


class Posted(EarningEvent):
    """One line of a ledger."""

    posting_id: Id
    offer_id: Id | None = None
    number: str | None = None
    title: Line | None = None
    reason: Words | None = None
    """Always there when something is taken away."""
    reverses: Id | None = None
    """The posting that this one takes back."""
    posted_at: AwareDatetime
    mark: str
    """Digest of this line and the one before: the ledger's chain, and a certificate's code."""


class PointsPosted(Posted):
    """积分."""

    type: ClassVar[str] = "points.posted"

    earning: Line
    """Row of the pack's points table."""
    amount: int
    balance: int
    year: int
    year_points: int


class HoursPosted(Posted):
    """时长."""

    type: ClassVar[str] = "hours.posted"

    hours: float
    balance: float
    year: int
    year_hours: float
    served_at: AwareDatetime


class StarReached(EarningEvent):
    """星级志愿者: enough hours and deeds for a star more; fewer stars when a record was false."""

    type: ClassVar[str] = "star.reached"

    level: int
    hours: float
    deeds: int


class RatingDue(EarningEvent):
    """党员星级评比: the year is over; its points propose stars, the community has its word."""

    type: ClassVar[str] = "rating.due"

    year: int
    points: int
    hours: float
    proposed: int
    """0 to 5."""
    owner: Owner
    due_at: AwareDatetime


class MemberRated(EarningEvent):
    """The stars of a year; by the clock when the community had nothing to say."""

    type: ClassVar[str] = "member.rated"

    year: int
    stars: int
    proposed: int
    reason: Words | None = None


class RatingRecomputed(EarningEvent, DueReckoned):
    """The calendar changed: the community has its word on a year by another time."""

    type: ClassVar[str] = "rating.recomputed"
