"""How long a called department has, and what happens while it is silent: from the city's rules.

Rule 1: limits are the kind's, in the called organisation's own working time.
Rule 2: the street may shorten the time to come, never lengthen it; to acknowledge is then due no
later than to come.
Rule 3: no limit ends later than what the hotline was promised (domain.md 1.4).
Rule 4: the whole ladder of a clock is reckoned when the clock begins: open work keeps the rules it
started under.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from contracts.calendar import Span
from contracts.city import City
from contracts.summons import Clocks, Duty, RungAt
from contracts.words import Kind
from services.dispatch.core.call import by_duty


class Timetable(NamedTuple):
    """What one call owes by when, and what happens meanwhile."""

    clocks: Clocks
    ladder: tuple[RungAt, ...]
    arrive_fixed: bool = False
    """The street set the time to come itself."""


@dataclass(frozen=True)
class Limits:
    """The rules of one kind of whistle for one organisation."""

    kind: Kind
    department: str
    city: City
    promised_by: datetime | None = None
    """By when the hotline was promised what the whistle carries."""

    def span(self, duty: Duty) -> Span:
        """Return the limit of a duty."""
        return self.city.kind(self.kind).clocks[duty]

    def due(self, duty: Duty, start: datetime) -> datetime:
        """Return when a duty ends, if its clock starts then."""
        usual = self.city.due(self.department, start, self.span(duty)).at
        return self.within_promise(usual, start)

    def within_promise(self, limit: datetime, start: datetime) -> datetime:
        """Return a limit, or what the hotline was promised if that is sooner.

        A promise that is broken already binds nobody: what is late goes on by the usual limits.
        """
        promised = self.promised_by
        return min(limit, promised) if promised and promised > start else limit

    def timetable(self, start: datetime, arrive_by: datetime | None = None) -> Timetable:
        """Return by when each duty is owed, and the rungs of all three clocks."""
        latest = self.due("arrive", start)
        arrive = min(latest, arrive_by or latest)
        clocks = Clocks(
            acknowledge_by=min(self.due("acknowledge", start), arrive),
            arrive_by=arrive,
            complete_by=self.due("complete", start),
        )
        owed = by_duty(clocks).items()
        return Timetable(
            clocks,
            tuple(rung for duty, by in owed for rung in self.ladder(duty, start, by)),
            arrive < latest,
        )

    def ladder(self, duty: Duty, start: datetime, by: datetime) -> Iterator[RungAt]:
        """Return what happens on a clock from start to by, the first rung first."""
        span = self.span(duty)
        for rung in self.city.ladder:
            at = self.city.share(self.department, start, by, span, rung.share)
            if duty == "arrive" and rung.action == "supervise":
                at = min(at, self.missing_from(by))
            yield RungAt(duty=duty, at=at, action=rung.action)

    def missing_from(self, arrive_by: datetime) -> datetime:
        """Return from when a department that has not come did not come 未报到: supervised then."""
        grace = self.city.kind(self.kind).no_show_after
        return self.city.due(self.department, arrive_by, grace).at
