"""How what is said, met and agreed on a whistle changes it."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from contracts.events import coordination as x
from contracts.events import whistle as w
from contracts.events.event import Event
from services.dispatch.core.agreed import Asked, Step
from services.dispatch.core.call import Call
from services.dispatch.core.whistle import Whistle

Changes: TypeAlias = Mapping[str, object]


def _said(whistle: Whistle, event: x.MessageSaid) -> Changes:
    said = {"said": whistle.said + 1}
    if event.side == "street":
        return {**said, "asked": (*whistle.asked, *_question(whistle, event))}
    if event.answers is None or event.department is None:
        return said
    return {
        **said,
        "asked": _answered(whistle.asked, event.answers, event.department),
        "calls": _each(whistle, event.department, lambda call: _quick(call, event)),
    }


def _question(whistle: Whistle, event: x.MessageSaid) -> tuple[Asked, ...]:
    everybody = tuple(call.department for call in whistle.live)
    owed = (event.department,) if event.department else everybody
    if event.answer_by is None:
        return ()
    return (
        Asked(id=event.message_id, said_at=event.said_at, answer_by=event.answer_by, owed=owed),
    )


def _answered(asked: tuple[Asked, ...], upto: str, department: str) -> tuple[Asked, ...]:
    """An answer answers what was asked before, too."""
    ids = [one.id for one in asked]
    last = ids.index(upto) if upto in ids else -1
    after = [one.without(department) if n <= last else one for n, one in enumerate(asked)]
    return tuple(one for one in after if one.owed)


def _quick(call: Call, event: x.MessageSaid) -> Changes:
    seconds = call.answer_seconds + (event.answer_seconds or 0)
    return {"answers": call.answers + 1, "answer_seconds": seconds}


def _unanswered(whistle: Whistle, event: x.MessageUnanswered) -> Changes:
    late = {"late": event.department}
    return {
        "asked": tuple(
            one.model_copy(update={"late": (*one.late, late["late"])})
            if one.id == event.message_id
            else one
            for one in whistle.asked
        ),
        "calls": _each(whistle, event.department, lambda call: {"unanswered": call.unanswered + 1}),
    }


def _met(whistle: Whistle, event: x.MeetingHeld) -> Changes:
    agreed = (
        Step(id=step.id, department=step.department, look_at=step.due_at) for step in event.steps
    )
    return {"meetings": whistle.meetings + 1, "steps": (*whistle.steps, *agreed)}


def _step(whistle: Whistle, step_id: str, changes: Changes) -> Changes:
    return {
        "steps": tuple(
            step.model_copy(update=changes) if step.id == step_id else step
            for step in whistle.steps
        )
    }


def _reminded(whistle: Whistle, event: w.WhistleReminded) -> Changes:
    calls = tuple(
        call.model_copy(update={"reminders": call.reminders + 1, "reminded_at": event.reminded_at})
        if call.task_id in event.task_ids
        else call
        for call in whistle.calls
    )
    return {"reminders": event.count, "calls": calls}


def _each(
    whistle: Whistle, department: str, changes: Callable[[Call], Changes]
) -> tuple[Call, ...]:
    return tuple(
        call.model_copy(update=changes(call)) if call.department == department else call
        for call in whistle.calls
    )


LEAVES: Final[Mapping[type[Event], Callable[[Whistle, Any], Changes]]] = {
    x.MessageSaid: _said,
    x.MessageUnanswered: _unanswered,
    x.MeetingHeld: _met,
    x.StepDone: lambda whistle, e: _step(whistle, e.step_id, {"done": True}),
    x.StepOverdue: lambda whistle, e: _step(whistle, e.step_id, {"look_at": e.due_at}),
    w.WhistleReminded: _reminded,
}
