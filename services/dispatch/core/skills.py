"""The skills a city knows."""

from collections.abc import Sequence

from contracts.city import City
from contracts.refusals import NotSo


def check_skills(skills: Sequence[str], city: City) -> None:
    """Raises NotSo: one that the city does not know, with those it knows."""
    known = city.rules.offers.skills
    if unknown := [skill for skill in skills if skill not in known]:
        raise NotSo("unknown_skill", field="skills", skill=unknown[0], skills=known)
