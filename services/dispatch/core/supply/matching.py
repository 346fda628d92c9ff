"""Which resources fit a need, the best first, and why: precise, never a broadcast.

Rule 1: what lies elsewhere, is over, is full or fits too little is not proposed at all.
Rule 2: the same facts always give the same order; equal scores go by number, the older first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.city import City, Matching
from contracts.offering import Candidate
from contracts.words import Place, Urgency
from services.dispatch.core.supply.resource import Resource

_NEAR: Final = (0.25, 0.5, 1.0, 1.0)
"""Share of the place's weight for a resource of the district, street, community, grid."""
_PRACTISED: Final = 5
"""Times used that earn the whole weight of the record."""


@dataclass(frozen=True)
class Wanted:
    """What is needed."""

    place: Place
    category: str | None = None
    skills: frozenset[str] = frozenset()
    quantity: int = 1
    urgency: Urgency = Urgency.ORDINARY


def ranked(
    wanted: Wanted, resources: Iterable[tuple[str, Resource]], city: City, now: datetime
) -> tuple[Candidate, ...]:
    """The resources that fit, the best first; as many as the pack proposes."""
    rules = city.rules.offers.matching
    found = [
        (fit, resource.number, id, resource)
        for id, resource in resources
        if resource.serves(wanted.place.path, now) and resource.left >= 1
        for fit in [_fit(wanted, resource, rules)]
        if sum(points for points, _ in fit) >= rules.least and _to_the_point(wanted, resource)
    ]
    found.sort(key=lambda one: (-sum(points for points, _ in one[0]), one[1]))
    return tuple(_candidate(id, resource, fit) for fit, _, id, resource in found[: rules.most])


def _to_the_point(wanted: Wanted, resource: Resource) -> bool:
    """Whether it has anything to do with what is needed, beyond being near."""
    if not wanted.skills and wanted.category is None:
        return True
    return bool(wanted.skills.intersection(resource.skills)) or (
        wanted.category in resource.categories
    )


def _fit(wanted: Wanted, resource: Resource, rules: Matching) -> Sequence[tuple[int, str]]:
    return [(points, why) for points, why in _points(wanted, resource, rules) if points > 0]


def _points(wanted: Wanted, resource: Resource, rules: Matching) -> Iterator[tuple[int, str]]:
    common = wanted.skills.intersection(resource.skills)
    if common:
        yield round(rules.skill * len(common) / len(wanted.skills)), "skill"
    if wanted.category is not None and wanted.category in resource.categories:
        yield rules.category, "category"
    depth = wanted.place.path.index(resource.at)
    yield round(rules.place * _NEAR[min(depth, 3)]), "place"
    yield round(rules.capacity * min(resource.left / wanted.quantity, 1)), "capacity"
    practised = min(resource.used / _PRACTISED, 1)
    hurried = 0.5 if wanted.urgency is not Urgency.ORDINARY else 1
    yield round(rules.record * practised * hurried), "record"


def _candidate(id: str, resource: Resource, fit: Sequence[tuple[int, str]]) -> Candidate:
    return Candidate(
        resource_id=id,
        unit=resource.unit,
        name=resource.provider_name,
        score=sum(points for points, _ in fit),
        reasons=tuple(why for _, why in fit),
    )
