"""What follows by itself from what has just happened to the calls of a whistle.

Rule 1: nobody says that all have come, that all are done or that all are judged: it follows.
Rule 2: it follows in the same decision, so no reader ever sees a whistle that lags its calls.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import reduce
from typing import Final, TypeAlias

from contracts.city import City
from contracts.envelope import Envelope
from contracts.events.call import RulingLapsed
from contracts.events.event import Event
from contracts.events.whistle import (
    LeadChanged,
    WhistleAssessed,
    WhistleMustered,
    WhistleResumed,
    WhistleSolved,
)
from contracts.lifecycle import WhistleStage
from contracts.written import LEAD_FELL
from services.dispatch.core.call_life import CallStage
from services.dispatch.core.choose import may_lead
from services.dispatch.core.evolve import evolve
from services.dispatch.core.relief_clock import lapsed
from services.dispatch.core.supervision import ended
from services.dispatch.core.whistle import Whistle

Follow: TypeAlias = Callable[[Whistle, City, datetime], Sequence[Event]]


def followed(
    whistle: Whistle | None, said: Sequence[Event], city: City, now: datetime
) -> Sequence[Event]:
    """Return what was said, and all that follows from it."""
    events = [*said]
    after = reduce(evolve, said, whistle)
    while after and (more := _follows(after, city, now)):
        events += more
        after = reduce(evolve, more, after)
    return events


def on_told(heard: Envelope[Event], whistle: Whistle, city: City, now: datetime) -> Sequence[Event]:
    """A department answered, or was judged: nothing is decided, something may follow."""
    return followed(whistle, [], city, now)


def _follows(whistle: Whistle, city: City, now: datetime) -> Sequence[Event]:
    return (
        _lapsed(whistle)
        or ended(whistle)
        or lapsed(whistle)
        or _led(whistle, city)
        or _NEXT.get(whistle.stage, _nothing)(whistle, city, now)
    )


def _nothing(whistle: Whistle, city: City, now: datetime) -> Sequence[Event]:
    return []


def _lapsed(whistle: Whistle) -> Sequence[Event]:
    """Nobody need rule on a call that owes nothing any more."""
    return [
        RulingLapsed(
            whistle_id=whistle.id,
            task_id=call.task_id,
            department=call.department,
            ruling_id=ruling.id,
        )
        for call in whistle.calls
        if not call.answering
        for ruling in call.rulings
    ]


def _led(whistle: Whistle, city: City) -> Sequence[Event]:
    """When the lead is taken out and nobody was named, the next one called leads."""
    if any(call.lead for call in whistle.live):
        return []
    able = [call for call in whistle.live if may_lead(call.department, city)]
    return [LeadChanged(task_id=call.task_id, reason=LEAD_FELL.zh) for call in able[:1]]


def _mustered(whistle: Whistle, city: City, now: datetime) -> Sequence[Event]:
    if whistle.live and all(call.here for call in whistle.live):
        return [WhistleMustered()]
    return _solved(whistle, city, now)


def _solved(whistle: Whistle, city: City, now: datetime) -> Sequence[Event]:
    if whistle.answering:
        return []
    due = city.due(whistle.street, now, city.span("close.street_confirm"))
    return [WhistleSolved(due_at=due.at, since=now)]


def _resumed(whistle: Whistle, city: City, now: datetime) -> Sequence[Event]:
    return [WhistleResumed()] if whistle.answering else []


def _assessed(whistle: Whistle, city: City, now: datetime) -> Sequence[Event]:
    if any(call.stage is not CallStage.JUDGED for call in whistle.live):
        return []
    due = city.due(whistle.street, now, city.span("close.street_confirm"))
    return [WhistleAssessed(due_at=due.at, since=now)]


_NEXT: Final[Mapping[WhistleStage, Follow]] = {
    WhistleStage.MUSTERING: _mustered,
    WhistleStage.WORKING: _solved,
    WhistleStage.SOLVED: _resumed,
    WhistleStage.CONFIRMED: _assessed,
}
