"""Who may blow which whistle, and what must be true before (南京鼓楼 2023; the rest ours).

Rule 1: the street's commander blows; a grade may be kept for its leaders 工委书记、主任 (the pack).
Rule 2: on some occasions, an emergency above all, others on duty may blow at once; who would have
had to approve says so after the fact, in time.
Rule 3: what a kind wants to be true first is looked at when it is blown, not when it was asked for
(`conditions`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.routes import COMMANDER
from contracts.commands.whistle import Ratify
from contracts.events.event import Event
from contracts.events.whistle import WhistleRatified, WhistleUnratified
from contracts.refusals import NotYours
from services.dispatch.core.conditions import Blow, check_conditions
from services.dispatch.core.whistle import UNDER_WAY, Whistle

RATIFY: Final = "whistle.approve_emergency"
"""How long there is to approve after the fact."""


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
    check_conditions(blow, city)


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
