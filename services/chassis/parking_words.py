"""Personal data in what is parked: a copy of what the speaker has taken out long ago is no excuse.

Rule 1: what nobody handled for as long as such things are kept at all says no longer who it was;
and no word, when its words would be gone. Rule 2: of whoever leaves it goes at once.
Rule 3: it can still be handled: only names, words and photos are gone, as at the speaker.
Dead letters at the broker are looked after by the gateway, at all services alike.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from contracts.envelope import decode, encode
from contracts.events import EVENTS
from contracts.redaction import Depth
from services.chassis.parking import Parked, ParkedEvents
from services.chassis.retention import Policy, nameless


@dataclass(frozen=True)
class Aging:
    """Takes it out of what has been parked for too long; one of `retention_web.Retaining`."""

    parked: ParkedEvents
    policy: Callable[[], Policy]

    async def __call__(self, now: datetime, *, dry: bool) -> Mapping[str, int]:
        """How many events, by depth."""
        days = {
            Depth.IDENTITY: self.policy().identity_days,
            Depth.WHOLE: self.policy().text_days,
        }
        return {
            depth.value: await self._older(now - timedelta(days=kept), depth, dry=dry)
            for depth, kept in days.items()
        }

    async def _older(self, before: datetime, depth: Depth, *, dry: bool) -> int:
        return await _blank(self.parked, depth, lambda event: event.at < before, dry=dry)


async def left(parked: ParkedEvents, subjects: Collection[str]) -> int:
    """Somebody leaves: take who it was out of what is parked about these; of how many events."""
    return await _blank(parked, Depth.IDENTITY, lambda event: event.subject in subjects, dry=False)


async def _blank(
    parked: ParkedEvents, depth: Depth, due: Callable[[Parked], bool], *, dry: bool
) -> int:
    done = 0
    for stream in sorted(await parked.blocked()):
        for event in filter(due, await parked.waiting(stream)):
            said = decode(event.body, EVENTS)
            (after,) = nameless(depth, [said])
            if after != said:
                done += 1
                await _put(parked, event, encode(after), dry=dry)
    return done


async def _put(parked: ParkedEvents, event: Parked, body: bytes, *, dry: bool) -> None:
    if not dry:
        await parked.replace(event, body)
