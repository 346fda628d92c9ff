"""Who is called: as the street names them, or as the duty list (权责清单) proposes.

Rule 1: exactly one leads 牵头, any number assists 协办; nobody is called twice.
Rule 2: a community assists and never leads (接诉即办工作条例 art. 17); a street calls others, not
itself, and only those who serve the place.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from contracts.city import City, OrganisationKind
from contracts.refusals import NotSo
from contracts.summons import Problem, Responder
from contracts.words import Place

_LEADS: Final[Mapping[OrganisationKind, bool]] = {
    OrganisationKind.DEPARTMENT: True,
    OrganisationKind.ENTERPRISE: True,
    OrganisationKind.JOINT_ENFORCEMENT: True,
    OrganisationKind.PARTNER: True,
    OrganisationKind.COMMUNITY: False,
}
"""Who can be called, and whether it may lead."""


def propose(
    problems: Sequence[Problem], place: Place, city: City, aside: Collection[str] = ()
) -> tuple[Responder, ...]:
    """Return who must answer for these problems by the duty list; maybe nobody."""
    reasons: dict[str, str] = {}
    for department, reason in (*_leads(problems, place, city), *_assists(problems, place, city)):
        if department not in aside and _callable(department, place, city):
            reasons.setdefault(department, reason)
    leader = next((department for department in reasons if may_lead(department, city)), None)
    return tuple(
        Responder(department=department, lead=department == leader, reason=reason[:200])
        for department, reason in reasons.items()
        if leader
    )


def check(responders: Sequence[Responder], place: Place, city: City) -> tuple[Responder, ...]:
    """Return the responders as they can be called; one alone leads.

    Raises:
        NotSo: one cannot be called, or there is not exactly one lead.
    """
    for responder in responders:
        check_department(responder.department, place, city)
    departments = [responder.department for responder in responders]
    if twice := sorted({d for d in departments if departments.count(d) > 1}):
        raise NotSo("called_twice", field="responders", department=name_of(twice[0], city))
    if len(responders) == 1:
        responders = [responders[0].model_copy(update={"lead": True})]
    leads = [responder.department for responder in responders if responder.lead]
    if responders and len(leads) != 1:
        raise NotSo("one_must_lead", field="responders")
    for department in leads:
        check_lead(department, city)
    return tuple(responders)


def check_department(department: str, place: Place, city: City, field: str = "responders") -> None:
    """Refuse whom a street cannot call to this place."""
    if not city.knows_organisation(department):
        raise NotSo("unknown_unit", field=field, department=department)
    if not _callable(department, place, city):
        raise NotSo("cannot_be_called", field=field, department=name_of(department, city))


def check_lead(department: str, city: City, field: str = "responders") -> None:
    """Refuse a community as the one that leads."""
    if not may_lead(department, city):
        raise NotSo("community_cannot_lead", field=field, department=name_of(department, city))


def may_lead(department: str, city: City) -> bool:
    """Whether this organisation may be the one that leads."""
    return _LEADS.get(city.organisation(department).kind, False)


def name_of(department: str, city: City) -> str:
    """Return what people call it."""
    return city.organisation(department).name


def _callable(department: str, place: Place, city: City) -> bool:
    organisation = city.organisation(department)
    serves = organisation.territory is None or organisation.territory in place.path
    return serves and organisation.kind in _LEADS


def _leads(problems: Iterable[Problem], place: Place, city: City) -> Iterator[tuple[str, str]]:
    for problem in problems:
        duty = city.duty(problem.category, place.territory)
        yield duty.lead, duty.reason


def _assists(problems: Iterable[Problem], place: Place, city: City) -> Iterator[tuple[str, str]]:
    for problem in problems:
        duty = city.duty(problem.category, place.territory)
        yield from ((department, duty.reason) for department in duty.assists)
