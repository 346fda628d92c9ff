"""A whistle 哨 as its readers see it: above all its roll call."""

from pydantic import AwareDatetime

from contracts.summons import Clocks, Duty, Problem, ProblemEnd, Responder
from contracts.views.case import CaseRow
from contracts.views.coordination import (
    AgreedView,
    AnswerTime,
    MeetingView,
    MessageView,
    Muster,
)
from contracts.views.evaluation import AssessmentView
from contracts.views.ruling import RulingView
from contracts.views.view import Moment, Next, Page, View
from contracts.words import Place


class CallView(View):
    """One responder's line of the roll call."""

    task_id: str
    department: str
    department_name: str
    lead: bool
    designated: bool = False
    grade: str
    stage: str
    """summoned, acknowledged, arrived, working, completed, sent_back, accepted, released, …"""
    silent: bool
    """It has not even acknowledged."""
    clocks: Clocks
    owes: Duty | None = None
    """What it owes next; None: nothing."""
    owes_by: AwareDatetime | None = None
    late: bool = False
    overdue: tuple[Duty, ...] = ()
    """The duties whose limit passed before they were done."""
    warned_at: AwareDatetime | None = None
    overdue_at: AwareDatetime | None = None
    supervised_at: AwareDatetime | None = None
    escalated_at: AwareDatetime | None = None
    supervisions: int = 0
    reworks: int = 0
    extensions: int = 0
    suspended_until: AwareDatetime | None = None
    """挂账: its clocks stand still until then."""
    suspended_for: str | None = None
    waived: bool = False
    """免办: released because the street did not need it any more."""
    handler: str | None = None
    eta: AwareDatetime | None = None
    acknowledged_at: AwareDatetime | None = None
    arrived_at: AwareDatetime | None = None
    person: str | None = None
    rank: str | None = None
    rank_met: bool | None = None
    """Whether somebody of the rank that must come came; None: nobody came yet."""
    way: str | None = None
    """How the arrival was shown: gps, qr, remote or hand."""
    distance_m: int | None = None
    reminded_at: AwareDatetime | None = None
    summoned_at: AwareDatetime | None = None
    completed_at: AwareDatetime | None = None
    measures: str | None = None
    next: Next


class WhistleRow(View):
    """A whistle in a list, with its roll call."""

    id: str
    version: int
    number: str
    stage: str
    kind: str
    kind_zh: str
    kind_en: str
    grade: str
    street: str
    community: str | None = None
    text: str
    """Its first problem."""
    problem_count: int
    address: str
    calls: tuple[CallView, ...]
    silent: tuple[str, ...]
    """Departments that were called and have not acknowledged."""
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next: Next


class WhistlePage(Page[WhistleRow]):
    """A page of whistles; the first one also shows what a whistle may be blown on."""

    candidates: tuple[CaseRow, ...] = ()
    """久拖不决: the stuck cases of a commander's own street, each with its whistle."""


class Behind(View):
    """One who stood behind the whistle on its way: a level, and what was said."""

    level: str
    by: str | None = None
    opinion: str | None = None
    at: AwareDatetime


class JointStreet(View):
    """Another street on a joint whistle."""

    street: str
    street_name: str
    joined: bool
    declined: bool = False
    opinion: str | None = None
    """What it said when it joined, or why it does not."""


class Awaited(View):
    """Somebody's word that a whistle waits for."""

    id: str | None = None
    """Of the ruling or the request about time; None: the whistle itself is to be approved."""
    task_id: str | None = None
    department: str | None = None
    """Whose call it is about."""
    next: Next


class TriedView(View):
    """One of the street's own who tried before anybody whistled."""

    case_id: str | None = None
    """None for who may not know which case it is."""
    by: str
    by_zh: str
    by_en: str


class WhistleView(WhistleRow):
    """A whistle with everything its reader may know."""

    chain: tuple[Behind, ...] = ()
    """From the level that asked to the street that raised it."""
    tried: str | None = None
    """What the street's own offices did about it before."""
    shown: tuple[TriedView, ...] = ()
    """Who of the street's own had tried, as the cases' records show."""
    danger: str | None = None
    """Why an emergency cannot wait, where its class does not say so."""
    promised_by: AwareDatetime | None = None
    """By when the hotline was promised what it carries: no limit runs longer."""
    danger_zh: str | None = None
    danger_en: str | None = None
    again_of: str | None = None
    """The earlier whistle on the same matter."""
    returned_for: str | None = None
    """退回: what whoever asked is to write otherwise."""
    ratify_by: AwareDatetime | None = None
    """Blown at once: by when it must be approved after the fact."""
    ratified: str | None = None
    joint: tuple[JointStreet, ...] = ()
    awaits: tuple[Awaited, ...] = ()
    """Whose word is awaited, the soonest first."""

    origin: str
    needs_endorsement: bool
    drafter: str | None = None
    reason: str
    place: Place
    problems: tuple[Problem, ...]
    proposed: tuple[Responder, ...] = ()
    """Whom the draft would call."""
    opinion: str | None = None
    """What the community said when it endorsed the draft."""
    lead: str | None = None
    reminders: int = 0
    muster: Muster
    thread: tuple[MessageView, ...] = ()
    answer_times: tuple[AnswerTime, ...] = ()
    meetings: tuple[MeetingView, ...] = ()
    agreed: tuple[AgreedView, ...] = ()
    """Steps agreed on the meetings: unit, person, target, time."""
    result: str | None = None
    ends: tuple[ProblemEnd, ...] = ()
    """Which problems are solved, once the street has confirmed."""
    closing_reason: str | None = None
    """Why it was refused or withdrawn."""
    rulings: tuple[RulingView, ...] = ()
    assessments: tuple[AssessmentView, ...] = ()
    timeline: tuple[Moment, ...]
