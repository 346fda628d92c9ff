"""What is earned when something is confirmed, and what is taken back when it was false.

Rule 1: a registration, a confirmed service, a miss post by the table of the city pack; a posting
bears the id of what it is for, so what is heard twice is posted once.
Rule 2: hours of one day beyond the pack's limit earn no points; they are hours all the same.
Rule 3: nobody decides on a passbook of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from contracts.actor import Actor, Role
from contracts.calendar.wall import to_wall
from contracts.city import City
from contracts.city.offering import Earning
from contracts.commands.earning import RateMember, VoidRecord
from contracts.commands.routes.roles import COMMUNITY
from contracts.events import earning as e
from contracts.events.claim import ClaimConfirmed, ClaimMissed
from contracts.events.event import Event
from contracts.events.registration import RegistrationConfirmed
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Level, Owner
from services.evaluation.core.passbook import Line, Passbook, chained, evolve, served_on

MISSED: Final = "认领后未到岗（爽约）"
"""Why points are taken for a miss."""
REVIEW: Final = "score.review.street"
"""Span for the community's word on a member's year."""


@dataclass
class Pen:
    """Writes postings, each on top of the one before."""

    book: Passbook
    at: datetime
    about: Mapping[str, Any] = field(default_factory=dict[str, Any])
    said: list[Event] = field(default_factory=list[Event])

    def say(self, event: Event) -> None:
        """Say something, and fold it in."""
        self.said.append(event)
        self.book = evolve(self.book, event)

    def points(self, earning: Earning, amount: int, posting_id: str, **also: Any) -> None:
        """Post points; nothing is posted for nothing."""
        if not amount:
            return
        year = to_wall(self.at).year
        said = e.PointsPosted(
            **{**self._common(f"{posting_id}-{earning.value}"), **also},
            earning=earning.value,
            amount=amount,
            balance=self.book.points + amount,
            year=year,
            year_points=self.book.year(year)[0] + amount,
        )
        self.say(self._marked(said, "points", amount))

    def hours(self, hours: float, posting_id: str, served_at: datetime, **also: Any) -> None:
        """Post hours."""
        year = to_wall(served_at).year
        said = e.HoursPosted(
            **{**self._common(f"{posting_id}-time"), **also},
            hours=hours,
            balance=round(self.book.hours + hours, 2),
            year=year,
            year_hours=round(self.book.year(year)[1] + hours, 2),
            served_at=served_at,
        )
        self.say(self._marked(said, "hours", hours))

    def _common(self, posting_id: str) -> dict[str, Any]:
        return {"posting_id": posting_id, "posted_at": self.at, "mark": "", **self.about}

    def _marked(self, said: e.Posted, ledger: str, amount: float) -> e.Posted:
        mark = chained(self.book.mark, ledger, said, amount)
        return said.model_copy(update={"mark": mark})


def on_registered(
    event: RegistrationConfirmed, book: Passbook, city: City, now: datetime
) -> Sequence[Event]:
    """报到: earns once, however often they register."""
    pen = _pen(book, event, now)
    if not any(line.id.endswith(f"-{Earning.REPORT_IN.value}") for line in book.lines):
        table = city.rules.offers.earning.points
        posting = f"{event.number}-in"
        pen.points(Earning.REPORT_IN, table[Earning.REPORT_IN], posting, number=event.number)
    return pen.said


def on_served(event: ClaimConfirmed, book: Passbook, city: City, now: datetime) -> Sequence[Event]:
    """A confirmed service: hours, points for them, and what the kind is worth."""
    rules = city.rules.offers.earning
    pen = _pen(book, event, now)
    day = book.days.get(str(served_on(event.served_at)), 0.0)
    counted = max(min(rules.hours_a_day - day, event.hours), 0)
    pen.hours(event.hours, event.claim_id, event.served_at)
    pen.points(Earning.HOUR, round(counted * rules.points[Earning.HOUR]), event.claim_id)
    reward = Earning(city.rules.offers.clock(event.kind).reward)
    pen.points(reward, rules.points[reward], event.claim_id)
    if event.whistle_id:
        pen.points(Earning.WHISTLE, rules.points[Earning.WHISTLE], event.claim_id)
    _star(pen, city)
    return pen.said


def on_missed(event: ClaimMissed, book: Passbook, city: City, now: datetime) -> Sequence[Event]:
    """Took a place and did not come."""
    pen = _pen(book, event, now)
    taken = city.rules.offers.earning.points[Earning.NO_SHOW]
    pen.points(Earning.NO_SHOW, taken, event.claim_id, reason=MISSED)
    return pen.said


def void(
    command: VoidRecord, book: Passbook | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """A record was false: what it earned is taken back, and that costs points.

    Raises:
        NotThere, NotYours, NotSo: no passbook, not theirs to decide, no such record.
    """
    book = _decided_by(actor, book, city)
    lines = [one for one in book.lines if _stands(one, command.offer_id, book)]
    if not lines:
        raise NotSo("no_such_record", field="offer_id")
    first = lines[0]
    about = {"offer_id": first.offer_id, "number": first.number, "title": first.title}
    pen = Pen(book, now, {**about, "reason": command.reason})
    for line in lines:
        _back(pen, line)
    table = city.rules.offers.earning.points
    pen.points(Earning.FALSE_RECORD, table[Earning.FALSE_RECORD], f"{first.id}-void")
    return pen.said


def rate_member(
    command: RateMember, book: Passbook | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The community's word on a member's year.

    Raises:
        NotThere, NotYours, NotNow, NotSo: nothing waits, or not theirs, or no reason given.
    """
    book = _decided_by(actor, book, city)
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
    at = book.community or book.street
    level = Level.COMMUNITY if book.community else Level.STREET
    return [
        e.RatingDue(
            year=year,
            points=points,
            hours=hours,
            proposed=sum(points >= least for least in city.rules.offers.earning.member_stars),
            owner=Owner(level=level, at=at),
            due_at=city.due(at, now, city.span(REVIEW)).at,
        )
    ]


