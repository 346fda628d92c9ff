"""How the clocks of a call move: extended, standing still, running again.

Rule 1: an extension adds a share of the kind's own limit to the time that was left (运城 6.4), and
never more than the hotline was promised.
Rule 2: while a call is suspended no clock of it runs and nothing climbs; what each clock had left
is kept in its own working time and given back when it resumes, by itself on its day; a pause never
brings a deadline forward, as the end of a day would the opening of the next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from contracts.actor import Role
from contracts.calendar import Span
from contracts.city import City
from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.events.relief import CallExtended, CallRechecked, CallResumed, CallSuspended
from contracts.events.task import TaskResumeAsked
from contracts.relief import Cause
from contracts.summons import Clocks, Duty, RungAt
from services.dispatch.core.call import Call, Clock, Relief
from services.dispatch.core.call_life import DUTIES
from services.dispatch.core.limits import Limits
from services.dispatch.core.whistle import Whistle

RECHECK: Final = "suspension.recheck"
"""How often somebody looks whether a matter must still wait."""


def extend(
    relief: Relief, call: Call, whistle: Whistle, city: City, now: datetime
) -> Sequence[Event]:
    """Give a call more time to be done."""
    limits = Limits(whistle.kind, call.department, city, whistle.promised_by)
    before = call.clocks["complete"].by
    longest = _longer(before, limits.span("complete"), call, city)
    asked = limits.within_promise(min(longest, relief.until or longest), now)
    complete_by = max(asked, before)
    return [
        CallExtended(
            whistle_id=whistle.id,
            case_ids=whistle.case_ids,
            task_id=call.task_id,
            department=call.department,
            relief_id=relief.id,
            count=call.extensions + 1,
            extended_at=now,
            complete_by=complete_by,
            ladder=tuple(limits.ladder("complete", now, complete_by)),
        )
    ]


def _longer(start: datetime, span: Span, call: Call, city: City) -> datetime:
    """The time after one more share of the original limit, in its own working time."""
    whole = city.due(call.department, start, span).at
    return city.share(call.department, start, whole, span, city.extension.share)


def suspend(
    relief: Relief, call: Call, whistle: Whistle, city: City, now: datetime
) -> Sequence[Event]:
    """Let a call wait, as it was asked."""
    until = relief.until or now
    return [
        suspended(call, whistle, city, now, (relief.cause or Cause.PLANNING, until, relief.reason))
    ]


def suspended(
    call: Call, whistle: Whistle, city: City, now: datetime, why: tuple[Cause, datetime, str]
) -> CallSuspended:
    """Let a call wait for a cause, until a day, with these words."""
    cause, until, reason = why
    until = max(until, now + timedelta(seconds=1))
    return CallSuspended(
        whistle_id=whistle.id,
        case_ids=whistle.case_ids,
        task_id=call.task_id,
        department=call.department,
        cause=cause,
        reason=reason,
        suspended_at=now,
        until=until,
        look_at=_next_look(whistle.street, now, until, city),
    )


def _next_look(at: str, start: datetime, until: datetime, city: City) -> datetime | None:
    look = city.due(at, start, city.span(RECHECK)).at
    return look if look < until else None


def on_resumed(
    heard: Envelope[TaskResumeAsked], whistle: Whistle, city: City, now: datetime
) -> Sequence[Event]:
    """What it waited for is there."""
    call = whistle.call(heard.subject)
    if call.suspension is None or not call.answering:
        return []
    return [resumed(call, whistle, city, heard.time, heard.data.reason)]


def resumed(
    call: Call, whistle: Whistle, city: City, at: datetime, reason: str | None = None
) -> CallResumed:
    """Let the clocks of a call run again, from a time on."""
    limits = Limits(whistle.kind, call.department, city, whistle.promised_by)
    moved = _Moved(call, limits, city, at)
    clocks = {f"{duty}_by": moved.by(duty) for duty in DUTIES}
    return CallResumed(
        whistle_id=whistle.id,
        case_ids=whistle.case_ids,
        task_id=call.task_id,
        department=call.department,
        resumed_at=at,
        clocks=Clocks(**clocks),
        ladder=tuple(moved.ladder()),
        reason=reason,
    )


@dataclass(frozen=True)
class _Moved:
    """What every clock of a call had left when it stood still, counted from a new time."""

    call: Call
    limits: Limits
    city: City
    resumed_at: datetime

    def by(self, duty: Duty) -> datetime:
        """When a duty is due now; what is done, or was late already, keeps its time."""
        clock = self.call.clocks[duty]
        if clock.done_at:
            return clock.by
        return self.limits.within_promise(self._moved(duty, clock.by), self.resumed_at)

    def ladder(self) -> Iterator[RungAt]:
        """The rungs that were not climbed."""
        for duty, clock in self.call.clocks.items():
            for rung in () if clock.done_at else self._rungs(duty, clock):
                yield rung.model_copy(update={"at": max(rung.at, self.resumed_at)})

    def _rungs(self, duty: Duty, clock: Clock) -> Iterator[RungAt]:
        """As far from the end as they were, or anew where a promise brings the end nearer."""
        if (by := self.by(duty)) < self._moved(duty, clock.by):
            whole = list(self.limits.ladder(duty, self.resumed_at, by))
            yield from whole[len(whole) - len(clock.ladder) :] if clock.ladder else ()
            return
        for rung in clock.ladder:
            yield rung.model_copy(update={"at": self._moved(duty, rung.at)})

    def _moved(self, duty: Duty, at: datetime) -> datetime:
        stood = self.call.suspension.since if self.call.suspension else self.resumed_at
        if at <= stood:
            return at
        calendar, unit = self.city.calendar(self.call.department), self.limits.span(duty).unit
        left = calendar.elapsed(stood, at, unit)
        return max(at, calendar.advance(self.resumed_at, left, unit))


def waiting(whistle: Whistle) -> Iterator["Recheck | Day"]:
    """When somebody must look at what waits, and when it resumes."""
    for call in whistle.answering:
        if call.suspension:
            yield Day(call.suspension.until, whistle, call)
            if call.suspension.look_at:
                yield Recheck(call.suspension.look_at, whistle, call)


@dataclass(frozen=True)
class Day:
    """The day came until which a call was suspended."""

    at: datetime
    whistle: Whistle
    call: Call

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        """It resumes as of its day, however late the clock looks."""
        return [resumed(self.call, self.whistle, city, self.at)]


@dataclass(frozen=True)
class Recheck:
    """Somebody must look whether it must still wait."""

    at: datetime
    whistle: Whistle
    call: Call

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        """Tell the department and the street."""
        street, department = self.whistle.street, self.call.department
        until = self.call.suspension.until if self.call.suspension else now
        return [
            CallRechecked(
                whistle_id=self.whistle.id,
                task_id=self.call.task_id,
                department=department,
                was_due_at=self.at,
                look_at=_next_look(street, now, until, city),
                tell=(
                    *city.holders(Role.DEPARTMENT_LIAISON, department),
                    *city.holders(Role.STREET_COMMANDER, street),
                ),
            )
        ]
