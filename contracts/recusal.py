"""Who steps aside 回避: a body that is reported never handles the report, nor sees it.

济南12345条例 art 32, 信访工作条例 art 30: an accuser's material and identity are not given to the
accused. Rule 1: what a body holds below itself steps aside with it; the next level handles.
Rule 2: a reported person stands for the bodies whose work he does. Nobody stands above the top of
the city, so of the top only the person steps aside.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.refusals import NotSo

OFFICIAL: Final = frozenset(
    {
        Role.BUILDING_HEAD,
        Role.GRID_WORKER,
        Role.COMMUNITY_OFFICER,
        Role.COMMUNITY_SECRETARY,
        Role.STREET_STAFF,
        Role.STREET_COMMANDER,
        Role.STREET_SUPERVISOR,
        Role.STREET_LEADER,
        Role.DEPARTMENT_LIAISON,
        Role.DEPARTMENT_HEAD,
        Role.PROPERTY_MANAGER,
        Role.MEDIATOR,
        Role.SOCIAL_WORKER,
        Role.DISTRICT_SUPERVISOR,
        Role.EVALUATOR,
        Role.AUDITOR,
    }
)
"""Posts whose holders can be reported as such; whether somebody else has an account is not told."""


def recused(about: str | None, city: City) -> tuple[str, ...]:
    """Return everybody who steps aside when this organisation, place or person is reported.

    Raises:
        NotSo: nobody official is called this, or nobody is above it.
    """
    if about is None:
        return ()
    if city.knows_organisation(about) or city.knows_territory(about):
        if _top(about, city):
            raise NotSo("nobody_above_reported", field="about")
        return (about,)
    bodies = tuple(dict.fromkeys(at for at in _bodies(about, city) if not _top(at, city)))
    return (about, *bodies)


def open_path(path: Sequence[str], aside: Collection[str]) -> tuple[str, ...]:
    """Return the territories of a path above the highest that steps aside; the top stays."""
    first = next((n for n, id in enumerate(path) if n and id in aside), len(path))
    return tuple(path[:first])


def steps_aside(actor: Actor, aside: Collection[str], city: City) -> bool:
    """Whether the actor is, or works for, somebody who steps aside."""
    if not aside:
        return False
    official = (post.at for post in actor.posts if post.role in OFFICIAL)
    return actor.id in aside or any(
        body in aside
        for at in official
        for body in (city.path(at) if city.knows_territory(at) else (at,))
    )


def _bodies(account: str, city: City) -> Iterator[str]:
    person = city.people.get(account)
    held = [at for role, at in person.held if role in OFFICIAL] if person else []
    if not held:
        raise NotSo("unknown_reported", field="about")
    yield from held


def _top(id: str, city: City) -> bool:
    return city.knows_territory(id) and city.territory(id).parent is None
