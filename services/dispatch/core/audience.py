"""Who is told by a notice, who leads a group, who may read what was replied.

Rule 1: whoever leads a group leads all below it (`groups.csv`: 群主 and 群管理员).
Rule 2: somebody is told whose own group lies below; accounts are known by grid, so who wants to be
counted in a finer group, a building's or a unit's of that grid, names it.
"""

from dataclasses import dataclass
from typing import Final

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.refusals import NotSo, NotYours
from services.dispatch.core.notice import Notice

_LOOKING_ON: Final = frozenset(
    {
        *(Role.STREET_STAFF, Role.STREET_COMMANDER, Role.STREET_LEADER, Role.STREET_SUPERVISOR),
        *(Role.COMMUNITY_OFFICER, Role.COMMUNITY_SECRETARY, Role.DISTRICT_SUPERVISOR),
    }
)
"""Posts that read what is replied in the groups of their place."""


@dataclass(frozen=True)
class Spot:
    """Where somebody stands in the audience of a notice."""

    group: str
    level: int
    child: str
    """The direct child of the notice's group by which it is counted; or that group itself."""


def spot(notice: Notice, actor: Actor, city: City, group: str | None) -> Spot:
    """Where the actor stands in the audience.

    Raises:
        NotSo, NotYours: no such group below the notice's; none of the actor's is.
    """
    groups = city.directory.groups
    if group is not None and group not in groups:
        raise NotSo("unknown_group", field="group")
    for at in (post.at for post in actor.posts if city.knows_territory(post.at)):
        own = _own(at, notice, city)
        if group and city.directory.grid_of(groups[group].at) == at:
            own = group
        if own and (found := _below(notice.group, own, city)):
            return found
    raise NotYours("not_in_audience")


def _own(at: str, notice: Notice, city: City) -> str | None:
    """The group of a place, or of the smallest place around it; the notice's, inside its grid."""
    around = (city.directory.group_at(one) for one in reversed(city.path(at)))
    nearest = next((one.id for one in around if one), None)
    inside = at == notice.at and nearest and not _below(notice.group, nearest, city)
    return notice.group if inside else nearest


def _below(root: str, group: str, city: City) -> Spot | None:
    way = [one.id for one in city.directory.upward(group)]
    if root not in way:
        return None
    child = way[max(way.index(root) - 1, 0)]
    return Spot(group=group, level=city.directory.groups[group].level, child=child)


def may_look(notice: Notice, actor: Actor, city: City, child: str | None) -> bool:
    """Whether the actor may read what was replied: all of it, or in one child group."""
    return (
        actor.id == notice.sender
        or actor.holds_any(_LOOKING_ON, *notice.path)
        or city.directory.leads(actor.id, child or notice.group)
    )
