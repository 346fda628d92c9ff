"""What intake does about homes: who lives where, what is known of it, and what is forgotten.

Rule 1: one account asks for one door at a time, so that two requests cannot both be the last that
is allowed; two processes could pass the limit in a moment, as they could anywhere (decision 34).
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from weakref import WeakValueDictionary

from contracts.actor import CLOCK, Actor
from contracts.city import City
from contracts.commands import household as ask
from contracts.commands.command import Command
from contracts.household import BindingStage
from contracts.refusals import NotSo, NotThere
from contracts.views.household import KnownFact, KnownHome
from contracts.words import Place
from services.chassis.store import Act, Outcome, Store
from services.intake.core import binding, household_facts
from services.intake.core.doors import Pin, place_of
from services.intake.core.household import Household
from services.intake.store.households import Past

HOME_DECISIONS: Final[Mapping[type[Command], binding.Decision]] = {
    ask.AskBinding: binding.ask_binding,
    ask.VerifyBinding: binding.answer,
    ask.RefuseBinding: binding.answer,
    ask.EndBinding: binding.answer,
    ask.RecordFact: household_facts.record_fact,
    ask.DropFact: household_facts.drop_fact,
}
"""How each command about a home is decided."""
_PAGE: Final = 200


class _Turns(WeakValueDictionary[str, asyncio.Lock]):
    """Who asks right now."""


@dataclass(frozen=True)
class Homing:
    """Bind people to doors, and keep what dispatch needs to know of them."""

    homes: Store[Household]
    past: Past
    city: City
    pin: Pin
    _turns: _Turns = field(default_factory=_Turns, repr=False)

    async def act(self, command: Command, id: str, act: Act) -> Outcome[Household]:
        """Decide and save."""
        if isinstance(command, ask.AskBinding):
            return await self._asked(command, act)
        if isinstance(command, ask.RecordFact):
            place = place_of(command.home, self.city, self.pin)
            return await self._act(command, command.home.id, act, facts=place)
        if isinstance(command, ask.DropFact):
            done = await self._act(command, id, act)
            await self.past.clear(id)
            return done
        return await self._act(command, id, act, facts=getattr(act, "path_id", id))

    async def _asked(self, command: ask.AskBinding, act: Act) -> Outcome[Household]:
        """Ask for a door; what is answered is the id of the binding."""
        home, account = command.home, act.by.id
        if not home.door:
            raise NotSo("door_needed", field="home")
        place = place_of(home, self.city, self.pin)
        async with self._turns.setdefault(account, asyncio.Lock()):
            found = await self.homes.find({"asking": account})
            waiting = sum(account in _asking(kept.state) for kept in found if kept.id != home.id)
            claim = binding.Claim(place=place, home=home, waiting=waiting)
            done = await self._act(command, home.id, act, facts=claim)
        mine = [id for id, one in done.state.bindings.items() if one.resident == account]
        return replace(done, id=mine[-1])

    async def _act(self, command: Command, id: str, act: Act, **facts: Any) -> Outcome[Household]:
        decide = partial(HOME_DECISIONS[type(command)], command, **facts)
        return await self.homes.act(id, lambda home: decide(home, act.by, self.city, act.at), act)

    async def home_of(self, account: str) -> Place | None:
        """Where somebody lives, as far as that was verified; None: not known, or several."""
        found = await self.homes.find({"residents": account}, limit=2)
        return found[0].state.place if len(found) == 1 else None

    async def known(self, id: str, actor: Actor, now: datetime) -> KnownHome:
        """What is known of a home, for the worker of its grid.

        Raises:
            NotThere: there is nothing, or it is none of the actor's business.
        """
        kept = await self.homes.get(id)
        if kept is None or not household_facts.of_grid(actor, kept.state.place):
            raise NotThere("not_found")
        home = kept.state
        return KnownHome(
            id=id,
            at=home.at,
            door=home.door,
            place=home.place,
            residents=home.residents,
            facts=tuple(
                KnownFact(**one.model_dump()) for one in home.facts.values() if one.keep_until > now
            ),
        )

    async def retain(self, now: datetime, *, dry: bool) -> Mapping[str, int]:
        """Take out what is over, or count the homes it would be taken out of."""
        since = now - timedelta(days=self.city.rules.retention.identity_days)
        ended = {"$or": [{"keep_until": {"$lte": now}}, {"over_at": {"$lte": since}}]}
        done = 0
        while found := await self.homes.find(ended, limit=_PAGE):
            done += len(found)
            if dry:
                break
            for kept in found:
                act = Act(CLOCK, now, f"over {now.isoformat()}")
                await self.homes.act(
                    kept.id, lambda home: household_facts.over(home, now, since), act
                )
                await self.past.clear(kept.id)
        return {"homes": done}

    async def leave(self, account: str, now: datetime) -> list[str]:
        """Somebody leaves for good: take them out of every home; of which."""
        found = await self.homes.find({"$or": [{"residents": account}, {"named": account}]})
        for kept in found:
            act = Act(CLOCK, now, f"left {account}")
            await self.homes.act(
                kept.id, lambda home: household_facts.left(home, account, now), act
            )
            await self.past.clear(kept.id)
        return [kept.id for kept in found]


def _asking(home: Household) -> set[str]:
    return {one.resident for one in home.standing(BindingStage.ASKED)}
