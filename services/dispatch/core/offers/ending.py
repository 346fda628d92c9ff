"""How an offer ends: confirmed or rated with its deeds and service records, or off with a reason.

Rule 1: nobody confirms what they did themselves.
Rule 2: who took a place and did not come is a miss; who came has a record of service. Where nobody
came there is nothing to confirm, also by silence: it is off, and the misses stay.
Rule 3: what an offer was for is named in its last event, settled or not, so that cases and needs
never stay behind.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.offer import (
    CancelOffer,
    ConfirmOffer,
    PassUpOffer,
    RateOffer,
    RefuseOffer,
    SendBackOffer,
)
from contracts.events import offer as o
from contracts.events.event import Event
from contracts.offer_life import OfferStage
from contracts.refusals import NotSo, NotYours
from contracts.words import Level, Owner
from services.dispatch.core.offers.clocks import limit, serving
from services.dispatch.core.offers.following import after, begun, done, server
from services.dispatch.core.offers.gates import not_now
from services.dispatch.core.offers.offer import Offer, freed_by
from services.dispatch.core.offers.records import Word, deeds_of, missed_of, records_of, story_of

SILENCE: Final = "点单人逾期未评价，视为认可"
"""Why an order is confirmed by the clock."""
NOBODY: Final = "到时无人到岗，自动取消"
"""Why an order is off by the clock."""


def confirm(
    command: ConfirmOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The community says who came, and what is settled.

    Raises:
        NotYours: the actor served there.
        NotSo: a claim or concern it does not have.
        NotNow: nobody came.
    """
    if any(claim.account == actor.id and not claim.on_behalf for claim in offer.live):
        raise NotYours("own_deed")
    _check(command, offer)
    unsettled = frozenset(command.unsettled)
    word = Word(result=command.result, attendance=command.attendance, unsettled=unsettled)
    records, came = records_of(offer, word, now)
    if not came:
        raise not_now("nobody_came", offer, actor)
    finished = o.OfferConfirmed(**story_of(offer, came, word, now))
    return [*_brought(offer, city, now), *records, *deeds_of(finished), finished]


def rate(
    command: RateOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Whoever ordered it says how it was."""
    word = Word(result=command.words or "—", stars=command.stars)
    records, came = records_of(offer, word, now)
    if not came:
        raise not_now("nobody_came", offer, actor)
    said = story_of(offer, came, word, now)
    rated = o.OfferRated(**said, stars=command.stars, words=command.words)
    return [*records, *deeds_of(rated), rated]


def silent(offer: Offer, city: City, now: datetime) -> Sequence[Event]:
    """Whoever ordered it said nothing in time: it counts as done, if anybody came."""
    word = Word(result=SILENCE)
    records, came = records_of(offer, word, now)
    if not came:
        return [*records, o.OfferCancelled(reason=NOBODY, **freed_by(offer))]
    finished = o.OfferConfirmed(**story_of(offer, came, word, now))
    return [*records, *deeds_of(finished), finished]


def send_back(
    command: SendBackOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Not good enough: those who were done are at it again."""
    due_at = serving(offer, city, now)
    return [o.OfferSentBack(owner=server(offer), due_at=due_at, reason=command.reason)]


def pass_up(
    command: PassUpOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The community has nobody: the street's turn."""
    if offer.home.level is not Level.COMMUNITY:
        raise not_now("nobody_above", offer, actor)
    street = Owner(level=Level.STREET, at=offer.street)
    due_at = limit("propose", offer.kind, offer.street, city, now)
    return [o.OfferPassedUp(owner=street, due_at=due_at, reason=command.reason)]


def refuse(
    command: RefuseOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Do not take it up."""
    return [o.OfferRefused(reason=command.reason, **freed_by(offer))]


def cancel(
    command: CancelOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Call it off; whoever let their time pass has missed it."""
    called_off = o.OfferCancelled(reason=command.reason, **freed_by(offer))
    return [*missed_of(offer, now), called_off]


def _check(command: ConfirmOffer, offer: Offer) -> None:
    claims = {claim.id for claim in offer.live}
    named = [one.claim_id for one in command.attendance]
    if not claims.issuperset(named):
        raise NotSo("unknown_claim", field="attendance")
    if len(set(named)) < len(named):
        raise NotSo("claim_twice", field="attendance")
    concerns = {concern.id for concern in offer.concerns}
    if not concerns.issuperset(command.unsettled):
        raise NotSo("unknown_concern", field="unsettled", concerns=sorted(concerns))


def _brought(offer: Offer, city: City, now: datetime) -> Sequence[Event]:
    """The steps that were not said before it ends."""
    said: list[Event] = []
    if offer.stage in (OfferStage.OPEN, OfferStage.FILLED):
        said.append(begun(offer, city, now))
    if offer.stage is not OfferStage.DONE:
        said.append(done(after(offer, said), city, now))
    return said
