"""The calendar changed: every open limit is reckoned again, and old and new are on record.

Rule 1: what ran by a limit of the city is reckoned again from when it began; a time that somebody
set or granted (a shorter time to come, an extension, what was left after a pause) stands.
Rule 2: what has struck has struck: a clock keeps as many rungs before it as it had.
Rule 3: it is said once for each calendar, even when nothing moved, so that looking again is free.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from contracts.city import City
from contracts.events.event import Event
from contracts.events.recomputed import CallRecomputed, DueMoved, WhistleRecomputed
from contracts.lifecycle import WhistleStage
from contracts.reckoning import Said, moved
from contracts.summons import Clocks, Duty, RungAt
from services.dispatch.core import recompute_beside as beside
from services.dispatch.core.call import Call
from services.dispatch.core.call_life import DUTIES
from services.dispatch.core.limits import Limits
from services.dispatch.core.questions import due
from services.dispatch.core.whistle import Whistle

_OWED: Final[Mapping[WhistleStage, str]] = {
    WhistleStage.ENDORSED: "whistle.approve",
    WhistleStage.SOLVED: "close.street_confirm",
    WhistleStage.CONFIRMED: "assessment.score",
    WhistleStage.ASSESSED: "close.street_confirm",
}
"""The limit of who owes the whistle its next step."""


def recompute(whistle: Whistle, said: Said, city: City, before: Sequence[City]) -> Sequence[Event]:
    """Reckon an open whistle's limits by the calendar as it is now.

    It knows itself when each began and by which calendar it was reckoned.
    """
    if whistle.owner is None or whistle.calendar == city.calendar_version:
        return []
    calls = [told for call in whistle.answering if (told := _call(whistle, call, city))]
    ends = [told.clocks.complete_by for told in calls]
    own = {one.id: one for one in moved(beside.own(whistle), said, city, before)}
    draft = own.pop("due_at", None)
    passed = moved(beside.passed_up(whistle), said, city, before)
    rulings = (*_rulings(whistle, city), *passed)
    return [
        *calls,
        *beside.words(whistle, rulings, said, city, before),
        WhistleRecomputed(
            was_calendar=whistle.calendar or None,
            calendar=city.calendar_version,
            moved=rulings,
            was_due_at=whistle.due_at,
            due_at=draft.due_at if draft else _due(whistle, ends, city),
            answers=moved(beside.answers(whistle), said, city, before),
            beside=tuple(own.values()),
            case_ids=tuple(one.case_id for one in whistle.problems if one.case_id),
        ),
    ]


def _call(whistle: Whistle, call: Call, city: City) -> CallRecomputed | None:
    limits = Limits(whistle.kind, call.department, city, whistle.promised_by)
    by: dict[Duty, datetime] = {duty: _by(duty, call, limits) for duty in DUTIES}
    by["acknowledge"] = _no_later(by, call)
    was = Clocks(**{f"{duty}_by": call.clocks[duty].by for duty in DUTIES})
    clocks = Clocks(**{f"{duty}_by": by[duty] for duty in DUTIES})
    if clocks == was:
        return None
    return CallRecomputed(
        whistle_id=whistle.id,
        task_id=call.task_id,
        department=call.department,
        was=was,
        clocks=clocks,
        ladder=tuple(_ladder(call, by, limits)),
    )


def _by(duty: Duty, call: Call, limits: Limits) -> datetime:
    clock = call.clocks[duty]
    stands = clock.done_at is not None or clock.fixed
    return clock.by if stands else limits.due(duty, clock.since)


def _no_later(by: Mapping[Duty, datetime], call: Call) -> datetime:
    """To acknowledge is due no later than to come, unless it was done."""
    done = call.clocks["acknowledge"].done_at is not None
    return by["acknowledge"] if done else min(by["acknowledge"], by["arrive"])


def _ladder(call: Call, by: Mapping[Duty, datetime], limits: Limits) -> Iterator[RungAt]:
    for duty, clock in call.clocks.items():
        whole = list(limits.ladder(duty, clock.since, by[duty]))
        yield from whole[len(whole) - len(clock.ladder) :] if clock.ladder else ()


def _rulings(whistle: Whistle, city: City) -> Iterator[DueMoved]:
    for call in whistle.answering:
        for ruling in call.rulings:
            if ruling.since is None:
                continue
            again = due(ruling.about, ruling.level, ruling.at, city, ruling.since)
            if again != ruling.due_at:
                yield DueMoved(id=ruling.id, was=ruling.due_at, due_at=again)


def _due(whistle: Whistle, ends: Sequence[datetime], city: City) -> datetime | None:
    """By when the street owes its next step: as long as those it called, or a limit of its own."""
    if whistle.calls and whistle.answering:
        return max([*ends, *([whistle.due_at] if whistle.due_at and not ends else [])])
    span = _OWED.get(whistle.stage)
    if span is None or whistle.due_since is None:
        return whistle.due_at
    return city.due(whistle.street, whistle.due_since, city.span(span)).at
