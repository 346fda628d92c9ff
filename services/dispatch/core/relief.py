"""More time, a pause, a waiver: asked by one, approved by others, one level after the other.

Rule 1: the city says which levels must approve the n-th extension, and a suspension (运城: two
steps). Each level gives its word; the first no is the end.
Rule 2: a waiver needs a second person of the street or the district; never the one who asked.
Rule 3: what a rule forbids is refused at once, without anybody's word.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.relief import DecideRelief, Waive
from contracts.envelope import Envelope
from contracts.events.call import CallReleased
from contracts.events.event import Event
from contracts.events.relief import (
    ReliefAsked,
    ReliefDecided,
    ReliefLapsed,
    ReliefOverdue,
    ReliefPassedOn,
)
from contracts.events.task import TaskExtensionAsked, TaskSuspensionAsked
from contracts.refusals import NotSo, NotThere, NotYours
from contracts.relief import Cause, Wish
from contracts.sentences import say
from contracts.words import Level
from services.dispatch.core import choose
from services.dispatch.core.call import Call, Relief
from services.dispatch.core.gates import commander, district, not_now, supervisor
from services.dispatch.core.questions import seat
from services.dispatch.core.suspension import extend, suspend
from services.dispatch.core.whistle import Whistle

RULING: Final = "extension.ruling"
"""How long each level has."""


@dataclass(frozen=True)
class Asking:
    """What is asked, by whom."""

    wish: Wish
    asker: str
    reason: str
    until: datetime | None = None
    cause: Cause | None = None


def on_extension(
    heard: Envelope[TaskExtensionAsked], whistle: Whistle, city: City, now: datetime
) -> Sequence[Event]:
    """延期: the department asks for more time."""
    asking = Asking("extension", heard.by, heard.data.reason, heard.data.until)
    return _asked(asking, whistle, whistle.call(heard.subject), city, now)


def on_suspension(
    heard: Envelope[TaskSuspensionAsked], whistle: Whistle, city: City, now: datetime
) -> Sequence[Event]:
    """挂账: the department asks to let it wait."""
    word = heard.data
    asking = Asking("suspension", heard.by, word.reason, word.until, word.cause)
    return _asked(asking, whistle, whistle.call(heard.subject), city, now)


def waive(
    command: Waive, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """免办: the street needs a responder no more; somebody else must agree."""
    call = next((call for call in whistle.answering if call.task_id == command.task_id), None)
    if call is None:
        raise NotSo("owes_nothing", field="task_id")
    if any(relief.wish == "waiver" for relief in call.reliefs):
        raise not_now("relief_awaited", whistle, actor)
    _check_lead(call, whistle, city)
    return _asked(Asking("waiver", actor.id, command.reason), whistle, call, city, now)


def _asked(
    asking: Asking, whistle: Whistle, call: Call, city: City, now: datetime
) -> Sequence[Event]:
    if not call.answering:
        return []
    level = _levels(asking.wish, call, city)[0]
    asked = ReliefAsked(
        whistle_id=whistle.id,
        task_id=call.task_id,
        department=call.department,
        relief_id=f"{call.task_id}-x{call.asked + 1}",
        wish=asking.wish,
        asker=asking.asker,
        reason=asking.reason,
        cause=asking.cause,
        until=asking.until,
        asked_at=now,
        level=level,
        at=seat(level, whistle),
        due_at=_due(level, whistle, city, now),
        street=whistle.street,
        recused=whistle.recused,
    )
    rule = _forbidden(asking, whistle, call, city)
    return [asked, _refused(asked, rule)] if rule else [asked]


def _levels(wish: Wish, call: Call, city: City) -> tuple[Level, ...]:
    """Whose word is needed, in this order."""
    if wish == "extension":
        steps = city.extension.approvals
        return steps[min(call.extensions, len(steps) - 1)]
    return city.suspension.approvals if wish == "suspension" else (Level.STREET,)


def _forbidden(asking: Asking, whistle: Whistle, call: Call, city: City) -> str | None:
    """The rule that says no, as the code of its sentence."""
    if asking.wish == "waiver":
        return None
    used, most = {
        "extension": (call.extensions, city.extension.max),
        "suspension": (call.suspensions, city.suspension.max),
    }[asking.wish]
    bars = {
        "never_extended": not city.kind(whistle.kind).extendable,
        "relief_used_up": used >= most,
        "suspended": call.suspension is not None,
    }
    return next((code for code, holds in bars.items() if holds), None)


def _refused(asked: ReliefAsked, rule: str) -> ReliefDecided:
    return ReliefDecided(
        whistle_id=asked.whistle_id,
        task_id=asked.task_id,
        department=asked.department,
        relief_id=asked.relief_id,
        wish=asked.wish,
        granted=False,
        reason=say(rule, "zh"),
        rule=rule,
    )


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
        at, due_at = seat(level, whistle), _due(level, whistle, city, now)
        return [ReliefPassedOn(**about, level=level, at=at, due_at=due_at)]
    grants = _GRANTS[relief.wish] if command.granted else _nothing
    decided = ReliefDecided(**about, wish=relief.wish, granted=command.granted)
    return [decided, *grants(relief, call, whistle, city, now)]


def _next_level(relief: Relief, call: Call, city: City) -> Level | None:
    """Whose word is needed after the one that is awaited."""
    levels = _levels(relief.wish, call, city)
    before = levels.index(relief.level) if relief.level in levels else len(levels)
    return next(iter(levels[before + 1 :]), None)


def _awaited(whistle: Whistle, relief_id: str) -> tuple[Call, Relief]:
    for call in whistle.calls:
        for relief in call.reliefs:
            if relief.id == relief_id:
                return call, relief
    raise NotThere("no_such_relief")


def _check_ruler(relief: Relief, actor: Actor, whistle: Whistle, city: City) -> None:
    if relief.asker == actor.id:
        raise NotYours("second_person_decides")
    streets = (commander, supervisor, district) if relief.wish == "waiver" else (commander,)
    may = streets if relief.level is Level.STREET else (district,)
    if not any(test(actor, whistle) for test in may):
        raise NotYours("not_this_ruler", ruler=city.territory(relief.at).name)


def _waived(
    relief: Relief, call: Call, whistle: Whistle, city: City, now: datetime
) -> Sequence[Event]:
    _check_lead(call, whistle, city)
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


def _check_lead(call: Call, whistle: Whistle, city: City) -> None:
    """A lead is waived only when somebody else can lead, or nobody else is called."""
    others = [other for other in whistle.live if other is not call]
    if call.lead and others and not any(choose.may_lead(o.department, city) for o in others):
        raise NotSo("nobody_left_to_lead", field="task_id")


_GRANTS: Final[Mapping[Wish, Callable[..., Sequence[Event]]]] = {
    "extension": extend,
    "suspension": suspend,
    "waiver": _waived,
}
"""What follows when the last word is yes."""


def lapsed(whistle: Whistle) -> Sequence[Event]:
    """Nobody need decide about the time of a call that owes nothing any more."""
    return [
        ReliefLapsed(
            whistle_id=whistle.id,
            task_id=call.task_id,
            department=call.department,
            relief_id=relief.id,
        )
        for call in whistle.calls
        if not call.answering
        for relief in call.reliefs
    ]


def _due(level: Level, whistle: Whistle, city: City, now: datetime) -> datetime:
    return city.due(seat(level, whistle), now, city.span(RULING)).at


def late_reliefs(whistle: Whistle) -> Iterator["LateRelief"]:
    """Words that are awaited."""
    for call in whistle.answering:
        yield from (LateRelief(relief.due_at, whistle, call, relief) for relief in call.reliefs)


_ASKED: Final[Mapping[Level, Role]] = {
    Level.STREET: Role.STREET_COMMANDER,
    Level.DISTRICT: Role.DISTRICT_SUPERVISOR,
}


@dataclass(frozen=True)
class LateRelief:
    """Nobody gave the word in time: whoever must is told, again and again."""

    at: datetime
    whistle: Whistle
    call: Call
    relief: Relief

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        """Say so, with a new time."""
        level, place = self.relief.level, self.relief.at
        return [
            ReliefOverdue(
                whistle_id=self.whistle.id,
                task_id=self.call.task_id,
                department=self.call.department,
                relief_id=self.relief.id,
                was_due_at=self.at,
                due_at=_due(level, self.whistle, city, now),
                tell=city.holders(_ASKED[level], place),
            )
        ]
