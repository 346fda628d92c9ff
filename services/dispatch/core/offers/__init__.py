"""What dispatch decides about offers: pure, from an offer, an actor, a city and an instant.

`DECISIONS` answers commands, `on_full` what the resource list says, `tick` the clock.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeAlias

from contracts.actor import Actor
from contracts.city import City
from contracts.commands import offer as ask
from contracts.commands.command import Command
from contracts.events.event import Event
from services.dispatch.core.offers.asking import decline, dispatch, turned_down
from services.dispatch.core.offers.claiming import Standing, assign, claim, release
from services.dispatch.core.offers.ending import (
    cancel,
    confirm,
    pass_up,
    rate,
    refuse,
    send_back,
)
from services.dispatch.core.offers.evolve import evolve
from services.dispatch.core.offers.following import followed
from services.dispatch.core.offers.gates import enter
from services.dispatch.core.offers.making import Making, make, origin, publish
from services.dispatch.core.offers.offer import Claim, Offer
from services.dispatch.core.offers.serving import Found, arrive, find, finish, introduce
from services.dispatch.core.offers.tick import next_clock, tick

Decision: TypeAlias = Callable[..., Sequence[Event]]
"""decide(command, offer, actor, city, now), with what is found outside as `facts`."""


def _guarded(deed: Decision) -> Decision:
    """Let only those decide who may, when it may be decided, and say what follows."""

    def decision(
        command: Command,
        offer: Offer | None,
        actor: Actor,
        city: City,
        now: datetime,
        **facts: Any,
    ) -> Sequence[Event]:
        there = enter(command, offer, actor)
        return followed(there, deed(command, there, actor, city, now, **facts), city, now)

    return decision


DECISIONS: Final[Mapping[type[Command], Decision]] = {
    ask.MakeOffer: make,
    ask.PublishOffer: _guarded(publish),
    ask.DispatchOffer: _guarded(dispatch),
    ask.DeclineOffer: _guarded(decline),
    ask.ClaimOffer: _guarded(claim),
    ask.AssignOffer: _guarded(assign),
    ask.ReleaseOffer: _guarded(release),
    ask.ArriveOnOffer: _guarded(arrive),
    ask.ReportFinding: _guarded(find),
    ask.FinishOffer: _guarded(finish),
    ask.IntroduceOffer: _guarded(introduce),
    ask.ConfirmOffer: _guarded(confirm),
    ask.RateOffer: _guarded(rate),
    ask.SendBackOffer: _guarded(send_back),
    ask.PassUpOffer: _guarded(pass_up),
    ask.RefuseOffer: _guarded(refuse),
    ask.CancelOffer: _guarded(cancel),
}


def on_full(resource_id: str, offer: Offer | None, city: City, now: datetime) -> Sequence[Event]:
    """The resource that is asked has nothing left: the next one, unless it was taken meanwhile."""
    waits = offer and offer.asked and offer.asked.resource_id == resource_id and not offer.live
    return turned_down(offer, None, city, now) if offer and waits else []


__all__ = [
    "DECISIONS",
    "Claim",
    "Found",
    "Making",
    "Offer",
    "Standing",
    "evolve",
    "next_clock",
    "on_full",
    "origin",
    "tick",
]
