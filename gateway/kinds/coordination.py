"""What the thread, the meetings and the agreed steps write into a whistle's view."""

from collections.abc import Mapping

from contracts.events import coordination as x
from contracts.events import supervision as v
from contracts.events.event import Event
from gateway.fold import AT, Fields, Fold
from gateway.writes import below, both, sets, takes

_MESSAGE = ("side", "department", "text", "photos", "said_at", "answer_by", "answers")


def _late(event: x.MessageUnanswered) -> Fields:
    return {f"thread/{event.message_id}/late/{event.department}": True}


def _agreed(event: x.MeetingHeld) -> Fields:
    return {
        f"agreed/{step.id}/{name}": getattr(step, name)
        for step in event.steps
        for name in ("department", "person", "target", "due_at")
    }


WRITES: Mapping[type[Event], Fold] = {
    x.MessageSaid: below("thread", "message_id", takes(*_MESSAGE, "answer_seconds")),
    x.MessageUnanswered: _late,
    x.MeetingHeld: both(
        _agreed, below("meetings", "meeting_id", takes("form", "held_at", "attendees", "decision"))
    ),
    x.StepDone: below("agreed", "step_id", both(sets(done_at=AT), takes("result", "photos"))),
    x.StepOverdue: below("agreed", "step_id", sets(overdue=True)),
    v.SupervisionAnswered: lambda _: {},
    v.SupervisionUnanswered: lambda _: {},
    v.SupervisionClosed: lambda _: {},
}
