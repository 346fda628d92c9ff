"""Who may ask what of an offer, and when: one table, looked at before every decision.

Rule 1: the actor is checked before the stage, so that a stranger learns nothing.
Rule 2: a refusal names what this actor may do instead.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from contracts.actor import Actor
from contracts.commands import offer as ask
from contracts.commands.command import Command
from contracts.commands.routes import BY_COMMAND
from contracts.offer_life import OfferStage as S
from contracts.refusals import NotNow, NotYours
from services.dispatch.core.keepers import KEEPERS
from services.dispatch.core.offers.asking import is_asked
from services.dispatch.core.offers.offer import Claim, Offer, there

May: TypeAlias = Callable[[Actor, Offer], bool]


def keeps(actor: Actor, offer: Offer) -> bool:
    """Whether the actor is of the community, street or district that answers for it."""
    return actor.holds_any(frozenset(KEEPERS[offer.home.level]), offer.home.at)


def answers(actor: Actor, offer: Offer) -> bool:
    """Whether the actor may say no for the unit that is asked."""
    return offer.asked is not None and (is_asked(actor, offer) or keeps(actor, offer))


def asked_for(actor: Actor, offer: Offer) -> bool:
    """Whether the actor ordered it, or put it in for somebody."""
    return actor.id in (offer.asker, offer.maker)


def ordered(actor: Actor, offer: Offer) -> bool:
    """Whether it is the actor's own order."""
    return actor.id == offer.asker


def anybody(actor: Actor, offer: Offer) -> bool:
    """Who may claim is looked at in the decision: it depends on registrations."""
    return True


def mine(actor: Actor, offer: Offer) -> Claim | None:
    """The actor's own place: taken by them, or for a unit they answer for."""
    units = {post.at for post in actor.posts}
    own = (c for c in offer.live if c.account == actor.id or (c.unit and c.unit in units))
    return next(own, None)


def has_claimed(actor: Actor, offer: Offer) -> bool:
    """Whether the actor has a place."""
    return mine(actor, offer) is not None


def either(*tests: May) -> May:
    """Whether one of these holds."""
    return lambda actor, offer: any(test(actor, offer) for test in tests)


_BEFORE_SERVING = (S.PROPOSED, S.OPEN, S.FILLED)
_CLAIMED = (S.OPEN, S.FILLED, S.SERVING)


def nobody_on_duty(actor: Actor, offer: Offer) -> bool:
    """Whether it may still be off: nobody came, or the community stops what it called itself."""
    return not offer.arrived or (keeps(actor, offer) and offer.stage in _BEFORE_SERVING)


@dataclass(frozen=True)
class Gate:
    """Who may ask it, in which stages, what else must hold, and the codes of the refusals."""

    may: May
    otherwise: str
    stages: frozenset[S]
    holds: May = anybody
    unless: str = "illegal_move"


def _gate(may: May, otherwise: str, *stages: S) -> Gate:
    return Gate(may, otherwise, frozenset(stages))


GATES: Final[Mapping[type[Command], Gate]] = {
    ask.PublishOffer: _gate(keeps, "not_the_keeper", S.PROPOSED),
    ask.DispatchOffer: _gate(keeps, "not_the_keeper", S.PROPOSED),
    ask.DeclineOffer: _gate(answers, "not_asked", S.OPEN),
    ask.ClaimOffer: _gate(anybody, "not_eligible", S.OPEN),
    ask.AssignOffer: _gate(keeps, "not_the_keeper", S.OPEN),
    ask.ReleaseOffer: _gate(either(has_claimed, keeps), "no_place_of_yours", *_CLAIMED),
    ask.ArriveOnOffer: _gate(either(has_claimed, keeps), "no_place_of_yours", *_CLAIMED),
    ask.ReportFinding: _gate(has_claimed, "no_place_of_yours", *_CLAIMED),
    ask.FinishOffer: _gate(either(has_claimed, keeps), "no_place_of_yours", *_CLAIMED),
    ask.IntroduceOffer: _gate(keeps, "not_the_keeper", *_CLAIMED),
    ask.ConfirmOffer: _gate(keeps, "not_the_keeper", *_CLAIMED, S.DONE),
    ask.RateOffer: _gate(ordered, "not_the_orderer", S.DONE),
    ask.SendBackOffer: _gate(either(keeps, ordered), "not_the_orderer", S.DONE),
    ask.PassUpOffer: _gate(keeps, "not_the_keeper", S.PROPOSED),
    ask.RefuseOffer: _gate(keeps, "not_the_keeper", S.PROPOSED),
    ask.CancelOffer: Gate(
        either(keeps, asked_for),
        "not_the_orderer",
        frozenset((*_BEFORE_SERVING, S.SERVING, S.DONE)),
        holds=nobody_on_duty,
        unless="on_duty_already",
    ),
}


def allowed(actor: Actor, offer: Offer) -> list[str]:
    """What this actor may ask of the offer now, by the last words of the paths."""
    return [
        BY_COMMAND[command].act
        for command, gate in GATES.items()
        if offer.stage in gate.stages and gate.may(actor, offer) and gate.holds(actor, offer)
    ]


def enter(command: Command, offer: Offer | None, actor: Actor) -> Offer:
    """Return the offer, if this actor may ask this of it now.

    Raises:
        NotThere, NotYours, NotNow: he may not.
    """
    gate, offer = GATES[type(command)], there(offer)
    if not gate.may(actor, offer):
        raise NotYours(gate.otherwise)
    if offer.stage not in gate.stages:
        raise not_now("illegal_move", offer, actor)
    if not gate.holds(actor, offer):
        raise not_now(gate.unless, offer, actor)
    return offer


def not_now(code: str, offer: Offer, actor: Actor, **facts: object) -> NotNow:
    """The refusal of a move that this stage does not have."""
    return NotNow(code, state=offer.stage.value, allowed=allowed(actor, offer), **facts)
