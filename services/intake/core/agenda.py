"""百姓议事日: on fixed days of the month neighbours talk over what is open and theirs together.

A matter is on the agenda while it is 大家事, open, and in nobody else's hands.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from contracts.actor import Actor
from contracts.city import City
from contracts.lifecycle import CaseStage
from contracts.words import Sphere
from services.intake.core.case import Case

_STAGES: Final = frozenset({CaseStage.REPORTED, CaseStage.OWNED})
_YEAR: Final = timedelta(days=366)


def areas(case: Case) -> tuple[str, ...]:
    """Return the places on whose agenda a case is; none when it is on no agenda."""
    on_it = case.sphere is Sphere.SHARED and case.stage in _STAGES
    return case.place.path if on_it else ()


def days(city: City, today: date, count: int = 3) -> tuple[date, ...]:
    """Return the next days of deliberation from today on (dates on the wall)."""
    found = (day for day in _from(today) if day.day in city.rules.meetings.day)
    return tuple(day for _, day in zip(range(count), found, strict=False))


def sits_there(actor: Actor, territory: str, city: City) -> bool:
    """Whether the actor holds a post at a place, or above it."""
    around = set(city.path(territory)) if city.knows_territory(territory) else set[str]()
    return any(post.at in around for post in actor.posts)


def read_out(case: Case, city: City) -> bool:
    """Whether a case may be read out: nothing confidential, restricted or about an official."""
    return not (case.confidential or case.recused or _restricted(case, city))


def _restricted(case: Case, city: City) -> bool:
    return city.knows_category(case.category) and city.category(case.category).restricted


def _from(today: date) -> Iterator[date]:
    last = today + _YEAR
    while today <= last:
        yield today
        today += timedelta(days=1)
