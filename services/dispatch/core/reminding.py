"""催办: the street reminds those who still owe something, so often and no oftener.

Rule 1: a department that was reminded a moment ago, or often enough, is left out when everybody is
reminded, and refused when it is named: the clocks go on by themselves.
"""

from collections.abc import Sequence
from datetime import datetime

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.whistle import Remind
from contracts.events.event import Event
from contracts.events.whistle import WhistleReminded
from contracts.refusals import NotNow, NotSo
from services.dispatch.core.call import Call
from services.dispatch.core.gates import not_now
from services.dispatch.core.whistle import Whistle


def remind(
    command: Remind, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Remind those named, or everybody who owes something and may be reminded."""
    owing = {call.task_id: call for call in whistle.answering}
    if unknown := [task_id for task_id in command.task_ids if task_id not in owing]:
        raise NotSo("owes_nothing", field="task_ids", task_id=unknown[0])
    named = dict.fromkeys(command.task_ids or owing)
    barred = {id: why for id in named if (why := _barred(owing[id], whistle, actor, city, now))}
    if barred and (command.task_ids or len(barred) == len(named)):
        raise next(iter(barred.values()))
    return [
        WhistleReminded(
            task_ids=tuple(id for id in named if id not in barred),
            text=command.text,
            count=whistle.reminders + 1,
            reminded_at=now,
        )
    ]


def _barred(call: Call, whistle: Whistle, actor: Actor, city: City, now: datetime) -> NotNow | None:
    if call.reminders >= city.reminding.max:
        return not_now("reminded_enough", whistle, actor, most=city.reminding.max)
    again = _again(call, whistle, city)
    if again is not None and again > now:
        return not_now("reminded_just_now", whistle, actor, again_at=again)
    return None


def _again(call: Call, whistle: Whistle, city: City) -> datetime | None:
    """From when a call may be reminded again; what is urgent need not wait as long."""
    if call.reminded_at is None:
        return None
    gaps = (city.reminding.every, city.kind(whistle.kind).clocks["acknowledge"])
    return min(city.due(call.department, call.reminded_at, gap).at for gap in gaps)
