"""The roll call: every responder's line, from the whistle's own events and from its task."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias

from contracts.events import call as k
from contracts.views.view import Next
from contracts.views.whistle import CallView
from contracts.words import Grade
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
_NOT_HEARD_OF = Folded()
_RANKS = tuple(Grade)
_TIMES = ("reminded_at", "summoned_at", "warned_at", "overdue_at", "supervised_at", "escalated_at")
_DUTIES = ("acknowledge", "arrive", "complete")


def calls(whistle: Folded, tasks: Calls, reader: Reader) -> tuple[CallView, ...]:
    """Every responder, in the order they were called."""
    lines = nested(whistle, "calls")
    return tuple(
        _call(id, call, whistle, tasks.get(id, _NOT_HEARD_OF), reader)
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
    waits = None if call.get("end") else call.get("suspended_until")
    stage = "suspended" if waits else stage
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
        rank_met=_met(task, call),
        extensions=call.get("extensions", 0),
        suspended_until=waits,
        suspended_for=call.get("suspended_for") if waits else None,
        waived=call.get("waived", False),
        next=_next(call["department"], owes, waits or by, reader),
        **{name: call.get(name) for name in _TIMES},
        **_answer(task),
    )


def _by(call: Mapping[str, Any], owes: str | None) -> datetime | None:
    if owes is None:
        return None
    again = call.get("complete_by") if owes == "complete" else None
    return again or call["clocks"][f"{owes}_by"]


def _next(department: str, owes: str | None, by: datetime | None, reader: Reader) -> Next:
    waits = "task.suspended" if by else ""
    return reader.next(_NEXT.get(owes or "", waits), department, by)


def _met(task: Folded, call: Mapping[str, Any]) -> bool | None:
    """Held against the rank that was needed when they came: it may have risen since."""
    came, raised_at = task.get("arrived_at"), call.get("escalated_at")
    if came is None:
        return None
    needed = call["called_grade"] if raised_at is None or came < raised_at else call["grade"]
    return _RANKS.index(Grade(task.get("rank"))) >= _RANKS.index(Grade(needed))


def _answer(task: Folded) -> dict[str, Any]:
    """What the responder itself said."""
    said = ("handler", "eta", "person", "rank", "way", "distance_m", "measures")
    times = ("acknowledged_at", "arrived_at", "completed_at")
    return {name: task.get(name) for name in (*said, *times)}
