"""professions.csv: one row per account that has a trade; a pack without the file has none.

Here also what the law asks of a mediation committee: 人民调解法 art. 8, three to nine members.
"""

from collections.abc import Mapping
from typing import Final

from contracts.actor import Role
from contracts.city.organisation import Organisation, OrganisationKind, Person
from contracts.city.professional import Profession, Professional, Professionals
from contracts.city.reading.people import Posts
from contracts.city.reading.source import (
    ORGANISATIONS,
    PEOPLE,
    PROFESSIONS,
    RULES,
    TERRITORIES,
    Source,
)
from contracts.city.reading.table import Row, rows
from contracts.city.rules import Rules

_FEWEST: Final = 3
_MOST: Final = 9


def read_professionals(
    source: Source, people: Mapping[str, Person], rules: Rules | None
) -> Professionals:
    """Return everybody of a trade; whom a category needs must be a trade there is."""
    found: dict[str, Professional] = {}
    taken: dict[tuple[str, str], str] = {}
    for row in rows(source, PROFESSIONS) if PROFESSIONS in source.files else ():
        one = _professional(row, people)
        if one and one.account not in found:
            found[one.account] = one
            _check_one_each(row, one, taken)
    _check_advice(source, rules)
    return Professionals(found)


def _professional(row: Row, people: Mapping[str, Person]) -> Professional | None:
    account, profession = row.key("account"), row.choice("profession", Profession)
    if account and people and account not in people:
        row.wrong("account", "unknown", value=account, where=PEOPLE)
    serves = tuple(" ".join(row.words("serves")).split())
    for place in serves:
        row.refers("serves", place, TERRITORIES)
    if not account or profession is None:
        return None
    return Professional(account, profession, serves)


def _check_one_each(row: Row, one: Professional, taken: dict[tuple[str, str], str]) -> None:
    for place in one.serves:
        first = taken.setdefault((one.profession.value, place), one.account)
        if first != one.account:
            row.wrong("serves", "second_adviser", value=place, first=first)


def _check_advice(source: Source, rules: Rules | None) -> None:
    for category in rules.advice if rules else ():
        if source.seen and source.row_of("categories.csv", category) is None:
            source.wrong(RULES, None, "advice", "no_category", value=category)


def check_committees(
    source: Source, organisations: Mapping[str, Organisation], posts: Posts
) -> None:
    """Note every committee that is too small or too large, and every body without a mediator."""
    held = posts.get(Role.MEDIATOR, {})
    for one in organisations.values() if posts else ():
        members, row = len(held.get(one.id, ())), source.row_of(ORGANISATIONS, one.id)
        small = one.kind is OrganisationKind.MEDIATION_COMMITTEE
        if small and not _FEWEST <= members <= _MOST:
            source.wrong(ORGANISATIONS, row, "id", "committee_size", value=one.id, count=members)
        elif one.kind in _LED and not members:
            source.wrong(ORGANISATIONS, row, "id", "vacant", value=one.id, role=Role.MEDIATOR)


_LED: Final = frozenset({OrganisationKind.MEDIATION_STUDIO, OrganisationKind.DISPUTE_STATION})
"""They have a named lead: the first mediator posted there."""
