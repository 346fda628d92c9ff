"""跨街联合哨: several streets on one whistle; the one that raised it leads and closes it.

Rule 1: a street that is asked joins with its commander's word; who has joined may call, remind,
speak and meet like the leading street, and sees everything.
Rule 2: nobody waits for it: the whistle is raised, and it is told once that its word is missing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.whistle import Join
from contracts.events.event import Event
from contracts.events.whistle import WhistleJoined, WhistleUnjoined
from contracts.refusals import NotSo
from contracts.words import Level, Place
from services.dispatch.core.gates import asked_street
from services.dispatch.core.whistle import UNDER_WAY, Whistle


def check(joint: Sequence[str], street: str, city: City) -> tuple[str, ...]:
    """Return the streets asked to join, each once; refuse what is none, or the leading one."""
    for id in joint:
        known = city.knows_territory(id) and city.territory(id).level is Level.STREET
        if not known or id == street:
            raise NotSo("not_another_street", field="joint", value=id)
    return tuple(dict.fromkeys(joint))


def reach(place: Place, joint: Sequence[str]) -> Place:
    """The place with the streets that share the whistle: who serves one of them can be called."""
    return place.model_copy(update={"path": (*place.path, *joint)})


def join(
    command: Join, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The commander of a street that was asked takes part."""
    street = asked_street(actor, whistle)
    return [WhistleJoined(street=street or "", opinion=command.opinion)]


def unjoined(whistle: Whistle) -> Iterator["Unjoined"]:
    """When a street that was asked should have said whether it takes part."""
    missing = [street for street in whistle.joint if street not in whistle.joined]
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
