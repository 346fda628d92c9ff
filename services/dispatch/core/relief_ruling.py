"""The word given on what was asked: more time, a pause, a waiver.

Rule 1: each level gives its word, one after the other; the first no is the end.
Rule 2: a waiver needs a second person of the street or the district; never the one who asked.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.relief import DecideRelief
from contracts.events.call import CallReleased
from contracts.events.event import Event
from contracts.events.relief import ReliefDecided, ReliefPassedOn
from contracts.refusals import NotThere, NotYours
from contracts.relief import Wish
from contracts.words import Level
from services.dispatch.core.call import Call, Relief
from services.dispatch.core.gates import commander, leads, speaks_for, supervisor
from services.dispatch.core.questions import seat
from services.dispatch.core.relief import check_lead, levels
from services.dispatch.core.relief_clock import due
from services.dispatch.core.suspension import extend, suspend
from services.dispatch.core.whistle import Whistle


def decide_relief(
    command: DecideRelief,
    whistle: Whistle,
    actor: Actor,
    city: City,
    now: datetime,
    *,
    facts: str,
) -> Sequence[Event]:
    """Give the word on the relief whose id is `facts`."""
    call, relief = _awaited(whistle, facts)
    _check_ruler(relief, actor, whistle, city)
    about: dict[str, Any] = {
        "whistle_id": whistle.id,
        "task_id": call.task_id,
        "department": call.department,
    }
    about |= {"relief_id": relief.id, "reason": command.reason}
    level = _next_level(relief, call, city)
    if command.granted and level:
        at = seat(level, whistle, call, city)
        return [ReliefPassedOn(**about, level=level, at=at, due_at=due(at, city, now))]
    grants = _GRANTS[relief.wish] if command.granted else _nothing
    decided = ReliefDecided(**about, wish=relief.wish, granted=command.granted)
    return [decided, *grants(relief, call, whistle, city, now)]


def _next_level(relief: Relief, call: Call, city: City) -> Level | None:
    """Whose word is needed after the one that is awaited."""
    asked = levels(relief.wish, call, city)
    before = asked.index(relief.level) if relief.level in asked else len(asked)
    return next(iter(asked[before + 1 :]), None)


def _awaited(whistle: Whistle, relief_id: str) -> tuple[Call, Relief]:
    for call in whistle.calls:
        for relief in call.reliefs:
            if relief.id == relief_id:
                return call, relief
    raise NotThere("no_such_relief")


def _check_ruler(relief: Relief, actor: Actor, whistle: Whistle, city: City) -> None:
    if relief.asker == actor.id:
        raise NotYours("second_person_decides")
    streets = (commander, supervisor, leads) if relief.wish == "waiver" else (commander,)
    may = streets if relief.level is Level.STREET else (speaks_for(relief.at),)
    if not any(test(actor, whistle) for test in may):
        raise NotYours("not_this_ruler", ruler=city.territory(relief.at).name)


def _waived(
    relief: Relief, call: Call, whistle: Whistle, city: City, now: datetime
) -> Sequence[Event]:
    check_lead(call, whistle, city)
    return [
        CallReleased(
            whistle_id=whistle.id,
            task_id=call.task_id,
            department=call.department,
            reason=relief.reason,
            waived=True,
        )
    ]


def _nothing(*_: object) -> Sequence[Event]:
    return []


_GRANTS: Final[Mapping[Wish, Callable[..., Sequence[Event]]]] = {
    "extension": extend,
    "suspension": suspend,
    "waiver": _waived,
}
"""What follows when the last word is yes."""
