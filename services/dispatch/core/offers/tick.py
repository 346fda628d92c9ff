"""The clock strikes on an offer. What is due happens in order, and each thing once.

Rule 1: a claim nobody began lapses; a unit that is silent has declined; enrolment ends.
Rule 2: whoever owes the next step is told, and told again, until it is taken.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from contracts.city import City
from contracts.events.claim import ClaimLapsed
from contracts.events.event import Event
from contracts.events.offer import OfferExpired, OfferOverdue
from contracts.offer_life import OfferStage
from services.dispatch.core.keepers import tell
from services.dispatch.core.offers.asking import turned_down
from services.dispatch.core.offers.claiming import freed
from services.dispatch.core.offers.ending import silent
from services.dispatch.core.offers.following import after, begun, done, followed
from services.dispatch.core.offers.offer import Claim, Offer, freed_by


class _Strike(NamedTuple):
    """Something that happens at a time if nobody acts before."""

    at: datetime
    claim: Claim | None = None
    """The claim nobody began; None: the offer's own deadline."""


def tick(offer: Offer | None, city: City, now: datetime) -> Sequence[Event]:
    """Say everything that is due; nothing before its time."""
    said: list[Event] = []
    while offer and (strike := _next(offer)) and strike.at <= now:
        fired = followed(offer, _fire(offer, strike, city, now), city, now)
        said += fired
        offer = after(offer, fired)
    return said


def next_clock(offer: Offer) -> datetime | None:
    """When the clock must look next; None once it is over."""
    strike = _next(offer)
    return strike.at if strike else None


def _next(offer: Offer) -> _Strike | None:
    return min(_strikes(offer), key=lambda strike: strike.at, default=None)


def _strikes(offer: Offer) -> Iterator[_Strike]:
    if offer.over:
        return
    if offer.due_at:
        yield _Strike(offer.due_at)
    for claim in offer.live:
        if claim.start_by:
            yield _Strike(claim.start_by, claim)


def _fire(offer: Offer, strike: _Strike, city: City, now: datetime) -> Sequence[Event]:
    if claim := strike.claim:
        lapsed = ClaimLapsed(claim_id=claim.id, account=claim.account)
        return freed(offer, lapsed, None, city, now)
    return _AT[offer.stage](offer, city, now)


def _overdue(offer: Offer, city: City, now: datetime) -> Sequence[Event]:
    assert offer.owner is not None
    assert offer.due_at is not None
    again = city.due(offer.home.at, now, city.rules.offers.reminder).at
    told = (*tell(offer.owner, city), *tell(offer.home, city))
    return [
        OfferOverdue(
            owner=offer.owner,
            was_due_at=offer.due_at,
            due_at=again,
            tell=tuple(dict.fromkeys(told)),
        )
    ]


def _closed(offer: Offer, city: City, now: datetime) -> Sequence[Event]:
    """It can be claimed no longer."""
    if offer.asked:
        return turned_down(offer, None, city, now)
    return [begun(offer, city, now)] if offer.live else [OfferExpired(**freed_by(offer))]


def _full(offer: Offer, city: City, now: datetime) -> Sequence[Event]:
    """Its time has come although nobody signed in: the community will say who came."""
    timed = offer.ends_at is not None and offer.ends_at <= now
    return [begun(offer, city, now)] if timed else _overdue(offer, city, now)


def _served(offer: Offer, city: City, now: datetime) -> Sequence[Event]:
    timed = offer.ends_at is not None and offer.ends_at <= now
    return [done(offer, city, now)] if timed else _overdue(offer, city, now)


def _judged(offer: Offer, city: City, now: datetime) -> Sequence[Event]:
    return silent(offer, city, now) if offer.asker else _overdue(offer, city, now)


_AT: Final[Mapping[OfferStage, Callable[[Offer, City, datetime], Sequence[Event]]]] = {
    OfferStage.PROPOSED: _overdue,
    OfferStage.OPEN: _closed,
    OfferStage.FILLED: _full,
    OfferStage.SERVING: _served,
    OfferStage.DONE: _judged,
}
