"""More time, a pause, a waiver: asked by one; others approve, one level after the other.

Rule 1: the city says which levels must approve the n-th extension, and a suspension (运城: two
steps).
Rule 2: what a rule forbids is refused at once, without anybody's word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.relief import Waive
from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.events.relief import ReliefAsked, ReliefDecided
from contracts.events.task import TaskExtensionAsked, TaskSuspensionAsked
from contracts.refusals import NotSo
from contracts.relief import Cause, Wish
from contracts.sentences import say
from contracts.words import Level
from services.dispatch.core import choose
from services.dispatch.core.call import Call
from services.dispatch.core.gates import not_now
from services.dispatch.core.questions import seat
from services.dispatch.core.relief_clock import due
from services.dispatch.core.whistle import Whistle


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
    check_lead(call, whistle, city)
    return _asked(Asking("waiver", actor.id, command.reason), whistle, call, city, now)


def _asked(
    asking: Asking, whistle: Whistle, call: Call, city: City, now: datetime
) -> Sequence[Event]:
    if not call.answering:
        return []
    level = levels(asking.wish, call, city)[0]
    at = seat(level, whistle, call, city)
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
        at=at,
        due_at=due(at, city, now),
        street=whistle.street,
        recused=whistle.recused,
        joint=whistle.joint,
    )
    rule = _forbidden(asking, whistle, call, city, now)
    return [asked, _refused(asked, rule)] if rule else [asked]


def levels(wish: Wish, call: Call, city: City) -> tuple[Level, ...]:
    """Whose word is needed, in this order."""
    if wish == "extension":
        steps = city.extension.approvals
        return steps[min(call.extensions, len(steps) - 1)]
    return city.suspension.approvals if wish == "suspension" else (Level.STREET,)


def _forbidden(
    asking: Asking, whistle: Whistle, call: Call, city: City, now: datetime
) -> str | None:
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
        "promised_to_hotline": _beyond_promise(asking, whistle, call, now),
    }
    return next((code for code, holds in bars.items() if holds), None)


def _beyond_promise(asking: Asking, whistle: Whistle, call: Call, now: datetime) -> bool:
    """More time than the hotline was promised is nobody's here to give; a pause 挂账 is."""
    promised = whistle.promised_by
    if asking.wish != "extension" or promised is None or promised <= now:
        return False
    return call.clocks["complete"].by >= promised or (asking.until or promised) > promised


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


def check_lead(call: Call, whistle: Whistle, city: City) -> None:
    """A lead is waived only when somebody else can lead, or nobody else is called."""
    others = [other for other in whistle.live if other is not call]
    if call.lead and others and not any(choose.may_lead(o.department, city) for o in others):
        raise NotSo("nobody_left_to_lead", field="task_id")
