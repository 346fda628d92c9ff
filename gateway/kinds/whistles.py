"""Whistles, as dispatch tells them: the whole, and every call's line of the roll call.

What the responders themselves say (acknowledged, arrived, completed) is in their tasks, and joined
to the roll call when somebody reads.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.events import call as k
from contracts.events import recomputed as m
from contracts.events import relief as r
from contracts.events import whistle as w
from contracts.events import whistle_draft as wd
from contracts.events.event import Event
from contracts.lifecycle import WHISTLE_LIFE
from contracts.recusal import open_path
from gateway.fold import AT, Fields, Fold, Folded, Folds
from gateway.kinds import coordination
from gateway.kinds.kind import Kind, listed, person, place, stages, unit, where
from gateway.writes import below, both, sets, takes

_OVER = sets(due_at=None)


def _call(inner: Fold) -> Fold:
    return below("calls", "task_id", inner)


def _ruling(inner: Fold) -> Fold:
    return below("rulings", "ruling_id", inner)


def _relief(inner: Fold) -> Fold:
    return below("reliefs", "relief_id", inner)


def _lead(event: k.CallSummoned) -> Fields:
    return {"lead_task": event.task_id} if event.lead else {}


def _late(event: k.CallOverdue) -> Fields:
    return {f"calls/{event.task_id}/overdue/{event.duty}": True}


def _tried(event: w.WhistleRaised) -> Fields:
    said = {"tried": event.tried, "danger": event.danger, "promised_by": event.promised_by}
    return {name: value for name, value in said.items() if value}


def _nothing(_: Event) -> Fields:
    return {}


def _resumed(event: r.CallResumed) -> Fields:
    call = f"calls/{event.task_id}"
    by = event.clocks.complete_by
    return {f"{call}/complete_by": by, f"{call}/suspended_until": None}


def _later(event: m.CallRecomputed) -> Fields:
    return {f"calls/{event.task_id}/complete_by": event.clocks.complete_by}


def _moved(event: m.WhistleRecomputed) -> Fields:
    rulings = {f"rulings/{one.id}/due_at": one.due_at for one in event.moved}
    thread = {f"thread/{one.id}/answer_by": one.due_at for one in event.answers}
    ratified = {one.id: one.due_at for one in event.beside if one.id == "ratify_by"}
    return {**rulings, **thread, **ratified}


def _reminded(event: w.WhistleReminded) -> Fields:
    return {f"calls/{task_id}/reminded_at": AT for task_id in event.task_ids}


_SUMMONED = _call(
    takes(
        *("department", "lead", "clocks", "designated", "procedure", "grade", "summoned_at"),
        called_grade="grade",
    )
)

_DRAFTED = takes(
    *("number", "kind", "grade", "street", "community", "origin", "needs_endorsement"),
    *("problems", "place", "reason", "drafter", "due_at", "tried", "danger", "again_of"),
    "promised_by",
    "joint",
    proposed="responders",
)


def _returned(event: wd.WhistleReturned) -> Fields:
    return {"asker": event.owner.at, "returned_for": event.reason, "due_at": event.due_at}


_WRITES: Mapping[type[Event], Fold] = {
    wd.WhistleDrafted: _DRAFTED,
    wd.WhistleReturned: _returned,
    wd.WhistleRevised: both(_DRAFTED, sets(returned_for=None, opinion=None)),
    wd.WhistleEndorsed: takes("opinion", "due_at"),
    wd.WhistleUnendorsed: both(takes("due_at"), sets(needs_endorsement=False)),
    wd.WhistleRefused: both(_OVER, takes(closing_reason="reason")),
    w.WhistleRaised: both(
        _tried,
        takes("kind", "grade", "problems", "complete_by", "ratify_by", due_at="complete_by"),
        takes("shown"),
    ),
    w.WhistleRatified: both(sets(ratify_by=None), takes(ratified="opinion")),
    w.WhistleUnratified: takes("ratify_by"),
    w.WhistleJoined: below("joined", "street", takes("opinion")),
    w.WhistleDeclined: below("declined", "street", takes("reason")),
    w.WhistleUnjoined: _nothing,
    w.LeadChanged: takes(lead_task="task_id"),
    w.WhistleReminded: both(_reminded, takes(reminders="count")),
    w.WhistleMustered: lambda _: {},
    w.WhistleSolved: takes("due_at"),
    w.WhistleResumed: lambda _: {},
    w.WhistleConfirmed: takes("ends", "result", "records", "due_at"),
    w.WhistleAssessed: takes("due_at"),
    w.WhistleClosed: _OVER,
    w.WhistleWithdrawn: both(_OVER, takes(closing_reason="reason")),
    w.WhistleRedacted: takes(redacted="depth"),
    w.WhistleEscalated: takes(escalated_by="answer_by"),
    w.WhistleOverdue: takes("due_at"),
    k.CallSummoned: both(_lead, _SUMMONED),
    k.CallWarned: _call(sets(warned_at=AT)),
    k.CallOverdue: both(_late, _call(sets(overdue_at=AT))),
    k.SupervisionOpened: _call(both(sets(supervised_at=AT), takes(supervisions="count"))),
    k.CallEscalated: _call(both(sets(escalated_at=AT), takes("grade"))),
    k.RulingOpened: _ruling(takes("task_id", "level", "at", "due_at", "about")),
    k.RulingOverdue: _ruling(takes("level", "at", "due_at")),
    k.RulingLapsed: _ruling(sets(over=True)),
    k.RulingDecided: _ruling(sets(over=True)),
    k.CallReleased: _call(both(sets(end="released"), takes("waived"))),
    k.RulingReferred: _ruling(takes("level", "at", "due_at")),
    r.ReliefAsked: _relief(takes("task_id", "at", "due_at")),
    r.ReliefPassedOn: _relief(takes("at", "due_at")),
    r.ReliefOverdue: _relief(takes("due_at")),
    r.ReliefDecided: _relief(sets(over=True)),
    r.ReliefLapsed: _relief(sets(over=True)),
    r.CallExtended: _call(takes("complete_by", extensions="count")),
    r.CallSuspended: _call(takes(suspended_until="until", suspended_for="cause")),
    r.CallRechecked: _nothing,
    r.CallResumed: both(_resumed, _call(takes("clocks"))),
    k.CallAccepted: _call(sets(end="accepted")),
    k.CallSentBack: _call(takes(complete_by="complete_by")),
    m.CallRecomputed: both(_later, _call(takes("clocks"))),
    m.ReliefRecomputed: _relief(takes("due_at")),
    **dict.fromkeys((m.RulingRecomputed, m.SupervisionRecomputed), _nothing),
    m.WhistleRecomputed: both(_moved, takes("due_at")),
    **coordination.WRITES,
}

_STAGES = stages(WHISTLE_LIFE)

FOLDS: Folds = {
    kind: both(writes, _STAGES[kind]) if kind in _STAGES else writes
    for kind, writes in _WRITES.items()
}


def tags(event: Any) -> Iterable[str]:
    """Where it is, who asked for it, and every department it has called."""
    yield from where(event)
    yield from place(*_community(event))
    yield from person(getattr(event, "drafter", None))
    if isinstance(event, k.CallSummoned):
        yield from unit(event.department)


def _community(event: Any) -> Iterable[str]:
    """The community that endorses a draft, unless it steps aside."""
    if not isinstance(event, wd.WhistleDrafted) or not event.community:
        return ()
    above = open_path(event.place.path, event.recused)
    return () if event.recused and event.community not in above else (event.community,)


def facets(whistle: Folded) -> Mapping[str, Any]:
    """What lists narrow and sort by."""
    return listed(
        whistle,
        stage=whistle.get("stage"),
        number=whistle.get("number"),
        kind=whistle.get("kind"),
        due_at=whistle.get("due_at"),
    )


WHISTLES = Kind(
    name="whistles",
    source="dispatch",
    born=wd.WhistleDrafted,
    folds=FOLDS,
    tags=tags,
    facets=facets,
    filters=("number", "kind"),
)
