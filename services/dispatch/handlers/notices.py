"""What dispatch does about notices to groups: send, count, collect replies, sign volunteers up.

Rule 1: reading and replying change no document of a notice, only the page its reader is on.
Rule 2: “I come” takes a place before the reply is kept, so a refusal reaches who replied; asked
again with the same key it is the same place.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Final

from contracts.actor import Actor
from contracts.calendar.wall import to_wall
from contracts.city import City
from contracts.commands import notice as ask
from contracts.commands.command import Command
from contracts.commands.offer import ClaimOffer
from contracts.commands.registration import Register
from contracts.noticing import Reaction
from contracts.offer_life import OfferStage
from contracts.refusals import NotNow, NotThere
from services.chassis.acts import Posted
from services.chassis.numbers import Numbers
from services.chassis.store import Kept, Outcome, Store
from services.dispatch.core import audience, noticing
from services.dispatch.core.notice import Notice
from services.dispatch.core.roll import PAGES, Place, Replies, Reply, added_up, keep_until
from services.dispatch.handlers.offers import Offers
from services.dispatch.store.rolls import Rolls

COMMANDS: Final[frozenset[type[Command]]] = frozenset({*noticing.DECISIONS, *noticing.RECEIVED})
"""What may be asked here."""
PAGE: Final = 200
"""Replies shown at once, give or take a page of readers."""


@dataclass(frozen=True)
class Notices:
    """Tell groups, and hear what they say."""

    notices: Store[Notice]
    rolls: Rolls
    offers: Offers
    numbers: Numbers
    city: City
    now: Callable[[], datetime]

    async def act(self, command: Command, id: str, act: Posted) -> Outcome[Any]:
        """Decide and save."""
        if isinstance(command, ask.ReadNotice | ask.ReplyNotice):
            return await self._receive(command, id, act)
        decide = partial(noticing.DECISIONS[type(command)], command)
        if isinstance(command, ask.SendNotice):
            decide = partial(decide, facts=await self._sending(command, act.at))
        return await self.notices.act(
            id, lambda state: decide(state, act.by, self.city, act.at), act
        )

    async def _sending(self, command: ask.SendNotice, now: datetime) -> tuple[str, bool]:
        number = await self.numbers.next("TZ", to_wall(now).date())
        offer = await self.offers.looking.offers.get(command.offer_id or "")
        return number, offer is not None and offer.state.stage is OfferStage.OPEN

    async def _receive(
        self, command: ask.ReadNotice | ask.ReplyNotice, id: str, act: Posted
    ) -> Outcome[Notice]:
        kept = await self._there(id)
        noticing.check_open(kept.state, command)
        spot = audience.spot(kept.state, act.by, self.city, command.group)
        place = Place(id, act.by.id, spot)
        if isinstance(command, ask.ReplyNotice) and command.answer is Reaction.COME:
            await self._sign_up(kept.state, act)
        await self.rolls.read(place, keep_until(kept.state, self.city))
        if isinstance(command, ask.ReplyNotice):
            reply = Reply(
                account=act.by.id,
                child=spot.child,
                group=spot.group,
                answer=command.answer,
                words=command.words,
                at=act.at,
            )
            await self.rolls.reply(place, reply)
        return Outcome(id=id, version=kept.version, state=kept.state)

    async def _sign_up(self, state: Notice, act: Posted) -> None:
        """A place of the offer the notice names, else a registration where the person stands."""
        act = replace(act, expected_version=None)
        if state.offer_id is None:
            await self._register(act)
            return
        offer = await self.offers.looking.offer(state.offer_id)
        if not any(claim.account == act.by.id for claim in offer.live):
            await self.offers.act(ClaimOffer(), state.offer_id, act)

    async def _register(self, act: Posted) -> None:
        home = next(post.at for post in act.by.posts if self.city.knows_territory(post.at))
        try:
            await self.offers.act(Register(at=home), f"reg-{act.key[:16]}", act)
        except NotNow as refused:
            if refused.code != "registered_already":
                raise

    async def replies(self, id: str, group: str | None, page: int, by: Actor) -> Replies:
        """What came of it up to now, and what was replied in one group.

        Raises:
            NotThere: no such notice, or not the actor's to look at.
        """
        kept = await self._there(id)
        if not audience.may_look(kept.state, by, self.city, group):
            raise NotThere("not_found")
        counts = added_up(await self.rolls.tallies(id), self.city)
        if group is None:
            return Replies(counts=counts)
        found: list[Reply] = []
        while page < PAGES and len(found) < PAGE:
            found += [one for one in await self.rolls.replies(id, page) if one.child == group]
            page += 1
        return Replies(counts=counts, items=tuple(found), next_page=page if page < PAGES else None)

    async def _there(self, id: str) -> Kept[Notice]:
        kept = await self.notices.get(id)
        if kept is None:
            raise NotThere("not_found")
        return kept
