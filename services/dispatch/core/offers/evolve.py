"""How each event changes an offer.

Rule 1: the offer's stage moves by OFFER_LIFE, each claim's by CLAIM_LIFE, and by nothing else.
Rule 2: what an event leaves behind beside that is in the tables below.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from contracts.city.offering import Earning
from contracts.events import claim as c
from contracts.events import offer as o
from contracts.events.earning import PointsPosted
from contracts.events.event import Event
from contracts.machine import IllegalTransition
from contracts.offer_life import CLAIM_LIFE, OFFER_LIFE, ClaimStage, OfferStage
from contracts.words import Level
from services.dispatch.core.offers.offer import Claim, Offer, there

Changes: TypeAlias = Mapping[str, object]


def evolve(offer: Offer | None, event: Event) -> Offer:
    """Return the offer after an event.

    Raises:
        IllegalTransition: it may not happen in this stage, of the offer or of the claim.
        NotThere: somebody speaks of an offer or a claim that dispatch never had.
    """
    if isinstance(event, o.OfferProposed):
        return _proposed(offer, event)
    offer = there(offer)
    if isinstance(event, c.ClaimEvent):
        return offer.model_copy(update={"claims": _claims(offer, event)})
    if isinstance(event, PointsPosted):
        return offer.model_copy(update={"claims": _excused(offer, event)})
    if not isinstance(event, o.OfferEvent):
        return offer
    changes: dict[str, object] = {"stage": OFFER_LIFE.advance(offer.stage, event)}
    if isinstance(event, o.OwnedOffer):
        changes |= {"owner": event.owner, "due_at": event.due_at}
    if leave := _LEAVES.get(type(event)):
        changes |= leave(offer, event)
    return offer.model_copy(update=changes)


def _proposed(offer: Offer | None, event: o.OfferProposed) -> Offer:
    kept = (
        *("number", "kind", "title", "street", "community", "place", "maker", "asker"),
        *("category", "skills", "places", "circle", "starts_at", "ends_at", "shifts", "teams"),
        *("concerns", "resource_id", "whistle_id", "owner", "due_at"),
    )
    return Offer(
        id=event.offer_id,
        stage=OFFER_LIFE.advance(offer.stage if offer else OfferStage.NEW, event),
        hidden=event.beneficiary is not None,
        home=event.owner,
        **{name: getattr(event, name) for name in kept},
    )


def _claims(offer: Offer, event: c.ClaimEvent) -> tuple[Claim, ...]:
    if isinstance(event, c.ClaimMade):
        return (*offer.claims, _made(event))
    changed = _claim(offer.claim(event.claim_id), event)
    return tuple(changed if claim.id == changed.id else claim for claim in offer.claims)


def _excused(offer: Offer, event: PointsPosted) -> tuple[Claim, ...]:
    """A passbook took a miss back: the posting names the claim it was for."""
    miss = (event.reverses or "").removesuffix(f"-{Earning.NO_SHOW.value}")
    forgiven = {"excused": True}
    return tuple(one.model_copy(update=forgiven) if one.id == miss else one for one in offer.claims)


def _made(event: c.ClaimMade) -> Claim:
    kept = ("account", "unit", "team", "shift", "made_at", "start_by", "on_behalf")
    return Claim(
        id=event.claim_id,
        stage=CLAIM_LIFE.advance(ClaimStage.NEW, event),
        **{name: getattr(event, name) for name in kept},
    )


def _claim(claim: Claim, event: c.ClaimEvent) -> Claim:
    changes: dict[str, object] = {"stage": CLAIM_LIFE.advance(claim.stage, event)}
    if leave := _CLAIM_LEAVES.get(type(event)):
        changes |= leave(event)
    return claim.model_copy(update=changes)


_CLAIM_LEAVES: Final[Mapping[type[Event], Callable[[Any], Changes]]] = {
    c.ClaimArrived: lambda e: {"arrived_at": e.arrived_at, "start_by": None},
    c.ClaimDone: lambda e: {"done_at": e.done_at, "hours": e.hours},
    c.ClaimIntroduced: lambda _: {"introduced": True},
    c.ClaimMissed: lambda e: {"done_at": e.missed_at, "start_by": None},
    **dict.fromkeys(
        (c.ClaimReleased, c.ClaimLapsed, c.ClaimConfirmed),
        lambda _: {"start_by": None},
    ),
}


def _published(offer: Offer, event: o.OfferPublished) -> Changes:
    widened = {} if event.places is None else {"places": event.places}
    needed = {} if event.skills is None else {"skills": event.skills}
    asked = {"asked": None, "rest": (), "called_at": offer.called_at or event.published_at}
    return {**asked, **widened, **needed, "emergency": event.emergency}


def _dispatched(offer: Offer, event: o.OfferDispatched) -> Changes:
    return {"asked": event.asked, "rest": event.rest, "resource_id": event.asked.resource_id}


def _declined(offer: Offer, _: o.OfferDeclined) -> Changes:
    return {"asked": None, "resource_id": None}


def _passed_up(offer: Offer, event: o.OfferPassedUp) -> Changes:
    if event.owner.level is Level.DEPARTMENT:
        raise IllegalTransition(offer.stage, event)
    return {"home": event.owner}


def _sent_back(offer: Offer, event: o.OfferSentBack) -> Changes:
    again = {"stage": CLAIM_LIFE.advance(ClaimStage.DONE, event), "done_at": None}
    return {
        "claims": tuple(
            claim.model_copy(update=again) if claim.stage is ClaimStage.DONE else claim
            for claim in offer.claims
        )
    }


def _recomputed(offer: Offer, event: o.OfferRecomputed) -> Changes:
    ends = {one.id: {"start_by": one.due_at} for one in event.moved}
    claims = (one.model_copy(update=ends.get(one.id, {})) for one in offer.claims)
    return {"due_at": event.due_at, "claims": tuple(claims)}


def _over(*_: object) -> Changes:
    return {"owner": None, "due_at": None, "asked": None, "rest": ()}


_LEAVES: Final[Mapping[type[Event], Callable[[Offer, Any], Changes]]] = {
    o.OfferPublished: _published,
    o.OfferDispatched: _dispatched,
    o.OfferDeclined: _declined,
    o.OfferPassedUp: _passed_up,
    o.OfferMustered: lambda _, __: {"mustered": True},
    o.OfferSentBack: _sent_back,
    o.OfferOverdue: lambda _, event: {"due_at": event.due_at},
    o.OfferRecomputed: _recomputed,
    o.OfferConfirmed: _over,
    o.OfferRated: _over,
    o.OfferRefused: _over,
    o.OfferCancelled: _over,
    o.OfferExpired: _over,
}
