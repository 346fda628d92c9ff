"""What evaluation does about points and hours: it posts what it hears, and is asked for proof."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.command import Command
from contracts.commands.earning import RateMember, VoidRecord
from contracts.commands.routes.roles import COMMUNITY
from contracts.envelope import Envelope
from contracts.events.claim import ClaimConfirmed, ClaimMissed
from contracts.events.event import Event
from contracts.events.registration import RegistrationConfirmed
from contracts.overseeing import oversees
from contracts.refusals import NotThere
from services.chassis.acts import Posted
from services.chassis.bus import Handlers, Hears
from services.chassis.store import Outcome, Store
from services.evaluation.core.certificate import Certificate, Verdict, certificate, verdict
from services.evaluation.core.earning import on_missed, on_registered, on_served
from services.evaluation.core.member_year import rate_member, turned
from services.evaluation.core.passbook import Passbook
from services.evaluation.core.told import told
from services.evaluation.core.voiding import void

_DECISIONS: Final[Mapping[type[Command], Callable[..., Sequence[Event]]]] = {
    VoidRecord: void,
    RateMember: rate_member,
}


@dataclass(frozen=True)
class Earnings:
    """Keep what everybody has earned."""

    passbooks: Store[Passbook]
    city: City

    @property
    def commands(self) -> Collection[type[Command]]:
        """What may be asked of a passbook."""
        return _DECISIONS.keys()

    async def act(self, command: Any, id: str, act: Posted) -> Outcome[Any]:
        """Take a record back, or give a member's year its stars."""
        decide = _DECISIONS[type(command)]
        return await self.passbooks.act(
            id, lambda book: decide(command, book, act.by, self.city, act.at), act
        )

    async def on_registered(self, heard: Envelope[RegistrationConfirmed]) -> None:
        """Somebody reported to a community."""
        await self._post(heard, on_registered)

    async def on_served(self, heard: Envelope[ClaimConfirmed]) -> None:
        """A service was confirmed."""
        await self._post(heard, on_served)

    async def on_missed(self, heard: Envelope[ClaimMissed]) -> None:
        """Somebody did not come."""
        await self._post(heard, on_missed)

    async def _post(self, heard: Envelope[Any], decide: Callable[..., Sequence[Event]]) -> None:
        await self.passbooks.hear(
            passbook_of(heard.data.unit or heard.data.account),
            told(heard),
            lambda book: decide(heard.data, book or Passbook(), self.city, heard.time),
        )

    def tick(self, book: Passbook, now: datetime) -> Sequence[Event]:
        """Say what the passing of time does to a passbook."""
        return turned(book, self.city, now)

    @property
    def handlers(self) -> Handlers:
        """What earns, and what costs."""
        return {
            RegistrationConfirmed: Hears(self.on_registered),
            ClaimConfirmed: Hears(self.on_served, wants=lambda event: event.on_behalf is None),
            ClaimMissed: Hears(self.on_missed),
        }

    async def certificate(self, id: str, by: Actor) -> Certificate:
        """What somebody has done: for themselves, their unit, and who looks after them.

        Raises:
            NotThere: nothing was earned, or it is none of the actor's business.
        """
        kept = await self.passbooks.get(id)
        if kept is None or not _may_read(kept.state, by, self.city):
            raise NotThere("not_found")
        return certificate(kept.state, self.city)

    async def verdict(self, code: str) -> Verdict:
        """Whether a certificate with this code is true, and whose it is."""
        found = await self.passbooks.find({"marks": code}, limit=1)
        return verdict(found[0].state, code, self.city) if found else Verdict(true=False)


def passbook_of(who: str) -> str:
    """The id of an account's or unit's passbook."""
    return f"pb-{who}"


def _may_read(book: Passbook, by: Actor, city: City) -> bool:
    own = by.id == book.account or any(post.at == book.account for post in by.posts)
    keeps = book.community is not None and by.holds_any(COMMUNITY, book.community)
    return own or keeps or oversees(by, city, book.community or book.street)
