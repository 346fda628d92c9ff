"""What dispatch does about offers, registrations, the three lists and emergencies.

Rule 1: one store each; what one says that concerns another is heard by it, as from anybody else
(`ears`).
Rule 2: what a person holds over all offers is looked up before a claim; whoever claims twice at the
same moment waits for himself.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Final
from weakref import WeakValueDictionary

from contracts.city import City
from contracts.commands import offer as ask
from contracts.commands.command import Command
from contracts.events.event import Event
from services.chassis.acts import Posted
from services.chassis.store import Outcome, Store
from services.dispatch.core import emergency, offers, registrations
from services.dispatch.core.supply import holding, listing, meeting, stating
from services.dispatch.handlers.before import Before
from services.dispatch.handlers.looking import Looking

COMMANDS: Final[frozenset[type[Command]]] = frozenset(
    {
        *offers.DECISIONS,
        *registrations.DECISIONS,
        *listing.DECISIONS,
        *stating.DECISIONS,
        *emergency.DECISIONS,
    }
)
"""What may be asked here."""


class _Turns(WeakValueDictionary[str, asyncio.Lock]):
    """Who claims right now."""


@dataclass(frozen=True)
class Offers:
    """Call whoever can help, and let no place be taken twice."""

    looking: Looking
    _turns: _Turns = field(default_factory=_Turns, repr=False)

    @property
    def city(self) -> City:
        """The city pack."""
        return self.looking.city

    async def act(self, command: Command, id: str, act: Posted) -> Outcome[Any]:
        """Decide and save."""
        if isinstance(command, ask.ClaimOffer):
            async with self._turns.setdefault(act.by.id, asyncio.Lock()):
                return await self._act(command, id, act)
        return await self._act(command, id, act)

    async def _act(self, command: Command, id: str, act: Posted) -> Outcome[Any]:
        kind = type(command)
        decisions, store = next(one for one in self._shelves if kind in one[0])
        decide = partial(decisions[kind], command)
        if look := Before(self.looking).looks.get(kind):
            decide = partial(decide, facts=await look(command, id, act))
        return await store.act(id, lambda state: decide(state, act.by, self.city, act.at), act)

    @property
    def _shelves(
        self,
    ) -> Sequence[tuple[Mapping[type[Command], Callable[..., Sequence[Event]]], Store[Any]]]:
        look = self.looking
        return (
            (offers.DECISIONS, look.offers),
            (registrations.DECISIONS, look.registrations),
            (listing.DECISIONS, look.resources),
            (stating.DECISIONS, look.needs),
            (emergency.DECISIONS, look.emergencies),
        )

    @property
    def ticks(self) -> Sequence[tuple[Store[Any], Callable[[Any, datetime], Sequence[Event]]]]:
        """Each store with what the passing of time does to what it keeps."""
        look = self.looking
        return [
            (look.offers, lambda one, at: offers.tick(one, self.city, at)),
            (look.registrations, lambda one, at: registrations.tick(one, self.city, at)),
            (look.resources, lambda one, at: holding.tick(one, self.city, at)),
            (look.needs, lambda one, at: meeting.tick(one, self.city, at)),
            (look.emergencies, lambda one, at: emergency.tick(one, self.city, at)),
        ]
