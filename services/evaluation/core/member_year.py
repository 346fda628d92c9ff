"""A member's year: stars are proposed, and the community has the last word."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from contracts.actor import Actor
from contracts.calendar.wall import to_wall
from contracts.city import City
from contracts.commands.earning import RateMember
from contracts.events import earning as e
from contracts.events.event import Event
from contracts.refusals import NotNow, NotSo
from contracts.words import Level, Owner
from services.evaluation.core.deciding import decided_by
from services.evaluation.core.passbook import Passbook

REVIEW: Final = "score.review.street"
"""Span for the community's word on a member's year."""


def rate_member(
    command: RateMember, book: Passbook | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The community's word on a member's year.

    Raises:
        NotThere, NotYours, NotNow, NotSo: nothing waits, or not theirs, or no reason given.
    """
    book = decided_by(actor, book, city)
    waiting = book.rating
    if waiting is None:
        raise NotNow("illegal_move", state=book.stage, allowed=())
    if command.stars != waiting.proposed and not command.reason:
        raise NotSo("reason_needed", field="reason")
    return [_rated(waiting, command.stars, command.reason)]


def turned(book: Passbook | None, city: City, now: datetime) -> Sequence[Event]:
    """The year is over: stars are proposed; a proposal nobody answered stands."""
    if book is None or book.due_at is None or now < book.due_at:
        return []
    if book.rating:
        return [_rated(book.rating, book.rating.proposed, None)]
    year = to_wall(book.due_at).year - 1
    points, hours = book.year(year)
    owner = judges(book)
    return [
        e.RatingDue(
            year=year,
            points=points,
            hours=hours,
            proposed=sum(points >= least for least in city.rules.offers.earning.member_stars),
            owner=owner,
            due_at=city.due(owner.at, now, city.span(REVIEW)).at,
        )
    ]


def judges(book: Passbook) -> Owner:
    """Who has the word on a year: the community, or the street where there is none."""
    if book.community:
        return Owner(level=Level.COMMUNITY, at=book.community)
    return Owner(level=Level.STREET, at=book.street)


def _rated(waiting: e.RatingDue, stars: int, reason: str | None) -> Event:
    return e.MemberRated(year=waiting.year, stars=stars, proposed=waiting.proposed, reason=reason)
