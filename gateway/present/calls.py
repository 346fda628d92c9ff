"""The roll call: every responder's line, from the whistle's own events and from its task."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias

from contracts.events import call as k
from contracts.events import task as t
from contracts.events.event import Event
from contracts.views.view import Next
from contracts.views.whistle import CallView
from gateway.fold import Folded, nested
from gateway.kinds import tasks as task_kind
from gateway.present.reader import Reader

Calls: TypeAlias = Mapping[str, Folded]
"""Tasks by their id."""

_OWES = {
    "summoned": "acknowledge",
    "acknowledged": "arrive",
    "arrived": "complete",
    "working": "complete",
    "sent_back": "complete",
}
_NEXT = {"acknowledge": "task.notified", "arrive": "task.acknowledged", "complete": "task.working"}
_TIMES: Mapping[str, type[Event]] = {
    "warned_at": k.CallWarned,
    "overdue_at": k.CallOverdue,
    "supervised_at": k.SupervisionOpened,
    "escalated_at": k.CallEscalated,
}
_DUTIES = ("acknowledge", "arrive", "complete")


def calls(whistle: Folded, tasks: Calls, reader: Reader) -> tuple[CallView, ...]:
    """Every responder, in the order they were called."""
    lines = nested(whistle, "calls")
    return tuple(
        _call(id, call, whistle, tasks.get(id, Folded()), reader)
        for id, call in sorted(lines.items(), key=lambda line: _number(line[0]))
        if "department" in call
    )


def _number(task_id: str) -> tuple[int, str]:
    last = task_id.rsplit("-", 1)[-1]
    return (int(last) if last.isdecimal() else 0, task_id)


def _call(
    id: str, call: Mapping[str, Any], whistle: Folded, task: Folded, reader: Reader
) -> CallView:
    stage: str = call.get("end") or task_kind.stage(task) or "notified"
    stage = "summoned" if stage == "notified" else stage
    owes = _OWES.get(stage)
    by = _by(call, owes)
    return CallView(
        task_id=id,
        department=call["department"],
        department_name=reader.name(call["department"]),
        lead=whistle.get("lead_task") == id,
        designated=call["designated"],
        grade=call["grade"],
        stage=stage,
        silent=stage == "summoned",
        clocks=call["clocks"],
        owes=owes,  # pyright: ignore[reportArgumentType]
        owes_by=by,
        late=by is not None and by < reader.now,
        overdue=tuple(duty for duty in _DUTIES if f"overdue/{duty}" in call),
        supervisions=call.get("supervisions", 0),
        reworks=task.count(k.CallSentBack),
        next=_next(call["department"], owes, by, reader),
        **{name: _time(whistle, kind, id) for name, kind in _TIMES.items()},
        **_answer(task),
    )


def _by(call: Mapping[str, Any], owes: str | None) -> datetime | None:
    if owes is None:
        return None
    again = call.get("complete_by") if owes == "complete" else None
    return again or call["clocks"][f"{owes}_by"]


def _next(department: str, owes: str | None, by: datetime | None, reader: Reader) -> Next:
    return reader.next(_NEXT.get(owes or "", ""), department, by)


def _time(whistle: Folded, kind: type[Event], task_id: str) -> datetime | None:
    lines = (line for line in reversed(whistle.timeline) if line.type == kind.type)
    return next((line.time for line in lines if line.facts["task_id"] == task_id), None)


def _answer(task: Folded) -> dict[str, Any]:
    """What the responder itself said."""
    return {
        **{name: task.get(name) for name in ("handler", "eta", "person", "rank", "measures")},
        "acknowledged_at": when(task, t.TaskAcknowledged),
        "arrived_at": when(task, t.TaskArrived),
        "completed_at": when(task, t.TaskCompleted),
    }


def when(view: Folded, kind: type[Event]) -> datetime | None:
    """When something last happened."""
    line = view.last(kind)
    return line.time if line else None
