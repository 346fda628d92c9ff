"""Who stands for what where, beside the posts that open doors: forces, deputies, rosters.

Posts (people.csv) say what an account may do; assignments say whom people turn to.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from contracts.calendar.wall import to_wall
from contracts.city.directory.areas import ALWAYS, Period


class Part(StrEnum):
    """What somebody is assigned as."""

    HEAD = "head"
    """一把手: exactly one per unit; escalations tell them."""
    GRID_HEAD = "grid_head"
    GRID_SECRETARY = "grid_secretary"
    STREET_CADRE = "street_cadre"
    """街道包联干部: first contact at the street."""
    COMMUNITY_CADRE = "community_cadre"
    """“两委”成员 gone down to the grid."""
    GRID_WORKER = "grid_worker"
    """专职网格员: one grid, one worker."""
    MEMBER_VOLUNTEER = "member_volunteer"
    PARTY_GROUP_HEAD = "party_group_head"
    BUILDING_HEAD = "building_head"
    UNIT_HEAD = "unit_head"
    LEGAL_ADVISER = "legal_adviser"
    POLICE_ASSISTANT = "police_assistant"
    DEPUTY_A = "deputy_a"
    """A角: stands in first."""
    DEPUTY_B = "deputy_b"
    """B角: stands in when A cannot."""


FORCE = (Part.STREET_CADRE, Part.COMMUNITY_CADRE, Part.GRID_WORKER)
"""1+1+1: a grid is complete with all three; members who help are the N (海拉尔路街道)."""
CONTACTS = (
    Part.GRID_WORKER,
    Part.GRID_HEAD,
    Part.COMMUNITY_CADRE,
    Part.STREET_CADRE,
    Part.MEMBER_VOLUNTEER,
)
"""Who is called first when something happens in a grid."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Somebody stands for something somewhere for some time."""

    part: Part
    person: str
    at: str
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class Shift:
    """One line of a duty roster: who stands where on which days, from when to when."""

    at: str
    duty: str
    """What for: `window`, `patrol`, `command` …; its words are labels `duty.…` of the pack."""
    person: str
    days: frozenset[int]
    """Days of the week, Monday being 0."""
    only: date | None
    """One day only; what is on for the same duty on other days gives way."""
    since: time
    until: time
    """Not later than `since`: into the next morning."""

    def covers(self, now: datetime) -> bool:
        """Whether it is on at this instant."""
        wall = to_wall(now)
        at = wall.time()
        if self.since < self.until:
            return self._on(wall.date()) and self.since <= at < self.until
        late = self._on(wall.date()) and at >= self.since
        return late or (self._on(wall.date() - timedelta(days=1)) and at < self.until)

    def _on(self, day: date) -> bool:
        return day == self.only if self.only else day.weekday() in self.days
