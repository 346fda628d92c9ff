"""A month is a district's: each closes, publishes and ranks its own, by the same rules of the pack.

Rule 1: streets are compared within their district, which judges them (双考核 is the district's:
domain.md 1.6); who serves the whole city stands on every district's board, with all of its work.
Rule 2: in a city of one district nobody need say which.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from contracts.actor import Actor
from contracts.city import City
from contracts.refusals import NotSo, NotYours


class Named(Protocol):
    """What stands for one unit."""

    @property
    def id(self) -> str:
        """The unit's id."""
        ...


One = TypeVar("One", bound=Named)


def is_here(id: str, part: City, city: City) -> bool:
    """Whether a unit is of this part of a city; those that have left the pack stand everywhere."""
    return part.answers(id) or not city.answers(id)


def here(found: Iterable[One], part: City, city: City) -> list[One]:
    """What stands for units of this part of a city."""
    return [one for one in found if is_here(one.id, part, city)]


def whose_month(named: str | None, city: City) -> str:
    """Return the district whose month is closed or published.

    Raises:
        NotSo: one of several is not named, or one is named where there is no choice.
    """
    if len(city.districts) == 1 and named is None:
        return city.districts[0]
    if len(city.districts) == 1 or named not in city.districts:
        raise NotSo("which_district", field="district", districts=city.districts)
    return named


def whose_board(by: Actor, named: str | None, city: City) -> str:
    """Return the district whose figures somebody reads: the one named, or the reader's own.

    Raises:
        NotSo: it must be named. NotYours: it is another district's.
    """
    if len(city.districts) == 1:
        return city.districts[0]
    own = city.districts_of(post.at for post in by.posts)
    district = named or min(own, default="")
    if district not in city.districts or (not named and len(own) > 1):
        raise NotSo("which_district", field="district", districts=city.districts)
    if own and district not in own:
        raise NotYours("not_your_district")
    return district
