"""What is earned when something is confirmed, and what a miss costs.

Rule 1: a registration, a confirmed service, a miss post by the table of the city pack; a posting
bears the id of what it is for, so what is heard twice is posted once.
Rule 2: hours of one day beyond the pack's limit earn no points; they are hours all the same.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from contracts.city import City
from contracts.city.offering import Earning
from contracts.events import earning as e
from contracts.events.claim import ClaimConfirmed, ClaimMissed
from contracts.events.event import Event
from contracts.events.registration import RegistrationConfirmed
from services.evaluation.core.passbook import Passbook, served_on
from services.evaluation.core.pen import Pen

MISSED: Final = "认领后未到岗（爽约）"
"""Why points are taken for a miss."""


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
    if not pen.book.unit and (level := star(pen.book, city)) > pen.book.star:
        pen.star(level)
    return pen.said


def on_missed(event: ClaimMissed, book: Passbook, city: City, now: datetime) -> Sequence[Event]:
    """Took a place and did not come."""
    pen = _pen(book, event, now)
    taken = city.rules.offers.earning.points[Earning.NO_SHOW]
    pen.points(Earning.NO_SHOW, taken, event.claim_id, reason=MISSED)
    return pen.said


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


def star(book: Passbook, city: City) -> int:
    """How many stars its hours and deeds are worth, 0 to 5."""
    rules = city.rules.offers.earning
    steps = zip(rules.stars, rules.star_deeds, strict=True)
    return sum(book.hours >= hours and book.deeds >= deeds for hours, deeds in steps)
