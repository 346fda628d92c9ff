"""What must be true before a whistle of each kind is blown: the pack names the conditions.

Which kind wants which is in `[[kinds]] checks` of city.toml, with its source. Rule 1: a refusal
names the field that answers it. Rule 2: only where the sources leave it to the street may a
condition be answered in words; then the words are kept with the whistle.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.city import City, OrganisationKind
from contracts.refusals import NotSo
from contracts.summons import Responder, Tried
from contracts.words import Danger, Grade, Kind, Urgency


@dataclass(frozen=True)
class Blow:
    """What shall be blown, and what was looked at first."""

    kind: Kind
    grade: Grade
    street: str
    tried: str | None = None
    """What the street's own offices did about it, or why they cannot."""
    case_ids: Sequence[str | None] = ()
    """The case of each problem; None: nobody reported it."""
    shown: Sequence[Tried] = ()
    """Who of the street's own tried, as the cases' records show."""
    similar: Sequence[str] = ()
    """Open whistles on perhaps the same problem."""
    is_another: bool = False
    """Somebody looked at those, and it is another problem."""
    responders: Sequence[Responder] = ()
    categories: Sequence[str] = ()
    danger: Danger | None = None


def check_conditions(blow: Blow, city: City) -> None:
    """Refuse what its kind does not allow yet.

    Raises:
        NotSo: a condition is not met.
    """
    for name in city.kind(blow.kind).checks:
        _CHECKS[name](blow, city)


def missing(blow: Blow, city: City) -> tuple[str, ...]:
    """The conditions that are not met yet, by the names the pack has for them."""
    return tuple(name for name in city.kind(blow.kind).checks if _refused(name, blow, city))


def _refused(name: str, blow: Blow, city: City) -> bool:
    try:
        _CHECKS[name](blow, city)
    except NotSo:
        return True
    return False


def _own_offices(blow: Blow, _: City) -> None:
    """The record of every case shows it, or the street says what they did or why they cannot."""
    known = {one.case_id for one in blow.shown}
    if not blow.tried and not (blow.case_ids and known.issuperset(blow.case_ids)):
        raise NotSo("own_offices_first", field="tried")


def _duplicate(blow: Blow, _: City) -> None:
    if blow.similar and not blow.is_another:
        raise NotSo("similar_is_open", field="is_another", similar=list(blow.similar))


def _outside(blow: Blow, city: City) -> None:
    """Whom a street may order anyway needs no whistle."""
    if not any(_of_the_district(one.department, city) for one in blow.responders):
        raise NotSo("outside_needed", field="responders")


def _several(blow: Blow, _: City) -> None:
    if len(blow.responders) < 2:
        raise NotSo("several_needed", field="responders")


def _powers(blow: Blow, _: City) -> None:
    """Across departments, or enforcement without power of its own, which the street says."""
    if len(blow.responders) < 2 and not blow.tried:
        raise NotSo("powers_needed", field="tried")


def _urgent(blow: Blow, city: City) -> None:
    """Its class is urgent, or whoever blows it names the danger: one word, nothing to look up."""
    known = (city.categories[code] for code in blow.categories if city.knows_category(code))
    if not blow.danger and all(one.urgency is Urgency.ORDINARY for one in known):
        raise NotSo("danger_needed", field="danger")


_OF_THE_DISTRICT: Final = frozenset({OrganisationKind.DEPARTMENT, OrganisationKind.ENTERPRISE})


def _of_the_district(department: str, city: City) -> bool:
    return city.organisation(department).kind in _OF_THE_DISTRICT


_CHECKS: Final[Mapping[str, Callable[[Blow, City], None]]] = {
    "outside": _outside,
    "several": _several,
    "powers": _powers,
    "urgent": _urgent,
    "own_offices": _own_offices,
    "duplicate": _duplicate,
}
