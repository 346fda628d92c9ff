"""The clock strikes: what the passing of time does to a whistle.

Rule 1: what is due happens in the order in which it fell due, however late the clock looks.
Rule 2: everything strikes once: a rung is climbed, and a word that is late gets a new time. That
is counted from now, so that a day slept through is said once and not once an hour.
Rule 3: a question the street leaves lying goes to the district.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Final, Protocol

from contracts.actor import Role
from contracts.city import City
from contracts.events.call import RulingOverdue
from contracts.events.event import Event
from contracts.events.whistle import WhistleOverdue
from contracts.lifecycle import WhistleStage
from contracts.words import Level, Owner
from services.dispatch.core import supervision
from services.dispatch.core.blowing import unratified
from services.dispatch.core.call import Call, Ruling
from services.dispatch.core.endorsing import unendorsed
from services.dispatch.core.evolve import evolve
from services.dispatch.core.joining import unjoined
from services.dispatch.core.ladder import steps
from services.dispatch.core.meeting import late_steps
from services.dispatch.core.questions import due, seat
from services.dispatch.core.relief_clock import late_reliefs
from services.dispatch.core.returning import unrevised
from services.dispatch.core.suspension import waiting
from services.dispatch.core.thread import unanswered
from services.dispatch.core.whistle import Whistle

REMINDER: Final = "close.street_confirm"
"""How often somebody is told that the whistle waits for him."""


class Strike(Protocol):
    """Something that happens at a time if nobody acts before."""

    @property
    def at(self) -> datetime:
        """When."""
        ...

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        """Say what happens."""
        ...


def tick(whistle: Whistle | None, city: City, now: datetime) -> Sequence[Event]:
    """Say everything that is due, in order; nothing before its time."""
    said: list[Event] = []
    while whistle and (strike := _next(whistle)) and strike.at <= now:
        fired = strike.fire(city, now)
        said += fired
        whistle = reduce(evolve, fired, whistle)
    return said


def next_clock(whistle: Whistle) -> datetime | None:
    """Return when the clock must look next; None once the whistle is over."""
    strike = _next(whistle)
    return strike.at if strike else None


def _next(whistle: Whistle) -> Strike | None:
    return min(_strikes(whistle), key=lambda strike: strike.at, default=None)


def _strikes(whistle: Whistle) -> Iterator[Strike]:
    yield from steps(whistle)
    yield from supervision.strikes(whistle)
    yield from late_reliefs(whistle)
    yield from waiting(whistle)
    yield from unanswered(whistle)
    yield from unratified(whistle)
    yield from unjoined(whistle)
    yield from late_steps(whistle)
    for call in whistle.answering:
        yield from (_LateWord(ruling.due_at, whistle, call, ruling) for ruling in call.rulings)
    yield from unendorsed(whistle)
    yield from unrevised(whistle)
    yield from _late_owner(whistle)


def _late_owner(whistle: Whistle) -> Iterator[Strike]:
    """The street, while a next step is its own; what others owe strikes by itself."""
    owner, returned = whistle.owner, whistle.stage is WhistleStage.RETURNED
    if owner and owner.level is Level.STREET and whistle.due_at and not returned:
        yield _LateOwner(whistle.due_at, whistle, owner)


@dataclass(frozen=True)
class _LateWord:
    """Nobody ruled in time."""

    at: datetime
    whistle: Whistle
    call: Call
    ruling: Ruling

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        place = seat(Level.DISTRICT, self.whistle, self.call, city)
        told = dict.fromkeys((place, self.whistle.district))
        return [
            RulingOverdue(
                whistle_id=self.whistle.id,
                task_id=self.call.task_id,
                department=self.call.department,
                ruling_id=self.ruling.id,
                was_due_at=self.at,
                level=Level.DISTRICT,
                at=place,
                due_at=due(self.ruling.about, Level.DISTRICT, place, city, now),
                tell=tuple(a for at in told for a in city.holders(Role.DISTRICT_SUPERVISOR, at)),
            )
        ]


@dataclass(frozen=True)
class _LateOwner:
    """The street owes the whistle its next step and is late."""

    at: datetime
    whistle: Whistle
    owner: Owner

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        return [
            WhistleOverdue(
                owner=self.owner,
                was_due_at=self.at,
                due_at=city.due(self.owner.at, now, city.span(REMINDER)).at,
                tell=city.holders(Role.STREET_COMMANDER, self.owner.at),
            )
        ]
