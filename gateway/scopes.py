"""Who may see what, and how much of it. Pure.

Rule 1: everything that can be seen bears tags; an actor bears tags; whoever shares one may see it.
Lists, single reads, streams, files and counts all ask this file, so they cannot differ.
Rule 2: through which tag somebody sees a thing decides how much of it: see `Sight`.
Rule 3: what is invisible is answered exactly like what does not exist.
Rule 4: a confidential file is sealed: an overseer's everything does not open it.
Rule 5: whoever a report is about steps aside 回避: no tag lets them in, an overseer's everything
not either.
Rule 6: in a city of several districts an overseer's everything ends at the district of their post;
what names no district (the tags of `gateway.districts`) is every overseer's.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any

from contracts.actor import Actor, Role
from contracts.overseeing import OVERSEERS

LOCALS = frozenset(
    {
        Role.GRID_WORKER,
        Role.COMMUNITY_OFFICER,
        Role.COMMUNITY_SECRETARY,
        Role.STREET_STAFF,
        Role.STREET_COMMANDER,
        Role.STREET_SUPERVISOR,
        Role.STREET_LEADER,
    }
)
"""They see what lies in the place they are posted at."""
CALLED = frozenset({Role.DEPARTMENT_LIAISON, Role.DEPARTMENT_HEAD, Role.PROPERTY_MANAGER})
"""They see what called their organisation, and never who reported it."""
PEOPLE = frozenset(
    {
        Role.RESIDENT,
        Role.UNIT_HEAD,
        Role.BUILDING_HEAD,
        Role.PARTY_MEMBER,
        Role.VOLUNTEER,
        Role.MEDIATOR,
        Role.SOCIAL_WORKER,
        Role.HOTLINE_OPERATOR,
    }
)
"""They see what they themselves reported."""


class Sight(IntEnum):
    """How much of a thing somebody sees; more is greater."""

    NOTHING = 0
    CALLED = 1
    """As a department: no reporter, no confidential matter, numbers in texts masked."""
    OWN = 2
    """As the one who reported it: no names of staff, no other reporter."""
    LOCAL = 3
    """As whoever handles it there: all but confidential reporters."""
    WHOLE = 4
    """As an overseer: all but confidential reporters."""
    CALLER = 5
    """As an evaluator, who has to call the reporter back."""


SEALED = "sealed"
"""Tag of a confidential file: seen by its parties, by whoever works on it and their superiors, by
no overseer."""
NOW = "now:"
"""Begins the tags of whoever is assigned at present: the next assignment takes them away."""
DISTRICT = "district:"
"""Begins the tags of the districts a thing belongs to."""
POOL = "pool"
"""Tag of what anybody of the city may claim or order."""


def group(territory: str) -> str:
    """The tag of what everybody posted in a territory, or anywhere below it, is told."""
    return f"group:{territory}"


def district(territory: str) -> str:
    """The tag of what belongs to a district, where there are several."""
    return f"{DISTRICT}{territory}"


def grown(known: Collection[str], tags: Iterable[str]) -> frozenset[str]:
    """The tags after an event: they only grow, but for those of who was assigned before."""
    new = frozenset(tags)
    if any(tag.startswith(NOW) for tag in new):
        known = [tag for tag in known if not tag.startswith(NOW)]
    return new.union(known)


_KINDS: tuple[tuple[frozenset[Role], str, Sight], ...] = (
    (LOCALS, "place", Sight.LOCAL),
    (CALLED, "unit", Sight.CALLED),
)


_HELPERS = frozenset({Role.UNIT_HEAD, Role.PARTY_MEMBER, Role.VOLUNTEER})
_ACTING = LOCALS | _HELPERS | {Role.BUILDING_HEAD, Role.MEDIATOR, Role.SOCIAL_WORKER}
"""Posts by which somebody reads a procedure's task that is theirs to act on. Whoever is called
reads it by its organisation's tag; a neighbour only when named on it."""


@dataclass(frozen=True)
class Scope:
    """What one actor may see."""

    actor: Actor
    around: frozenset[str] = frozenset()
    """The territories its posts lie in, up to the district."""
    elsewhere: frozenset[str] = frozenset()
    """The tags of districts that no overseeing post of its looks after; none in a city of one."""

    @cached_property
    def _sights(self) -> Mapping[str, Sight]:
        posts = self.actor.posts
        granted = {
            f"{kind}:{post.at}": sight
            for roles, kind, sight in _KINDS
            for post in posts
            if post.role in roles
        }
        by_post = {
            f"post:{post.role}:{post.at}": Sight.OWN if post.role in _HELPERS else Sight.LOCAL
            for post in posts
            if post.role in _ACTING
        }
        me = self.actor.id
        # A list looks into its index once per tag: nobody bears one that cannot be theirs.
        assigned = {f"{NOW}{me}": Sight.OWN} if by_post else {}
        own = {f"person:{me}": Sight.OWN, **assigned}
        public = {POOL: Sight.CALLED} if self.actor.holds_any(LOCALS | CALLED | PEOPLE) else {}
        told = {group(territory): Sight.OWN for territory in self.around}
        return {**public, **told, **by_post, **own, **granted}

    @cached_property
    def _aside(self) -> str:
        """The tag of what it must never see, being what it is about."""
        return f"aside:{self.actor.id}"

    @cached_property
    def everywhere(self) -> Sight:
        """How much it sees of anything at all that is not another district's."""
        return max(self._overseen.values(), default=Sight.NOTHING)

    @cached_property
    def _overseen(self) -> Mapping[str, Sight]:
        """How much it sees of anything of its districts."""
        sights: dict[str, Sight] = {}
        for post in self.actor.posts:
            if post.role in OVERSEERS:
                sight = Sight.CALLER if post.role is Role.EVALUATOR else Sight.WHOLE
                tag = district(post.at)
                sights[tag] = max(sight, sights.get(tag, Sight.NOTHING))
        return sights

    def _oversees(self, tags: Collection[str]) -> Sight:
        """How much it sees of something only because it looks after all there is."""
        if not any(tag.startswith(DISTRICT) for tag in tags):
            return self.everywhere
        sights = self._overseen
        return max((sights.get(tag, Sight.NOTHING) for tag in tags), default=Sight.NOTHING)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The tags it bears."""
        return tuple(self._sights)

    def sight(self, tags: Collection[str]) -> Sight:
        """How much it sees of something that bears these tags."""
        if self.everywhere and self._aside in tags:
            return Sight.NOTHING
        over = self._oversees(tags)
        shared = (self._sights.get(tag, Sight.NOTHING) for tag in tags)
        own = Sight.NOTHING if SEALED in tags else over
        return max((own, *shared))

    def sees(self, tags: Collection[str]) -> bool:
        """Whether it sees anything of it."""
        if self.everywhere and self._aside in tags:
            return False
        if SEALED not in tags and self._oversees(tags):
            return True
        sights = self._sights
        return any(tag in sights for tag in tags)

    @property
    def filter(self) -> dict[str, Any]:
        """The part of a list's query that keeps the rest out."""
        own: dict[str, Any] = {"$in": list(self.tags)}
        if not self.everywhere:
            return {"tags": own}
        hidden = [self._aside, SEALED]
        if not self.elsewhere:
            return {"tags": {"$nin": hidden}}
        theirs = {"tags": {"$in": sorted(self._overseen), "$nin": hidden}}
        nobodys = {"tags": {"$nin": [*hidden, *sorted({*self._overseen, *self.elsewhere})]}}
        return {"$or": [theirs, nobodys, {"tags": {**own, "$nin": [self._aside]}}]}
