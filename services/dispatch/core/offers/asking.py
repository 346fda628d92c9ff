"""派单: one unit is asked after another. A decline, a silence or a full book goes to the next."""

from collections.abc import Sequence
from datetime import datetime

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.offer import DeclineOffer, DispatchOffer
from contracts.events import offer as o
from contracts.events.event import Event
from contracts.offering import Candidate, OfferKind
from contracts.refusals import NotSo
from services.dispatch.core.keepers import tell
from services.dispatch.core.offers.clocks import limit
from services.dispatch.core.offers.offer import Offer, unit_owner


def dispatch(
    command: DispatchOffer,
    offer: Offer,
    actor: Actor,
    city: City,
    now: datetime,
    facts: Sequence[Candidate],
) -> Sequence[Event]:
    """Ask the first of those that were chosen, or that fit best.

    Raises:
        NotSo: it is no order, or nobody fits.
    """
    if offer.kind is not OfferKind.ORDER:
        raise NotSo("not_an_order", field="kind")
    if not facts:
        raise NotSo("nobody_fits", field="resources")
    return [asked(offer, facts, city, now)]


def asked(
    offer: Offer, candidates: Sequence[Candidate], city: City, now: datetime
) -> o.OfferDispatched:
    """The first of these is asked, the others wait."""
    first, *rest = candidates
    owner = unit_owner(first.unit) if first.unit else offer.home
    return o.OfferDispatched(
        owner=owner,
        due_at=limit("answer", offer.kind, offer.home.at, city, now),
        asked=first,
        rest=tuple(rest),
        tell=tell(owner, city),
    )


def decline(
    command: DeclineOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The unit that is asked cannot."""
    return turned_down(offer, command.reason, city, now)


def turned_down(offer: Offer, reason: str | None, city: City, now: datetime) -> list[Event]:
    """Whoever is asked does not take it: the next one, or nobody is left."""
    assert offer.asked is not None
    said = o.OfferDeclined(
        resource_id=offer.asked.resource_id, unit=offer.asked.unit, reason=reason
    )
    if offer.rest:
        return [said, asked(offer, offer.rest, city, now)]
    by_when = limit("propose", offer.kind, offer.home.at, city, now)
    told = tell(offer.home, city)
    return [said, o.OfferExhausted(owner=offer.home, due_at=by_when, tell=told)]


def is_asked(actor: Actor, offer: Offer) -> bool:
    """Whether the actor answers for the unit that is asked."""
    roles = frozenset({Role.DEPARTMENT_LIAISON, Role.DEPARTMENT_HEAD})
    unit = offer.asked and offer.asked.unit
    return unit is not None and actor.holds_any(roles, unit)
