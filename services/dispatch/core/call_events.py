"""How each event changes the call it is about.

Rule 1: a call's stage moves by CALL_LIFE and by nothing else.
Rule 2: beside the stage, what an event leaves behind is in the tables below.
Rule 3: a duty done stops its clock; a new limit is a new clock, with a new ladder before it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from contracts.events import call as c
from contracts.events import recomputed as m
from contracts.events import supervision as v
from contracts.events import task as t
from contracts.events.event import Event
from contracts.summons import Duty, RungAt
from contracts.words import Grade
from services.dispatch.core import relief_events
from services.dispatch.core.call import Call, Clock, Ruling, Supervision, by_duty
from services.dispatch.core.call_life import CALL_LIFE, DONE_BY, CallStage
from services.dispatch.core.told import Told

Changes: TypeAlias = Mapping[str, object]

_RANKS: Final = tuple(Grade)


def summoned(event: c.CallSummoned) -> Call:
    """Return a new call; all its clocks run from the summons."""
    since = event.summoned_at or event.clocks.acknowledge_by
    return Call(
        task_id=event.task_id,
        department=event.department,
        lead=event.lead,
        designated=event.designated,
        grade=event.grade,
        stage=CALL_LIFE.advance(CallStage.NEW, event),
        summoned_at=since,
        clocks={
            duty: Clock(
                since=since,
                by=by,
                ladder=_of(duty, event.ladder),
                fixed=duty == "arrive" and event.arrive_fixed,
            )
            for duty, by in by_duty(event.clocks).items()
        },
    )


def said(call: Call, event: c.CallEvent) -> Call:
    """Return the call after something dispatch said of it."""
    return _changed(call, event, _SAID.get(type(event), _nothing)(call, event))


def told(call: Call, event: Told) -> Call:
    """Return the call after a word of its department, or its judgement."""
    word = event.word
    changes = dict(_TOLD.get(type(word), _nothing)(call, word))
    duty = DONE_BY.get(type(word))
    if duty and call.live:
        clock = call.clocks[duty]
        done = {"done_at": event.at, "late": clock.late or event.at > clock.by}
        changes |= _clock(call, duty, clock.model_copy(update=done))
    return _changed(call, word, changes)


def _changed(call: Call, event: Event, changes: Changes) -> Call:
    stage = CALL_LIFE.advance(call.stage, event)
    return call.model_copy(update={**changes, "stage": stage})


def _nothing(_: Call, __: Event) -> Changes:
    return {}


def _of(duty: Duty, ladder: Sequence[RungAt]) -> tuple[RungAt, ...]:
    return tuple(rung for rung in ladder if rung.duty == duty)


def _clock(call: Call, duty: Duty, clock: Clock) -> dict[str, object]:
    return {"clocks": {**call.clocks, duty: clock}}


def _climbed(call: Call, event: Any, **also: object) -> Changes:
    clock = call.clocks[event.duty]
    update = {"ladder": clock.ladder[1:], **also}
    return _clock(call, event.duty, clock.model_copy(update=update))


def _supervised(call: Call, event: c.SupervisionOpened) -> Changes:
    opened = Supervision(id=event.supervision_id or "", answer_by=event.answer_by)
    climbed: Changes = _climbed(call, event) if event.cause == "limit" else {}
    return {
        **climbed,
        "supervisions": event.count,
        "supervising": (*call.supervising, *([opened] if opened.id else [])),
        "talked": call.talked or event.kind == "TALK",
    }


def _supervision(call: Call, supervision_id: str, **changes: object) -> Changes:
    return {
        "supervising": tuple(
            one.model_copy(update=changes) if one.id == supervision_id else one
            for one in call.supervising
        )
    }


def _unanswered(call: Call, event: v.SupervisionUnanswered) -> Changes:
    said = sum(one.unanswered for one in call.supervising if one.id == event.supervision_id)
    later = {"answer_by": event.answer_by, "late": True, "unanswered": said + 1}
    return _supervision(call, event.supervision_id, **later)


def _unsupervised(call: Call, event: v.SupervisionClosed) -> Changes:
    kept = (one for one in call.supervising if one.id != event.supervision_id)
    return {"supervising": tuple(kept)}


def _recomputed(call: Call, event: m.CallRecomputed) -> Changes:
    due = by_duty(event.clocks)
    return {
        "clocks": {
            duty: clock
            if clock.done_at
            else clock.model_copy(update={"by": due[duty], "ladder": _of(duty, event.ladder)})
            for duty, clock in call.clocks.items()
        }
    }


def _sent_back(call: Call, event: c.CallSentBack) -> Changes:
    before = call.clocks["complete"]
    since = event.sent_back_at or before.done_at or before.since
    ladder = _of("complete", event.ladder)
    again = Clock(since=since, by=event.complete_by, ladder=ladder, late=before.late)
    return {**_clock(call, "complete", again), "reworks": call.reworks + 1}


def _opened(call: Call, event: c.RulingOpened) -> Changes:
    ruling = Ruling(
        id=event.ruling_id,
        about=event.about,
        level=event.level,
        at=event.at,
        due_at=event.due_at,
        since=event.asked_at,
    )
    return {"rulings": (*call.rulings, ruling), "ruled": call.ruled + 1}


def _passed_up(call: Call, event: c.RulingOverdue | c.RulingReferred) -> Changes:
    moved = {"level": event.level, "at": event.at, "due_at": event.due_at, "since": None}
    return {
        "rulings": tuple(
            ruling.model_copy(update=moved) if ruling.id == event.ruling_id else ruling
            for ruling in call.rulings
        )
    }


def _ruled(call: Call, event: c.RulingDecided | c.RulingLapsed) -> dict[str, object]:
    return {"rulings": tuple(r for r in call.rulings if r.id != event.ruling_id)}


def _decided(call: Call, event: c.RulingDecided) -> Changes:
    rejected = event.about == "objection" and not event.upheld
    return {
        **_ruled(call, event),
        "objections_rejected": call.objections_rejected + rejected,
    }


_SAID: Final[Mapping[type[Event], Callable[[Call, Any], Changes]]] = {
    c.CallWarned: _climbed,
    c.CallOverdue: lambda call, e: _climbed(call, e, late=True, talk_at=e.talk_at),
    c.SupervisionOpened: _supervised,
    v.SupervisionAnswered: lambda call, e: _supervision(call, e.supervision_id, answered=True),
    v.SupervisionUnanswered: _unanswered,
    v.SupervisionClosed: _unsupervised,
    **relief_events.SAID,
    m.CallRecomputed: _recomputed,
    m.SupervisionRecomputed: lambda call, e: _supervision(
        call, e.supervision_id, answer_by=e.due_at
    ),
    c.RulingReferred: _passed_up,
    c.CallEscalated: lambda call, e: {**_climbed(call, e), "grade": e.grade},
    c.CallSentBack: _sent_back,
    c.RulingOpened: _opened,
    c.RulingOverdue: _passed_up,
    c.RulingDecided: _decided,
    c.RulingLapsed: _ruled,
}

_TOLD: Final[Mapping[type[Event], Callable[[Call, Any], Changes]]] = {
    t.TaskArrived: lambda call, e: {"rank_met": _RANKS.index(e.rank) >= _RANKS.index(call.grade)},
    t.TaskObjected: lambda call, _: {"objections": call.objections + 1},
}
