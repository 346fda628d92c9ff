"""督办: somebody answers for a call that is late, or that the street holds to be hard.

Rule 1: the first on one call is daily 日常, the second listed 挂牌 with a leader named, the third a
talk 约谈; days late is a talk at once. A talk stands in the bulletin.
Rule 2: the department owes an answer; while there is none it is said again, each time after twice
as long as before: what is said daily for months is not heard.
Rule 3: it ends with the call: done, or taken out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.coordination import AnswerSupervision, Supervise
from contracts.events.call import SupervisionOpened
from contracts.events.event import Event
from contracts.events.supervision import (
    SupervisionAnswered,
    SupervisionClosed,
    SupervisionUnanswered,
)
from contracts.refusals import NotSo, NotThere, NotYours
from contracts.summons import Duty
from contracts.words import Level
from services.dispatch.core import choose
from services.dispatch.core.call import Call, Supervision
from services.dispatch.core.call_life import DUTIES
from services.dispatch.core.gates import commander, leads, responding, speaks_for, supervisor
from services.dispatch.core.questions import seat
from services.dispatch.core.whistle import Whistle

Grave: TypeAlias = Literal["DAILY", "LISTED", "TALK"]
Cause: TypeAlias = Literal["limit", "late", "hand"]

KINDS: Final[tuple[Grave, ...]] = ("DAILY", "LISTED", "TALK")
"""日常督办, then 挂牌督办, then 约谈督办 (潍坊12345条例 art. 26)."""
ANSWER: Final = "supervision.answer"
AGAIN_MOST: Final = "supervision.again_most"
"""The longest time between two reminders."""
_DOUBLED: Final = 6
"""So often at most: further ahead no calendar need be known."""


@dataclass(frozen=True)
class Opening:
    """Why a supervision is opened, and what it is about."""

    duty: Duty
    cause: Cause
    kind: Grave | None = None
    reason: str | None = None
    tell: tuple[str, ...] = ()


def opened(
    opening: Opening, whistle: Whistle, call: Call, city: City, now: datetime
) -> SupervisionOpened:
    """Open a supervision on a call."""
    count = call.supervisions + 1
    kind = opening.kind or KINDS[min(count, len(KINDS)) - 1]
    heads = city.holders(Role.DEPARTMENT_HEAD, call.department)
    return SupervisionOpened(
        whistle_id=whistle.id,
        task_id=call.task_id,
        department=call.department,
        duty=opening.duty,
        kind=kind,
        count=count,
        answer_by=city.due(call.department, now, city.span(ANSWER)).at,
        tell=opening.tell or _everybody(whistle, call, city),
        supervision_id=f"{call.task_id}-s{count}",
        street=whistle.street,
        cause=opening.cause,
        reason=opening.reason,
        named=next(iter(heads), None) if kind != "DAILY" else None,
        bulletin=kind == "TALK",
        recused=whistle.recused,
        joint=whistle.joint,
    )


def supervise(
    command: Supervise, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Open one by hand, on what the call owes next; another district's, on who answers to it."""
    call = next((call for call in whistle.answering if call.task_id == command.task_id), None)
    if call is None:
        raise NotSo("owes_nothing", field="task_id")
    above = seat(Level.DISTRICT, whistle, call, city)
    if not any(may(actor, whistle) for may in (commander, supervisor, leads, speaks_for(above))):
        raise NotYours("not_this_ruler", ruler=city.territory(above).name)
    opening = Opening(_owed(call), "hand", command.kind, command.reason)
    return [opened(opening, whistle, call, city, now)]


def answer(
    command: AnswerSupervision,
    whistle: Whistle,
    actor: Actor,
    city: City,
    now: datetime,
    *,
    facts: str,
) -> Sequence[Event]:
    """The department answers the supervision whose id is `facts`."""
    call, supervision = _awaited(whistle, facts)
    if responding(actor, whistle) != call.department:
        raise NotYours("not_your_supervision", department=choose.name_of(call.department, city))
    return [
        SupervisionAnswered(
            whistle_id=whistle.id,
            task_id=call.task_id,
            department=call.department,
            supervision_id=supervision.id,
            text=command.text,
            in_time=now <= supervision.answer_by and not supervision.late,
        )
    ]


def ended(whistle: Whistle) -> Sequence[Event]:
    """Say that nobody need be supervised any more."""
    return [
        SupervisionClosed(
            whistle_id=whistle.id,
            task_id=call.task_id,
            department=call.department,
            supervision_id=supervision.id,
            outcome="solved" if call.live else "released",
        )
        for call in whistle.calls
        if not call.answering
        for supervision in call.supervising
    ]


def _awaited(whistle: Whistle, supervision_id: str) -> tuple[Call, Supervision]:
    for call in whistle.calls:
        for supervision in call.supervising:
            if supervision.id == supervision_id and not supervision.answered:
                return call, supervision
    raise NotThere("no_such_supervision")


def _owed(call: Call) -> Duty:
    owed: list[Duty] = [duty for duty in DUTIES if call.clocks[duty].done_at is None]
    return owed[0] if owed else "complete"


def _everybody(whistle: Whistle, call: Call, city: City) -> tuple[str, ...]:
    return (
        *(a for s in whistle.sharing for a in city.holders(Role.STREET_SUPERVISOR, s)),
        *city.holders(Role.DEPARTMENT_HEAD, call.department),
    )


def strikes(whistle: Whistle) -> Iterator["Talk | NoAnswer"]:
    """Talks that are near, and answers that are awaited."""
    for call in whistle.answering:
        if call.suspension:
            continue
        for duty, clock in call.clocks.items():
            if clock.done_at is None and clock.talk_at and not call.talked:
                yield Talk(clock.talk_at, whistle, call, duty)
        for supervision in call.supervising:
            if not supervision.answered:
                yield NoAnswer(supervision.answer_by, whistle, call, supervision)


@dataclass(frozen=True)
class Talk:
    """A duty is days late: there is a talk."""

    at: datetime
    whistle: Whistle
    call: Call
    duty: Duty

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        """Open it."""
        return [opened(Opening(self.duty, "late", "TALK"), self.whistle, self.call, city, now)]


@dataclass(frozen=True)
class NoAnswer:
    """The department has not answered a supervision in time."""

    at: datetime
    whistle: Whistle
    call: Call
    supervision: Supervision

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        """Say it, and when it will be said again."""
        return [
            SupervisionUnanswered(
                whistle_id=self.whistle.id,
                task_id=self.call.task_id,
                department=self.call.department,
                supervision_id=self.supervision.id,
                was_due_at=self.at,
                answer_by=self._again(city, now),
                tell=_everybody(self.whistle, self.call, city),
            )
        ]

    def _again(self, city: City, now: datetime) -> datetime:
        """Twice as long as the last time, up to the pack's longest; never sooner than an answer."""
        first, times = city.span(ANSWER), min(self.supervision.unanswered, _DOUBLED)
        twice = first.model_copy(update={"n": first.n * 2**times})
        soonest, wanted, longest = (
            city.due(self.call.department, now, span).at
            for span in (first, twice, city.span(AGAIN_MOST))
        )
        return max(soonest, min(wanted, longest))