def _pen(
    book: Passbook,
    event: RegistrationConfirmed | ClaimConfirmed | ClaimMissed,
    now: datetime,
) -> Pen:
    served = not isinstance(event, RegistrationConfirmed)
    about = {"offer_id": event.offer_id, "title": event.title} if served else {}
    pen = Pen(book, now, {"number": event.number, **about})
    if not book.opened:
        pen.say(
            e.PassbookOpened(
                account=event.unit or event.account,
                unit=event.unit is not None,
                street=event.street,
                community=event.community,
                opened_at=now,
            )
        )
    return pen


def _star(pen: Pen, city: City) -> None:
    rules = city.rules.offers.earning
    steps = zip(rules.stars, rules.star_deeds, strict=True)
    level = sum(pen.book.hours >= hours and pen.book.deeds >= deeds for hours, deeds in steps)
    if level > pen.book.star and not pen.book.unit:
        pen.say(e.StarReached(level=level, hours=pen.book.hours, deeds=pen.book.deeds))


def _stands(line: Line, offer_id: str, book: Passbook) -> bool:
    its_own = line.offer_id == offer_id and line.reverses is None and line.amount > 0
    return its_own and not book.taken_back(line.id)


def _back(pen: Pen, line: Line) -> None:
    back = f"{line.id}-back"
    if line.ledger == "hours":
        pen.hours(-line.amount, back, line.at, reverses=line.id)
    else:
        earning = Earning(line.id.rpartition("-")[2])
        pen.points(earning, -int(line.amount), back, reverses=line.id)


def _rated(waiting: e.RatingDue, stars: int, reason: str | None) -> Event:
    return e.MemberRated(year=waiting.year, stars=stars, proposed=waiting.proposed, reason=reason)


def _decided_by(actor: Actor, book: Passbook | None, city: City) -> Passbook:
    if book is None or not book.opened:
        raise NotThere("not_found")
    if actor.id == book.account:
        raise NotYours("own_passbook")
    place = book.community or book.street
    district = city.path(place)[0]
    theirs = actor.holds_any(COMMUNITY, place) or actor.holds(Role.DISTRICT_SUPERVISOR, district)
    if not theirs:
        raise NotYours("not_its_community")
    return book
