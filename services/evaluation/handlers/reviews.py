"""Reviews 复核: what is asked, who decides, and what follows where it counts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from contracts.city import City
from contracts.commands.command import Command
from contracts.commands.review import DecideReview, Exclude, Exempt
from contracts.envelope import Envelope
from contracts.events.review import ReviewGranted
from services.chassis.acts import Posted
from services.chassis.bus import Handlers, Hears
from services.chassis.store import Outcome, Store
from services.evaluation.core import Assessment, Callback, reviewing
from services.evaluation.core.review import Review

_ASKS: Mapping[type[Command], Any] = {Exclude: reviewing.exclude, Exempt: reviewing.exempt}


@dataclass(frozen=True)
class Reviews:
    """Ask two people whether a fact counts."""

    reviews: Store[Review]
    assessments: Store[Assessment]
    callbacks: Store[Callback]
    city: City

    @property
    def commands(self) -> Collection[type[Command]]:
        """What may be asked of reviews."""
        return (*_ASKS, DecideReview)

    async def act(self, command: Command, id: str, act: Posted) -> Outcome[Review]:
        """Ask, or decide."""
        decide = _ASKS.get(type(command), reviewing.decide)
        if type(command) in _ASKS:
            decide = partial(decide, facts=await self._whole(command, act.path_id))
        return await self.reviews.act(
            id, lambda review: decide(command, review, act.by, self.city, act.at), act
        )

    async def _whole(self, command: Command, id: str) -> reviewing.Whole:
        if isinstance(command, Exclude):
            kept = await self.callbacks.get(f"cb-{id}")
            return reviewing.Whole(callback=kept.state if kept else None, target=f"cb-{id}")
        found = await self.assessments.get(id)
        return reviewing.Whole(assessment=found.state if found else None, target=id)

    async def on_granted(self, heard: Envelope[ReviewGranted]) -> None:
        """What was granted is marked where it counts."""
        event = heard.data
        if event.about == "exclusion":
            await self.callbacks.hear(event.target, heard, partial(reviewing.excluded, event))
        else:
            await self.assessments.hear(event.target, heard, partial(reviewing.exempted, event))

    @property
    def handlers(self) -> Handlers:
        """It hears its own word, where somebody else keeps what it is about."""
        return {ReviewGranted: Hears(self.on_granted)}
