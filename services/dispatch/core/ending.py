"""The end of a whistle: the street confirms 销哨, everybody is judged, the street closes the file.

Rule 1: only the street that raised it ends it, and never over the head of an open call.
Rule 2: every problem is named exactly once, solved or not: two of three is said as two of three.
"""

from collections.abc import Sequence
from datetime import datetime

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.whistle import CloseWhistle, ConfirmWhistle
from contracts.events.call import CallAccepted
from contracts.events.event import Event
from contracts.events.whistle import WhistleClosed, WhistleConfirmed
from contracts.refusals import NotSo
from contracts.summons import CallRecord, Clocks
from services.dispatch.core.call import Call
from services.dispatch.core.call_life import DUTIES
from services.dispatch.core.gates import not_now
from services.dispatch.core.limits import Limits
from services.dispatch.core.whistle import Whistle


def confirm(
    command: ConfirmWhistle, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Accept what the responders did, and say of each problem how it ended."""
    if whistle.ratify_by:
        raise not_now("ratify_first", whistle, actor)
    if whistle.open_steps:
        steps = [step.id for step in whistle.open_steps]
        raise not_now("steps_open", whistle, actor, open=steps)
    named = sorted(end.problem_id for end in command.ends)
    if named != sorted(problem.id for problem in whistle.problems):
        problems = [problem.id for problem in whistle.problems]
        raise NotSo("every_problem_once", field="ends", problems=problems)
    accepted = [
        CallAccepted(whistle_id=whistle.id, task_id=call.task_id, department=call.department)
        for call in whistle.live
    ]
    return [
        *accepted,
        WhistleConfirmed(
            number=whistle.number,
            street=whistle.street,
            joint=whistle.joint,
            kind=whistle.kind,
            ends=command.ends,
            problems=whistle.problems,
            records=tuple(record(call, whistle, city) for call in whistle.live),
            result=command.result,
            due_at=city.due(whistle.street, now, city.span("assessment.score")).at,
            since=now,
        ),
    ]


def close(
    command: CloseWhistle, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Close the file."""
    return [WhistleClosed()]


def record(call: Call, whistle: Whistle, city: City) -> CallRecord:
    """Return the facts its assessment is judged on."""
    acknowledge, arrive, complete = (call.clocks[duty] for duty in DUTIES)
    missing_from = Limits(whistle.kind, call.department, city).missing_from(arrive.by)
    return CallRecord(
        task_id=call.task_id,
        department=call.department,
        lead=call.lead,
        clocks=Clocks(acknowledge_by=acknowledge.by, arrive_by=arrive.by, complete_by=complete.by),
        summoned_at=call.summoned_at,
        acknowledged_at=acknowledge.done_at,
        arrived_at=arrive.done_at,
        completed_at=complete.done_at,
        rank_met=call.rank_met,
        overdue=tuple(duty for duty in DUTIES if call.clocks[duty].late),
        no_show=arrive.done_at is None or arrive.done_at > missing_from,
        reworks=call.reworks,
        objections_rejected=call.objections_rejected,
        supervisions=call.supervisions,
        reminders=call.reminders,
        answers=call.answers,
        answer_seconds=call.answer_seconds,
        unanswered=call.unanswered,
    )
