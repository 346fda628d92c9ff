"""到岗、服务、完成: those who claimed come and do it, or the community signs them in and off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.offer import (
    ArriveOnOffer,
    FinishOffer,
    IntroduceOffer,
    ReportFinding,
)
from contracts.events import claim as c
from contracts.events.event import Event
from contracts.machine import IllegalTransition
from contracts.offer_life import CLAIM_LIFE
from contracts.offering import OfferKind
from contracts.refusals import NotSo
from contracts.words import Place
from services.dispatch.core.offers.claiming import own
from services.dispatch.core.offers.gates import mine, not_now
from services.dispatch.core.offers.offer import Claim, Offer


@dataclass(frozen=True)
class Found:
    """Where a patrol found something, and what the finding is called."""

    id: str
    place: Place


def arrive(
    command: ArriveOnOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """On duty, or beginning to serve."""
    claim = own(actor, offer, command.claim_id)
    event = c.ClaimArrived(
        claim_id=claim.id,
        account=claim.account,
        arrived_at=now,
        point=command.point,
        photos=command.photos,
    )
    return [_legal(event, claim, offer, actor)]


def find(
    command: ReportFinding,
    offer: Offer,
    actor: Actor,
    city: City,
    now: datetime,
    facts: Found,
) -> Sequence[Event]:
    """A patrol saw something: intake makes a case of it."""
    claim = mine(actor, offer)
    assert claim is not None
    if offer.kind is not OfferKind.PATROL:
        raise NotSo("not_a_patrol", field="kind")
    if not city.knows_category(command.category):
        raise NotSo("unknown_category", field="category")
    event = c.PatrolFound(
        claim_id=claim.id,
        account=actor.id,
        finding_id=facts.id,
        category=command.category,
        text=command.text,
        place=facts.place,
        photos=command.photos,
    )
    return [_legal(event, claim, offer, actor)]


def finish(
    command: FinishOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Done, or relieved from post."""
    claim = own(actor, offer, command.claim_id)
    event = c.ClaimDone(
        claim_id=claim.id,
        account=claim.account,
        text=command.text,
        hours=command.hours,
        photos=command.photos,
        done_at=now,
    )
    return [_legal(event, claim, offer, actor)]


def introduce(
    command: IntroduceOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Let one claimer know whom the wish is for."""
    if not offer.hidden:
        raise NotSo("nobody_hidden", field="claim_id")
    claim = own(actor, offer, command.claim_id)
    event = c.ClaimIntroduced(claim_id=claim.id, account=claim.account)
    return [_legal(event, claim, offer, actor)]


def _legal(event: c.ClaimEvent, claim: Claim, offer: Offer, actor: Actor) -> Event:
    try:
        CLAIM_LIFE.advance(claim.stage, event)
    except IllegalTransition:
        raise not_now("claim_elsewhere", offer, actor, claim=claim.stage.value) from None
    return event
