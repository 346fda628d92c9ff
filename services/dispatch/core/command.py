"""What the commander does with a raised whistle: urge, call, re-order, send back, give up.

Nobody but the street that raised it may; the gates have seen to that.
"""

from collections.abc import Sequence
from datetime import datetime

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.whistle import (
    CallMore,
    ChangeLead,
    EscalateWhistle,
    SendBack,
    WithdrawWhistle,
)
from contracts.events.call import CallReleased, CallSentBack
from contracts.events.event import Event
from contracts.events.whistle import (
    LeadChanged,
    WhistleEscalated,
    WhistleWithdrawn,
)
from contracts.refusals import NotSo, NotThere
from contracts.words import Level
from services.dispatch.core import choose
from services.dispatch.core.call import Call
from services.dispatch.core.call_life import CallStage
from services.dispatch.core.gates import not_now
from services.dispatch.core.joining import reach
from services.dispatch.core.limits import Limits
from services.dispatch.core.questions import Question, ask, escalating
from services.dispatch.core.summon import Summons, summon
from services.dispatch.core.whistle import Whistle


def call_more(
    command: CallMore, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Call one responder more; it leads only when nobody else is left to."""
    place = reach(whistle.place, whistle.joint, city)
    choose.check_department(command.department, place, city, "department")
    if whistle.call_of(command.department):
        name = choose.name_of(command.department, city)
        raise NotSo("called_already", field="department", department=name)
    if lead := not whistle.live:
        choose.check_lead(command.department, city, "department")
    return summon(whistle, [Summons(command.department, lead)], city, now)


def change_lead(
    command: ChangeLead, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """变更牵头: another responder leads, still exactly one."""
    call = _named(whistle, command.task_id)
    choose.check_lead(call.department, city, "task_id")
    if call.lead or not call.live:
        raise not_now("cannot_lead_now", whistle, actor, task_id=call.task_id)
    return [LeadChanged(task_id=call.task_id, reason=command.reason)]


def send_back(
    command: SendBack, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """退回重办: again, with the whole time of its kind from now; it counts as rework."""
    call = _named(whistle, command.task_id)
    if call.stage is not CallStage.COMPLETED:
        raise not_now("not_completed", whistle, actor, task_id=call.task_id)
    limits = Limits(whistle.kind, call.department, city, whistle.promised_by)
    complete_by = limits.due("complete", now)
    return [
        CallSentBack(
            whistle_id=whistle.id,
            task_id=call.task_id,
            department=call.department,
            reason=command.reason,
            complete_by=complete_by,
            sent_back_at=now,
            ladder=tuple(limits.ladder("complete", now, complete_by)),
        )
    ]


def withdraw(
    command: WithdrawWhistle, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """撤哨: everybody called is released without score, the cases go back."""
    released = [
        CallReleased(
            whistle_id=whistle.id,
            task_id=call.task_id,
            department=call.department,
            reason=command.reason,
        )
        for call in whistle.live
    ]
    return [*released, WhistleWithdrawn(reason=command.reason, case_ids=whistle.case_ids)]


def escalate(
    command: EscalateWhistle, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """提级: the district must give its word, asked about the call that leads while it is open."""
    call = next((call for call in whistle.answering if call.lead), whistle.answering[0])
    if escalating(call):
        raise not_now("escalated_already", whistle, actor)
    question = Question("escalation", Level.DISTRICT, command.reason)
    asked = ask(question, whistle, call, city, now)
    return [WhistleEscalated(reason=command.reason, answer_by=asked.due_at), asked]


def _named(whistle: Whistle, task_id: str) -> Call:
    try:
        return whistle.call(task_id)
    except NotThere:
        raise NotSo("unknown_call", field="task_id", task_id=task_id) from None
