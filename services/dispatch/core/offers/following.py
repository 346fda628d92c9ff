"""What follows from a claim, at once and for everybody: full, begun, mustered, done.

Rule 1: what follows is said in the same breath, so nobody ever sees a full offer that is open.
Rule 2: each rule is looked at until none applies; no rule applies twice to the same state.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import reduce
from typing import Final, TypeAlias

from contracts.city import City
from contracts.events import offer as o
from contracts.events.event import Event
from contracts.offer_life import ClaimStage, OfferStage
from contracts.offering import OfferKind
from contracts.words import Owner
from services.dispatch.core.offers.clocks import closing, judging, limit, serving
from services.dispatch.core.offers.evolve import evolve
from services.dispatch.core.offers.offer import Offer, freed_by, unit_owner

Test: TypeAlias = Callable[[Offer], bool]
Say: TypeAlias = Callable[[Offer, City, datetime], Event]


def after(offer: Offer | None, said: Iterable[Event]) -> Offer:
    """The offer after these events."""
    folded = reduce(evolve, said, offer)
    assert folded is not None
    return folded


def followed(offer: Offer | None, said: Sequence[Event], city: City, now: datetime) -> list[Event]:
    """What was said, and all that follows from it."""
    events, current = list(said), after(offer, said)
    while say := next((say for when, say in _RULES if when(current)), None):
        event = say(current, city, now)
        events.append(event)
        current = evolve(current, event)
    return events


def server(offer: Offer) -> Owner:
    """Who is at it: the one unit that took it, else whoever answers for the offer."""
    units = {claim.unit for claim in offer.live}
    unit = units.pop() if len(units) == 1 else None
    return unit_owner(unit) if unit else offer.home


def begun(offer: Offer, city: City, now: datetime) -> Event:
    """Nobody may claim it any more."""
    return o.OfferBegun(owner=server(offer), due_at=serving(offer, city, now))


def done(offer: Offer, city: City, now: datetime) -> Event:
    """It waits for the word of whoever ordered it, or of the community."""
    return o.OfferDone(owner=offer.home, due_at=judging(offer, city, now))


def _filled(offer: Offer, city: City, now: datetime) -> Event:
    return o.OfferFilled(owner=server(offer), due_at=serving(offer, city, now))


def _reopened(offer: Offer, city: City, now: datetime) -> Event:
    if offer.asked:
        by_when = limit("answer", offer.kind, offer.home.at, city, now)
        return o.OfferReopened(owner=asked_owner(offer), due_at=by_when)
    if offer.ends_at and offer.ends_at <= now:
        return o.OfferExpired(**freed_by(offer))
    return o.OfferReopened(owner=offer.home, due_at=closing(offer, city, now))


def asked_owner(offer: Offer) -> Owner:
    """The unit that is asked; the community when the resource has no account of its own."""
    unit = offer.asked and offer.asked.unit
    return unit_owner(unit) if unit else offer.home


def _mustered(offer: Offer, _: City, now: datetime) -> Event:
    since = offer.called_at or now
    return o.OfferMustered(count=offer.arrived, seconds=(now - since).total_seconds())


def _stands(stage: OfferStage, also: Test) -> Test:
    return lambda offer: offer.stage is stage and also(offer)


def _all_mustered(offer: Offer) -> bool:
    called = offer.kind is OfferKind.MUSTER and not offer.mustered
    standing = offer.stage in (OfferStage.OPEN, OfferStage.FILLED, OfferStage.SERVING)
    return called and standing and offer.arrived >= offer.places


def _all_done(offer: Offer) -> bool:
    return bool(offer.live) and all(claim.stage is ClaimStage.DONE for claim in offer.live)


_RULES: Final[Sequence[tuple[Test, Say]]] = (
    (_stands(OfferStage.OPEN, lambda offer: offer.left <= 0), _filled),
    (_stands(OfferStage.FILLED, lambda offer: offer.left > 0), _reopened),
    (_all_mustered, _mustered),
    (_stands(OfferStage.FILLED, lambda offer: offer.arrived > 0), begun),
    (_stands(OfferStage.SERVING, lambda offer: not offer.live), _reopened),
    (_stands(OfferStage.SERVING, _all_done), done),
)
