"""Who may blow which whistle, and what must be true before (南京鼓楼 2023; the rest ours).

Rule 1: the street's commander blows; a grade may be kept for its leaders 工委书记、主任 (the pack).
Rule 2: on some occasions, an emergency above all, others on duty may blow at once; who would have
had to approve says so after the fact, in time.
Rule 3: what a kind wants to be looked at first must be answered when it is blown; like whistles
nearby are those that were open when it was drafted.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.routes import COMMANDER
from contracts.commands.whistle import Ratify
from contracts.events.event import Event
from contracts.events.whistle import WhistleRatified, WhistleUnratified
from contracts.refusals import NotSo, NotYours
from contracts.words import Grade, Kind
from services.dispatch.core.whistle import UNDER_WAY, Whistle

RATIFY: Final = "whistle.approve_emergency"
"""How long there is to approve after the fact."""


@dataclass(frozen=True)
class Blow:
    """What shall be blown, and what was looked at first."""

    kind: Kind
    grade: Grade
    street: str
    tried: str | None = None
    """What the street's own offices did about it, or why they cannot."""
    reported: bool = False
    """Every problem is a case, so that its record says what was tried."""
    similar: Sequence[str] = ()
    """Open whistles on perhaps the same problem."""
    is_another: bool = False
    """Somebody looked at those, and it is another problem."""


def commands(actor: Actor, blow: Blow, city: City) -> bool:
    """Whether the actor may approve a whistle of this grade."""
    wanted = frozenset(map(Role, city.grade(blow.grade).raised_by)) or COMMANDER
    return actor.holds_any(wanted, blow.street)


def may_blow(actor: Actor, blow: Blow, city: City) -> bool:
    """Whether the actor may blow it at once."""
    at_once = frozenset(map(Role, city.kind(blow.kind).raised_by))
    return commands(actor, blow, city) or actor.holds_any(at_once, blow.street)


def ratify_by(actor: Actor, blow: Blow, city: City, now: datetime) -> datetime | None:
    """By when somebody must approve it after the fact; None: who blows it may."""
    if commands(actor, blow, city):
        return None
    return city.due(blow.street, now, city.span(RATIFY)).at


def check(actor: Actor, blow: Blow, city: City) -> None:
    """Refuse to blow what may not be blown by this actor, or not yet.

    Raises:
        NotYours: its grade is kept for the street's leaders. NotSo: something was not looked at.
    """
    if not may_blow(actor, blow, city):
        raise NotYours("leader_needed", street=city.territory(blow.street).name)
    for name in city.kind(blow.kind).checks:
        _CHECKS[name](blow)


def missing(blow: Blow, city: City) -> tuple[str, ...]:
    """What was not looked at yet, by the names the pack has for it."""
    return tuple(name for name in city.kind(blow.kind).checks if _refused(name, blow))


def _refused(name: str, blow: Blow) -> bool:
    try:
        _CHECKS[name](blow)
    except NotSo:
        return True
    return False


def _own_offices(blow: Blow) -> None:
    if not (blow.tried or blow.reported):
        raise NotSo("own_offices_first", field="tried")


def _duplicate(blow: Blow) -> None:
    if blow.similar and not blow.is_another:
        raise NotSo("similar_is_open", field="is_another", similar=list(blow.similar))


_CHECKS: Final[Mapping[str, Callable[[Blow], None]]] = {
    "own_offices": _own_offices,
    "duplicate": _duplicate,
}


def ratify(
    command: Ratify, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Approve after the fact."""
    if not commands(actor, Blow(whistle.kind, whistle.grade, whistle.street), city):
        raise NotYours("leader_needed", street=city.territory(whistle.street).name)
    return [WhistleRatified(opinion=command.opinion)]


def unratified(whistle: Whistle) -> Iterator["Unratified"]:
    """What must still be approved after the fact."""
    if whistle.ratify_by and whistle.stage in UNDER_WAY:
        yield Unratified(whistle.ratify_by, whistle)


@dataclass(frozen=True)
class Unratified:
    """Nobody approved it in time."""

    at: datetime
    whistle: Whistle

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        """Tell those who may, and when they will be told again."""
        street = self.whistle.street
        wanted = tuple(map(Role, city.grade(self.whistle.grade).raised_by)) or tuple(
            sorted(COMMANDER)
        )
        roles = (*wanted, Role.STREET_SUPERVISOR)
        return [
            WhistleUnratified(
                was_due_at=self.at,
                ratify_by=city.due(street, now, city.span(RATIFY)).at,
                tell=tuple(dict.fromkeys(a for role in roles for a in city.holders(role, street))),
            )
        ]
