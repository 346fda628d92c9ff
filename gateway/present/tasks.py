"""A task as one reader sees it: first of all the department it calls."""

from dataclasses import dataclass
from typing import Any

from contracts.events import call as k
from contracts.views.evaluation import AssessmentView
from contracts.views.ruling import RulingView
from contracts.views.task import TaskRow, TaskView
from contracts.views.view import Next
from gateway.fold import Folded
from gateway.kinds import tasks as kind
from gateway.masks import reporters
from gateway.present.cases import hides_photos
from gateway.present.files import file, next_step
from gateway.present.papers import confirmations
from gateway.present.reader import Reader, problems, shown
from gateway.present.votes import proposals, votes
from gateway.present.withheld import is_withheld_work, withheld
from gateway.scopes import Sight

_TIMES = ("acknowledged_at", "arrived_at", "completed_at")
_RULED_ON = frozenset({"objected", "cannot_solve"})


@dataclass(frozen=True)
class Around:
    """What else there is about a task."""

    whistle: Folded | None = None
    case: Folded | None = None
    rulings: tuple[RulingView, ...] = ()
    assessment: AssessmentView | None = None


def task_row(id: str, task: Folded, reader: Reader, around: Around) -> TaskRow:
    """A line of the inbox."""
    sight = kind.files.sight(task, reader.scope.sight(task.tags), reader.me)
    row = TaskRow(**_row(id, task, reader, around, sight))
    return withheld(row) if is_withheld_work(task, reader.scope, reader.city) else row


def task_view(id: str, task: Folded, reader: Reader, around: Around) -> TaskView:
    """The whole task."""
    sight = kind.files.sight(task, reader.scope.sight(task.tags), reader.me)
    told = reader.timeline(task, sight, hidden=reporters(around.case or Folded()))
    copied = ("handler", "eta", "person", "rank", "way", "accepted_at", "finished_at", *_TIMES)
    words = ("contacted", "measures", "note")
    view = TaskView(
        **_row(id, task, reader, around, sight),
        **{name: task.get(name) for name in copied},
        **{name: shown(task.get(name), sight) for name in words},
        place=shown(_place(task), sight),
        problems=problems(task, sight),
        photos=_photos(around.case, sight),
        clocks=task.get("clocks"),
        complete_by=task.get("again_by") or kind.files.whole_by(task),
        object_by=task.get("object_by"),
        designated=task.get("designated") or task.get("case_designated", False),
        steps=tuple(task.get("steps", ())),
        result_photos=tuple(task.get("result_photos", ())),
        reworks=task.count(k.CallSentBack),
        extensions=task.get("extensions", 0),
        suspended_until=task.get("suspended_until"),
        suspended_for=task.get("suspended_for") if task.get("suspended_until") else None,
        rulings=around.rulings,
        assessment=around.assessment,
        **file(id, task, reader),
        confirmations=confirmations(told),
        proposals=proposals(task),
        votes=votes(task, reader, sight),
        timeline=told,
    )
    return withheld(view) if is_withheld_work(task, reader.scope, reader.city) else view


def _row(id: str, task: Folded, reader: Reader, around: Around, sight: Sight) -> dict[str, Any]:
    department, place = kind.files.responder(task), _place(task)
    copied = ("number", "street", "procedure", "kind", "whistle_id")
    return {
        **{name: task.get(name) for name in copied},
        "id": id,
        "version": task.heads["response"],
        "stage": kind.stage(task),
        "department": department,
        "department_name": reader.name(department),
        "lead": _leads(id, task, around.whistle),
        "grade": task.get("raised_grade") or task.get("called_grade"),
        "text": shown(task.get("text"), sight),
        "address": shown(place["address"], sight) if place else None,
        "case_id": None if sight is Sight.CALLED else task.get("case_id"),
        "created_at": task.created_at,
        "updated_at": task.updated_at,
        "next": _next(task, reader, around),
    }


def _place(task: Folded) -> Any:
    return task.get("place") or task.get("case_place") or task.get("where")


def _leads(id: str, task: Folded, whistle: Folded | None) -> bool:
    return whistle.get("lead_task") == id if whistle else task.get("lead")


def _photos(case: Folded | None, sight: Sight) -> tuple[str, ...]:
    if case is None or hides_photos(case, sight):
        return ()
    return tuple(case.get("photos", ()))


def _next(task: Folded, reader: Reader, around: Around) -> Next:
    if step := next_step(task, reader):
        return step
    stage, department = kind.stage(task), task.get("department")
    if stage in _RULED_ON and (waiting := [r for r in around.rulings if r.open]):
        return reader.next(f"task.{stage}", waiting[0].at, waiting[0].due_at)
    if stage == "suspended":
        return reader.next("task.suspended", department, kind.due(task))
    if stage in kind.OPEN:
        transfer = stage == "acknowledged" and not task.get("clocks")
        key = "task.completing" if transfer else f"task.{stage}"
        return reader.next(key, department, kind.due(task))
    return reader.next(f"task.{stage}", task.get("street"), None)
