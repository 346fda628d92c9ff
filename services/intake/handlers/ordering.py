"""What intake does when it hears of offers: cases are met by them, patrols find new ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from contracts.actor import Actor
from contracts.commands.case import Report
from contracts.envelope import Envelope
from contracts.events import offer as o
from contracts.events.claim import PatrolFound
from contracts.events.event import Event
from contracts.words import Channel
from services.chassis.bus import Handlers, Hears
from services.chassis.store import Act
from services.intake import core
from services.intake.core import ordered
from services.intake.handlers.ears import Ears
from services.intake.store import new_number


@dataclass(frozen=True)
class Ordering:
    """Bring cases that were ordered to their end."""

    ears: Ears

    async def on_offered(self, heard: Envelope[o.OfferProposed]) -> None:
        """An offer is made for cases."""
        for id in heard.data.case_ids:
            await self.ears.tell(id, heard, ordered.on_offered)

    async def on_finished(self, heard: Envelope[o.OfferFinished]) -> None:
        """An offer is done: each case is settled, or is not."""
        settled, unsettled = heard.data.case_ids, heard.data.unsettled_cases
        for id in dict.fromkeys((*settled, *unsettled)):
            solved = id not in unsettled
            await self.ears.tell(id, heard, partial(ordered.on_offer_finished, solved=solved))

    async def on_ended(self, heard: Envelope[o.EndedOffer]) -> None:
        """An offer came to nothing."""
        for id in heard.data.case_ids:
            await self.ears.tell(id, heard, ordered.on_offer_ended)

    async def on_found(self, heard: Envelope[PatrolFound]) -> None:
        """A patrol saw something: it is a case, reported by whoever saw it."""
        found, now = heard.data, self.ears.now()
        told = Report(
            text=found.text,
            category=found.category,
            point=found.place.point,
            address=found.place.address,
            channel=Channel.PATROL,
            photos=found.photos,
        )
        facts = core.Arrival(await new_number(self.ears.numbers, now), found.place)
        taken: Sequence[Event] = [core.taken_in(told, heard.by, facts, self.ears.city, now)]
        act = Act(Actor(id=heard.by), now, heard.id)
        await self.ears.cases.act(found.finding_id, lambda case: [] if case else taken, act)
        await self.ears.note(heard)

    @property
    def handlers(self) -> Handlers:
        """What is listened to."""
        finished = Hears(self.on_finished, wants=_settles)
        ended = Hears(self.on_ended, wants=_of_cases)
        kinds: tuple[type[Event], ...] = (o.OfferRefused, o.OfferCancelled, o.OfferExpired)
        return {
            o.OfferProposed: Hears(self.on_offered, wants=_of_cases),
            o.OfferConfirmed: finished,
            o.OfferRated: finished,
            **dict.fromkeys(kinds, ended),
            PatrolFound: Hears(self.on_found),
        }


def _of_cases(event: Any) -> bool:
    return bool(event.case_ids)


def _settles(event: o.OfferFinished) -> bool:
    return bool(event.case_ids or event.unsettled_cases)
