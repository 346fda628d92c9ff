"""How more time, a pause or a waiver changes the call it is about."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from contracts.events import relief as r
from contracts.events.event import Event
from contracts.events.recomputed import ReliefRecomputed
from contracts.summons import Duty, RungAt
from services.dispatch.core.call import Call, Clock, Relief, Suspension, by_duty

Changes: TypeAlias = Mapping[str, object]


def _asked(call: Call, event: r.ReliefAsked) -> Changes:
    asked = Relief(
        id=event.relief_id,
        wish=event.wish,
        asker=event.asker,
        reason=event.reason,
        level=event.level,
        at=event.at,
        due_at=event.due_at,
        until=event.until,
        cause=event.cause,
        late_then=call.clocks["complete"].late,
    )
    return {"reliefs": (*call.reliefs, asked), "asked": call.asked + 1}


def _changed(call: Call, relief_id: str, **changes: object) -> Changes:
    return {
        "reliefs": tuple(
            one.model_copy(update=changes) if one.id == relief_id else one for one in call.reliefs
        )
    }


def _over(call: Call, event: Any) -> Changes:
    return {"reliefs": tuple(one for one in call.reliefs if one.id != event.relief_id)}


def _decided(call: Call, event: r.ReliefDecided) -> Changes:
    """The relief is kept for the event that follows in the same breath when it is granted."""
    granted = next((one for one in call.reliefs if one.id == event.relief_id), None)
    late = granted.late_then if granted and event.granted else call.late_then
    return {**_over(call, event), "late_then": late}


def _extended(call: Call, event: r.CallExtended) -> Changes:
    clock = Clock(
        since=event.extended_at,
        by=event.complete_by,
        ladder=_of("complete", event.ladder),
        late=call.late_then,
        fixed=True,
    )
    return {"clocks": {**call.clocks, "complete": clock}, "extensions": event.count}


def _suspended(call: Call, event: r.CallSuspended) -> Changes:
    pause = Suspension(since=event.suspended_at, until=event.until, look_at=event.look_at)
    return {"suspension": pause, "suspensions": call.suspensions + 1}


def _looked(call: Call, event: r.CallRechecked) -> Changes:
    pause = call.suspension
    return {"suspension": pause and pause.model_copy(update={"look_at": event.look_at})}


def _resumed(call: Call, event: r.CallResumed) -> Changes:
    due = by_duty(event.clocks)
    clocks = {
        duty: clock
        if clock.done_at
        else clock.model_copy(
            update={
                "since": event.resumed_at,
                "by": due[duty],
                "ladder": _of(duty, event.ladder),
                "fixed": True,
            }
        )
        for duty, clock in call.clocks.items()
    }
    return {"clocks": clocks, "suspension": None}


def _of(duty: Duty, ladder: Sequence[RungAt]) -> tuple[RungAt, ...]:
    return tuple(rung for rung in ladder if rung.duty == duty)


SAID: Final[Mapping[type[Event], Callable[[Call, Any], Changes]]] = {
    r.ReliefAsked: _asked,
    r.ReliefPassedOn: lambda call, e: _changed(
        call, e.relief_id, level=e.level, at=e.at, due_at=e.due_at
    ),
    r.ReliefOverdue: lambda call, e: _changed(call, e.relief_id, due_at=e.due_at),
    ReliefRecomputed: lambda call, e: _changed(call, e.relief_id, due_at=e.due_at),
    r.ReliefDecided: _decided,
    r.ReliefLapsed: _over,
    r.CallExtended: _extended,
    r.CallSuspended: _suspended,
    r.CallRechecked: _looked,
    r.CallResumed: _resumed,
}
