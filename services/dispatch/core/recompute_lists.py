"""The calendar changed: the steps of offers, needs and registrations are due at other times.

Rule 1: whoever offers something may say until when; what they said stands.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from contracts.calendar import Span
from contracts.city import City
from contracts.city.offering import OfferRules
from contracts.events.event import Event
from contracts.events.offer import OfferRecomputed
from contracts.events.registration import RegistrationRecomputed
from contracts.events.supply import NeedRecomputed
from contracts.offer_life import OfferStage
from contracts.reckoning import Ends, Limit, Rule, recomputes
from services.dispatch.core.offers import Offer
from services.dispatch.core.offers.clocks import Limit as Step
from services.dispatch.core.offers.clocks import limit
from services.dispatch.core.registration_life import Registration
from services.dispatch.core.registration_life import Stage as Registered
from services.dispatch.core.supply.need import Need

_Span: TypeAlias = Callable[[OfferRules], Span]

_STEPS: Final[Mapping[OfferStage, Sequence[Step]]] = {
    OfferStage.PROPOSED: ("propose",),
    OfferStage.OPEN: ("enrol", "answer"),
    OfferStage.FILLED: ("serve",),
    OfferStage.SERVING: ("serve",),
    OfferStage.DONE: ("rate", "confirm"),
}
"""What may be owed at which stage."""
_WORDS: Final[Mapping[Registered, _Span]] = {
    Registered.REGISTERED: lambda rules: rules.admit,
    Registered.ACTIVE: lambda rules: rules.review,
}


def _again(rules: OfferRules) -> Span:
    """What is late is said again, until somebody acts."""
    return rules.reminder


def _match(rules: OfferRules) -> Span:
    return rules.match


def _span(at: str, span: _Span) -> Rule:
    return lambda by, since: by.due(at, since, span(by.rules.offers)).at


def _step(name: Step, offer: Offer) -> Rule:
    return lambda by, since: limit(name, offer.kind, offer.home.at, by, since)


def _of_offer(offer: Offer) -> Iterator[Limit]:
    if offer.due_at:
        rules = (_step(name, offer) for name in _STEPS.get(offer.stage, ()))
        yield Limit("due_at", offer.due_at, _span(offer.home.at, _again), tuple(rules))
    for claim in offer.live:
        if claim.start_by:
            yield Limit(claim.id, claim.start_by, _step("start", offer))


def _say_offer(offer: Offer, city: City, ends: Ends) -> Event:
    at = ends["due_at"].due_at if "due_at" in ends else offer.due_at
    assert at, "only what is open has limits"
    return OfferRecomputed(calendar=city.calendar_version, moved=tuple(ends.values()), due_at=at)


def _of_need(need: Need) -> Iterator[Limit]:
    if need.due_at:
        again = _span(need.community, _again)
        yield Limit("due_at", need.due_at, _span(need.community, _match), (again,))


def _of_registration(one: Registration) -> Iterator[Limit]:
    if one.due_at:
        again = _span(one.community, _again)
        yield Limit("due_at", one.due_at, _span(one.community, _WORDS[one.stage]), (again,))


def _says(
    kind: type[NeedRecomputed] | type[RegistrationRecomputed],
) -> Callable[[object, City, Ends], Event]:
    def say(_: object, city: City, ends: Ends) -> Event:
        one = ends["due_at"]
        return kind(calendar=city.calendar_version, moved=(one,), due_at=one.due_at)

    return say


recompute_offer = recomputes(_of_offer, _say_offer)
recompute_need = recomputes(_of_need, _says(NeedRecomputed))
recompute_registration = recomputes(_of_registration, _says(RegistrationRecomputed))
