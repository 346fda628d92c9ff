"""A task 报到任务 as its readers see it: one responder's inbox entry."""

from collections.abc import Mapping
from typing import Any

from pydantic import AwareDatetime

from contracts.events.task import TaskStep
from contracts.steps import FieldRule
from contracts.summons import Clocks, Problem
from contracts.views.evaluation import AssessmentView
from contracts.views.ruling import RulingView
from contracts.views.view import Moment, Next, View
from contracts.views.vote import VoteView
from contracts.words import Place


class OpenStep(View):
    """A step that may be taken now, with what it asks for."""

    step: str
    label_zh: str
    label_en: str
    optional: bool = False
    by: AwareDatetime | None = None
    mine: bool = False
    """The reader may take it."""
    evidence: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    fields: tuple[FieldRule, ...] = ()


class ChildView(View):
    """A task that a resolution asked somebody for, or the call to a meeting."""

    id: str
    procedure: str
    responder: str
    responder_name: str
    text: str
    held_at: AwareDatetime | None = None
    """When the meeting is that it calls to, like all that follows."""
    outcome: str | None = None
    """How it ended, and what that is called; None while it is open."""
    outcome_zh: str | None = None
    outcome_en: str | None = None
    came: bool | None = None
    """What the roll says; None until it is called."""


class PaperView(View):
    """Something the file puts on paper, ready to be printed by whoever may see it."""

    paper: str
    label_zh: str
    label_en: str
    number: str | None = None
    at: AwareDatetime
    page: str
    """Path of the page."""
    pdf: str


class ConfirmationView(View):
    """What a party says of the agreement."""

    party: str
    confirmed: bool
    way: str | None = None
    """How it was said to whoever recorded it; None: by the party itself, here."""
    by: str | None = None
    """Who recorded it, as far as the reader may know."""
    at: AwareDatetime


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
    extensions: int = 0
    suspended_until: AwareDatetime | None = None
    """挂账: its clocks stand still until then."""
    suspended_for: str | None = None
    rulings: tuple[RulingView, ...] = ()
    assessment: AssessmentView | None = None
    open: tuple[OpenStep, ...] = ()
    """Of a task that follows a procedure of the pack, like all that follows: what may be done."""
    tier: str | None = None
    known: Mapping[str, Any] = {}
    """The latest word in each field."""
    named: Mapping[str, tuple[str, ...]] = {}
    """Accounts by group: who mediates, the parties, who takes part."""
    children: tuple[ChildView, ...] = ()
    result: str | None = None
    outcome: str | None = None
    about: tuple[str, ...] = ()
    parent: str | None = None
    came: bool | None = None
    """Of a body that was called to a meeting: what the roll says."""
    restricted: bool = False
    papers: tuple[PaperView, ...] = ()
    proposals: tuple[str, ...] = ()
    """What was proposed; the first is put to the vote as 1."""
    votes: tuple[VoteView, ...] = ()
    confirmations: tuple[ConfirmationView, ...] = ()
    """The latest of each party."""
    timeline: tuple[Moment, ...]
