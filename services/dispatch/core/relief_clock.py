"""What becomes of a word that is awaited too long, or that nobody need give any more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.actor import Role
from contracts.city import City
from contracts.events.event import Event
from contracts.events.relief import ReliefLapsed, ReliefOverdue
from contracts.words import Level
from services.dispatch.core.call import Call, Relief
from services.dispatch.core.whistle import Whistle

RULING: Final = "extension.ruling"
"""How long each level has."""


def lapsed(whistle: Whistle) -> Sequence[Event]:
    """Nobody need decide about the time of a call that owes nothing any more."""
    return [
        ReliefLapsed(
            whistle_id=whistle.id,
            task_id=call.task_id,
            department=call.department,
            relief_id=relief.id,
        )
        for call in whistle.calls
        if not call.answering
        for relief in call.reliefs
    ]


def due(at: str, city: City, now: datetime) -> datetime:
    """When the word of a street or district is due that is asked for now."""
    return city.due(at, now, city.span(RULING)).at


def late_reliefs(whistle: Whistle) -> Iterator["LateRelief"]:
    """Words that are awaited."""
    for call in whistle.answering:
        yield from (LateRelief(relief.due_at, whistle, call, relief) for relief in call.reliefs)


_ASKED: Final[Mapping[Level, Role]] = {
    Level.STREET: Role.STREET_COMMANDER,
    Level.DISTRICT: Role.DISTRICT_SUPERVISOR,
}


@dataclass(frozen=True)
class LateRelief:
    """Nobody gave the word in time: whoever must is told, again and again."""

    at: datetime
    whistle: Whistle
    call: Call
    relief: Relief

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        """Say so, with a new time."""
        level, place = self.relief.level, self.relief.at
        return [
            ReliefOverdue(
                whistle_id=self.whistle.id,
                task_id=self.call.task_id,
                department=self.call.department,
                relief_id=self.relief.id,
                was_due_at=self.at,
                due_at=due(place, city, now),
                tell=city.holders(_ASKED[level], place),
            )
        ]
