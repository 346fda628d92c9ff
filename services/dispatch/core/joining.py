"""跨街、跨区联合哨: several streets on one whistle; the one that raised it leads and closes it.

Rule 1: a street that is asked joins with its commander's word; who has joined may call, remind,
speak and meet like the leading street, and sees everything.
Rule 2: nobody waits for it: the whistle is raised, and it is told once that its word is missing.
One that says no may still join.
Rule 3: the leading street alone rules, confirms and judges: one whistle has one end and one judge
(一哨一评), also of whom a joined street called. What goes up goes to the district a department
answers to, which need not be the leading street's (`City.district_over`).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.whistle import DeclineJoin, Join
from contracts.events.event import Event
from contracts.events.whistle import WhistleDeclined, WhistleJoined, WhistleUnjoined
from contracts.refusals import NotSo
from contracts.words import Level, Place
from services.dispatch.core.gates import asked_street
from services.dispatch.core.whistle import UNDER_WAY, Whistle


def check(
    joint: Sequence[str], street: str, city: City, aside: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the streets asked to join, each once, of whatever district.

    Raises:
        NotSo: it is no street, the leading one, or one the matter is about.
    """
    for id in joint:
        known = city.knows_territory(id) and city.territory(id).level is Level.STREET
        if not known or id == street:
            raise NotSo("not_another_street", field="joint", value=id)
        if id in aside:
            raise NotSo("reported_cannot_handle", field="joint")
    return tuple(dict.fromkeys(joint))


def reach(place: Place, joint: Sequence[str], city: City) -> Place:
    """The place with the streets that share the whistle, and their districts: who serves one of
    them can be called."""
    shared = (at for street in joint for at in city.path(street))
    return place.model_copy(update={"path": tuple(dict.fromkeys((*place.path, *shared)))})


def other_districts(joint: Sequence[str], street: str, city: City) -> tuple[str, ...]:
    """The districts that share a whistle beside the leading street's."""
    theirs = (city.district_of(one) for one in joint)
    return tuple(dict.fromkeys(one for one in theirs if one != city.district_of(street)))


def join(
    command: Join, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The commander of a street that was asked takes part."""
    street = asked_street(actor, whistle)
    return [WhistleJoined(street=street or "", opinion=command.opinion)]


def decline(
    command: DeclineJoin, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The commander of a street that was asked says that it does not take part."""
    street = asked_street(actor, whistle, whistle.declined)
    return [WhistleDeclined(street=street or "", reason=command.reason)]


def unjoined(whistle: Whistle) -> Iterator["Unjoined"]:
    """When a street that was asked should have said whether it takes part."""
    said = (*whistle.joined, *whistle.declined)
    missing = [street for street in whistle.joint if street not in said]
    if missing and whistle.join_by and whistle.stage in UNDER_WAY:
        yield Unjoined(whistle.join_by, tuple(missing))


@dataclass(frozen=True)
class Unjoined:
    """Streets that were asked have not joined."""

    at: datetime
    streets: tuple[str, ...]

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        """Tell their commanders, once."""
        told = (a for s in self.streets for a in city.holders(Role.STREET_COMMANDER, s))
        return [WhistleUnjoined(streets=self.streets, was_due_at=self.at, tell=tuple(told))]
