"""Tasks, as response tells them, with what the other side did to them.

The summons and its clocks, a sending back, an acceptance and a release come from dispatch, a
transfer from intake. Each field has one speaker; the stage is worked out of all of them.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from contracts.events import call as k
from contracts.events import case_handed as handed
from contracts.events import case_ruling as w
from contracts.events import case_work as cw
from contracts.events import recomputed as m
from contracts.events import relief as r
from contracts.events import task as t
from gateway.fold import AT, Fields, Folded, Folds, nested
from gateway.kinds import files
from gateway.kinds.kind import Kind, listed, unit, where
from gateway.writes import below, both, sets, takes


def _later(event: m.CallRecomputed) -> Fields:
    return {"again_by": event.clocks.complete_by}


def _resumed(event: r.CallResumed) -> Fields:
    return {"again_by": event.clocks.complete_by, "suspended_until": None}


FOLDS: Folds = {
    t.TaskNotified: both(
        takes(
            *("department", "whistle_id", "case_id", "procedure", "street", "number", "text"),
            *("lead", "complete_by", "steps", "object_by"),
        ),
        files.begun,
    ),
    t.TaskAcknowledged: both(sets(acknowledged_at=AT), takes("handler", "eta")),
    t.TaskArrived: both(
        sets(arrived_at=AT),
        takes("person", "rank", "way", "distance_m", arrival_photos="photos"),
    ),
    t.TaskProgressed: sets(progressed=True),
    t.TaskCompleted: both(
        sets(completed_at=AT),
        takes("accepted_at", "contacted", "measures", "finished_at", result_photos="photos"),
    ),
    t.TaskExtensionAsked: lambda _: {},
    t.TaskSuspensionAsked: lambda _: {},
    t.TaskResumeAsked: lambda _: {},
    r.CallExtended: takes(again_by="complete_by", extensions="count"),
    r.CallSuspended: takes(suspended_until="until", suspended_for="cause"),
    m.CallRecomputed: both(_later, takes("clocks")),
    r.CallResumed: both(_resumed, takes("clocks")),
    t.TaskObjected: takes(asked="type"),
    t.TaskCannotSolve: takes(asked="type"),
    t.TaskRedacted: takes(redacted="depth"),
    k.CallSummoned: takes(
        "clocks", "place", "problems", "kind", "designated", called_grade="grade"
    ),
    k.CallEscalated: takes(raised_grade="grade"),
    k.RulingOpened: below("rulings", "ruling_id", takes("about")),
    k.RulingLapsed: below("rulings", "ruling_id", sets(over=True)),
    k.RulingDecided: below("rulings", "ruling_id", sets(over=True)),
    k.CallSentBack: takes(again_by="complete_by"),
    k.CallAccepted: sets(end="accepted"),
    k.CallReleased: sets(end="released"),
    handed.CaseTransferred: takes(
        "note", case_place="place", case_category="category", case_designated="designated"
    ),
    w.CaseRulingOpened: below("case_rulings", "ruling_id", takes("about")),
    w.CaseRulingLapsed: below("case_rulings", "ruling_id", sets(over=True)),
    w.CaseRuled: below("case_rulings", "ruling_id", sets(over=True)),
    cw.CaseRecomputed: takes(case_by="due_at"),
    handed.CaseReturned: sets(case_end="returned"),
    **files.FOLDS,
}

_AWAITED = {t.TaskObjected.type: "objected", t.TaskCannotSolve.type: "cannot_solve"}
_ASKED = frozenset({"objection", "cannot_solve"})
"""What a ruling is about when the department itself asked for it."""
_STEPS = (
    (t.TaskProgressed, "working"),
    (t.TaskArrived, "arrived"),
    (t.TaskAcknowledged, "acknowledged"),
    (t.TaskNotified, "notified"),
)
_OWED_BY = {"notified": "acknowledge_by", "acknowledged": "arrive_by"}
OPEN = frozenset({"notified", "acknowledged", "arrived", "working", "sent_back"})
"""Stages in which the department owes something."""


def tags(event: Any) -> Iterable[str]:
    """The department it calls, and where it is."""
    if files.concerns(event):
        yield from files.tags(event)
        return
    yield from where(event)
    yield from unit(getattr(event, "department", None))


def stage(task: Folded) -> str | None:
    """Where it stands; None while only others have spoken of it."""
    if task.get("opens") is not None:
        return files.stage(task)
    ended = task.get("end") or task.get("case_end")
    if ended or not task.count(t.TaskNotified):
        return ended and str(ended)
    if task.get("suspended_until"):
        return "suspended"
    if waiting := _waiting(task):
        return waiting
    if task.count(t.TaskCompleted) > task.count(k.CallSentBack):
        return "completed"
    if task.count(k.CallSentBack):
        return "sent_back"
    return next(stage for kind, stage in _STEPS if task.count(kind))


def rulings(task: Folded) -> Collection[Mapping[str, Any]]:
    """What was asked about it: of a whistle's call by dispatch, of a transfer by intake."""
    return (*nested(task, "rulings").values(), *nested(task, "case_rulings").values())


def _waiting(task: Folded) -> str | None:
    """What somebody must rule on, unless it was ruled on already."""
    asked = task.count(t.TaskObjected) + task.count(t.TaskCannotSolve)
    over = sum(one.get("over", False) for one in rulings(task) if one.get("about") in _ASKED)
    return _AWAITED[task.get("asked")] if asked > over else None


def due(task: Folded) -> datetime | None:
    """By when the department must take its next step; None: it owes nothing."""
    if task.get("opens") is not None:
        return files.due(task)
    now = stage(task)
    if now == "suspended":
        return task.get("suspended_until")
    if now not in OPEN:
        return None
    clocks: Mapping[str, datetime] = task.get("clocks", {})
    signed = nested(task, "clock").get("acknowledge", {}) if now == "notified" else {}
    owed = signed.get("due_at") or clocks.get(_OWED_BY.get(now, ""))
    last = task.get("again_by") or task.get("case_by")
    return owed or last or task.get("complete_by")


def facets(task: Folded) -> Mapping[str, Any]:
    """What lists narrow and sort by."""
    return listed(
        task,
        stage=stage(task),
        number=task.get("number"),
        whistle_id=task.get("whistle_id"),
        due_at=due(task),
    )


TASKS = Kind(
    name="tasks",
    source="response",
    born=t.TaskNotified,
    folds=FOLDS,
    tags=tags,
    facets=facets,
    filters=("number", "whistle_id"),
    by="task_id",
)
