"""Who read a notice and what they replied: one page of its readers, and the numbers of it. Pure.

Rule 1: a person is on exactly one page, found from the account alone, so nobody counts twice.
Rule 2: a page holds so many people and no more; beyond that nothing is noted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zlib import crc32

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.city import City
from contracts.noticing import Counts, GroupCount, Reaction
from contracts.words import Id, Line
from services.dispatch.core.audience import Spot
from services.dispatch.core.notice import Notice

Key = TypeVar("Key", bound=str)

PAGES = 128
"""Of a notice: a street of 90,000 people has some 700 on a page."""
MOST = 1_000
"""People on one page."""


@dataclass(frozen=True)
class Place:
    """Where somebody's receipt of a notice is kept, and where they count."""

    notice: str
    account: str
    spot: Spot

    @property
    def page(self) -> str:
        """The one page on which this person is."""
        return page_of(self.notice, crc32(self.account.encode()) % PAGES)


def page_of(notice: str, n: int) -> str:
    """The id of a page."""
    return f"{notice}:{n}"


class Reply(BaseModel):
    """What one person replied."""

    model_config = ConfigDict(frozen=True)

    account: Id
    child: Id
    """The direct child group in which it counts."""
    group: Id
    answer: Reaction
    words: Line | None = None
    at: AwareDatetime


class Part(BaseModel):
    """The numbers of one direct child on one page."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    reads: int = 0
    answers: dict[Reaction, int] = {}


class Tally(BaseModel):
    """The numbers of one page."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    levels: dict[str, int] = {}
    groups: dict[str, Part] = {}


class Replies(BaseModel):
    """What came of a notice, as those who look after it read it."""

    model_config = ConfigDict(frozen=True)

    counts: Counts
    items: tuple[Reply, ...] = ()
    """Of one group."""
    next_page: int | None = None


def added_up(tallies: Sequence[Tally], city: City) -> Counts:
    """The numbers of all pages."""
    children = sorted({child for one in tallies for child in one.groups})
    groups = tuple(_of(child, tallies, city) for child in children)
    answers = _summed(one.answers for one in groups)
    return Counts(
        reads=sum(one.reads for one in groups),
        replies=sum(answers.values()),
        answers=answers,
        levels=_summed(one.levels for one in tallies),
        groups=groups,
    )


def _of(child: str, tallies: Iterable[Tally], city: City) -> GroupCount:
    group = city.directory.groups.get(child)
    parts = [one.groups[child] for one in tallies if child in one.groups]
    answers = _summed(one.answers for one in parts)
    return GroupCount(
        group=child,
        name=group.name if group else child,
        reads=sum(one.reads for one in parts),
        replies=sum(answers.values()),
        answers=answers,
    )


def _summed(many: Iterable[Mapping[Key, int]]) -> dict[Key, int]:
    total: Counter[Key] = Counter()
    for one in many:
        total.update(one)
    return {key: total[key] for key in sorted(total) if total[key]}


def keep_until(notice: Notice, city: City) -> datetime:
    """When it is forgotten who read and replied."""
    return city.due(notice.at, notice.replies_until, city.rules.notices.keep).at
