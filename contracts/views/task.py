"""A task 报到任务 as its readers see it: one responder's inbox entry."""

from pydantic import AwareDatetime

from contracts.events.task import TaskStep
from contracts.summons import Clocks, Problem
from contracts.views.evaluation import AssessmentView
from contracts.views.ruling import RulingView
from contracts.views.view import Moment, Next, View
from contracts.words import Place


class TaskRow(View):
    """A task in the inbox."""

    id: str
    version: int
    number: str | None = None
    stage: str
    department: str
    department_name: str
    street: str
    lead: bool
    procedure: str
    kind: str | None = None
    grade: str | None = None
    text: str
    address: str | None = None
    whistle_id: str | None = None
    case_id: str | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next: Next


class TaskView(TaskRow):
    """A task with everything its reader may know."""

    place: Place | None = None
    problems: tuple[Problem, ...] = ()
    photos: tuple[str, ...] = ()
    """What the reporters showed, unless the case is confidential."""
    note: str | None = None
    clocks: Clocks | None = None
    complete_by: AwareDatetime
    object_by: AwareDatetime | None = None
    designated: bool = False
    steps: tuple[TaskStep, ...] = ()
    handler: str | None = None
    eta: AwareDatetime | None = None
    acknowledged_at: AwareDatetime | None = None
    person: str | None = None
    rank: str | None = None
    way: str | None = None
    arrived_at: AwareDatetime | None = None
    completed_at: AwareDatetime | None = None
    accepted_at: AwareDatetime | None = None
    contacted: str | None = None
    measures: str | None = None
    finished_at: AwareDatetime | None = None
    result_photos: tuple[str, ...] = ()
    reworks: int = 0
    rulings: tuple[RulingView, ...] = ()
    assessment: AssessmentView | None = None
    timeline: tuple[Moment, ...]
