"""By when each step of an offer is due, and who is told: from the city's rules."""

from datetime import datetime
from typing import Literal

from contracts.city import City
from contracts.offering import OfferKind
from services.dispatch.core.offers.offer import Offer

Limit = Literal["propose", "answer", "enrol", "start", "serve", "confirm", "rate"]


def limit(name: Limit, kind: OfferKind, at: str, city: City, now: datetime) -> datetime:
    """When a step that begins now is due."""
    span = getattr(city.rules.offers.clock(kind), name)
    return city.due(at, now, span).at


def closing(offer: Offer, city: City, now: datetime) -> datetime:
    """Until when it can be claimed: its own time when that is to come."""
    coming = [at for at in (offer.starts_at, offer.ends_at) if at and at > now]
    return min(coming, default=limit("enrol", offer.kind, offer.home.at, city, now))


def serving(offer: Offer, city: City, now: datetime) -> datetime:
    """By when it shall be done."""
    if offer.ends_at and offer.ends_at > now:
        return offer.ends_at
    return limit("serve", offer.kind, offer.home.at, city, now)


def judging(offer: Offer, city: City, now: datetime) -> datetime:
    """By when whoever ordered it rates, or the community confirms."""
    return limit("rate" if offer.asker else "confirm", offer.kind, offer.home.at, city, now)
