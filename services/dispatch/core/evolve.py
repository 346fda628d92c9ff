"""How each event changes a whistle; what it does to one call is in `call_events`.

Rule 1: the whistle's stage moves by WHISTLE_LIFE and by nothing else.
Rule 2: beside the stage, what an event leaves behind is in the table below.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from contracts.events import call as c
from contracts.events import recomputed as m
from contracts.events import relief as r
from contracts.events import whistle as w
from contracts.events import whistle_draft as wd
from contracts.events.event import Event
from contracts.lifecycle import WHISTLE_LIFE, WhistleStage
from services.dispatch.core import call_events, coordination_events, moving
from services.dispatch.core.call import Call
from services.dispatch.core.told import Told
from services.dispatch.core.whistle import Whistle, there

Changes: TypeAlias = Mapping[str, object]

_MOVES: Final = frozenset(kind for row in WHISTLE_LIFE.table.values() for kind in row)


def evolve(whistle: Whistle | None, event: Event) -> Whistle:
    """Return the whistle after an event.

    Raises:
        IllegalTransition: it may not happen in this stage, of the whistle or of the call.
        NotThere: somebody speaks of a whistle or a call that dispatch never had.
    """
    if isinstance(event, wd.WhistleDrafted):
        return _drafted(whistle, event)
    whistle = there(whistle)
    moved = whistle.model_copy(update={"stage": _stage(whistle, event), **_calls(whistle, event)})
    leave = _LEAVES.get(type(event))
    return moved.model_copy(update=leave(moved, event)) if leave else moved


def _stage(whistle: Whistle, event: Event) -> WhistleStage:
    return WHISTLE_LIFE.advance(whistle.stage, event) if type(event) in _MOVES else whistle.stage


def _calls(whistle: Whistle, event: Event) -> Changes:
    """What an event about one call does to it."""
    match event:
        case Told():
            changed = call_events.told(whistle.call(event.task_id), event)
        case c.CallEvent():
            changed = call_events.said(whistle.call(event.task_id), event)
        case _:
            return {}
    return _every_call(whistle, lambda call: changed if call.task_id == changed.task_id else call)


def _every_call(whistle: Whistle, change: Callable[[Call], Call]) -> Changes:
    return {"calls": tuple(change(call) for call in whistle.calls)}


def _drafted(whistle: Whistle | None, event: wd.WhistleDrafted) -> Whistle:
    stage = whistle.stage if whistle else WhistleStage.NEW
    return Whistle(
        id=event.whistle_id or "",
        number=event.number,
        stage=WHISTLE_LIFE.advance(stage, event),
        kind=event.kind,
        grade=event.grade,
        street=event.street,
        community=event.community,
        needs_endorsement=event.needs_endorsement,
        origin=event.origin,
        problems=event.problems,
        responders=event.responders,
        place=event.place,
        drafted_at=event.drafted_at or event.due_at,
        due_at=event.due_at,
        recused=event.recused,
        tried=event.tried,
        danger=event.danger,
        promised_by=event.promised_by,
        calendar=event.calendar or "",
        similar=event.similar,
        again_of=event.again_of,
        joint=event.joint,
        districts=event.districts,
        join_by=event.join_by,
    )


def _led(whistle: Whistle, event: w.LeadChanged) -> Changes:
    whistle.call(event.task_id)
    return _every_call(
        whistle, lambda call: call.model_copy(update={"lead": call.task_id == event.task_id})
    )


def _designated(whistle: Whistle, event: c.RulingDecided) -> Changes:
    """Whoever is named in a ruling may not return its call, even if it was called before."""
    return _every_call(
        whistle,
        lambda call: call.model_copy(
            update={"designated": call.designated or call.department == event.designated}
        ),
    )


def _resumed(whistle: Whistle, _: w.WhistleResumed) -> Changes:
    return {"due_at": max(call.clocks["complete"].by for call in whistle.answering)}


def _extended(whistle: Whistle, _: Event) -> Changes:
    """The street's own time is never shorter than that of those it called."""
    ends = [call.clocks["complete"].by for call in whistle.answering]
    waits = [call.suspension.until for call in whistle.answering if call.suspension]
    return {"due_at": max([*ends, *waits, *([whistle.due_at] if whistle.due_at else [])])}


def _owed(_: Whistle, event: Any) -> Changes:
    return {"due_at": event.due_at, "due_since": event.since}


def _late(whistle: Whistle, event: w.WhistleOverdue) -> Changes:
    awaited = whistle.stage is WhistleStage.DRAFT and whistle.needs_endorsement
    return {**_owed(whistle, event), "unendorsed": awaited}


def _over(_: Whistle, __: Event) -> Changes:
    return {"due_at": None}


_LEAVES: Final[Mapping[type[Event], Callable[[Whistle, Any], Changes]]] = {
    wd.WhistleEndorsed: _owed,
    wd.WhistleUnendorsed: lambda one, e: {**_owed(one, e), "needs_endorsement": False},
    wd.WhistleReturned: _owed,
    w.WhistleRaised: lambda whistle, e: {
        "promised_by": e.promised_by or whistle.promised_by,
        "kind": e.kind,
        "grade": e.grade,
        "due_at": e.complete_by,
        "ratify_by": e.ratify_by,
        "join_by": e.join_by or whistle.join_by,
    },
    w.WhistleRatified: lambda _, __: {"ratify_by": None},
    w.WhistleUnratified: lambda _, e: {"ratify_by": e.ratify_by},
    w.WhistleJoined: lambda whistle, e: {"joined": (*whistle.joined, e.street)},
    w.WhistleDeclined: lambda whistle, e: {"declined": (*whistle.declined, e.street)},
    w.WhistleUnjoined: lambda _, __: {"join_by": None},
    c.CallSummoned: lambda whistle, e: {"calls": (*whistle.calls, call_events.summoned(e))},
    w.LeadChanged: _led,
    **coordination_events.LEAVES,
    c.RulingDecided: _designated,
    **dict.fromkeys((r.CallExtended, r.CallSuspended, r.CallResumed), _extended),
    w.WhistleSolved: _owed,
    w.WhistleResumed: _resumed,
    w.WhistleConfirmed: _owed,
    w.WhistleAssessed: _owed,
    w.WhistleOverdue: _late,
    m.WhistleRecomputed: moving.recomputed,
    w.WhistleClosed: _over,
    wd.WhistleRefused: _over,
    w.WhistleWithdrawn: _over,
}
