"""What evaluation remembers of asking the reporters of one case 回访, round by round.

Rule 1: every possible move is in CALLBACK_LIFE and nowhere else.
Rule 2: a case that is opened again and confirmed again is asked about again; each round counts in
its own month, for those who handled the case since the round before.
Rule 3: one handling of a case is asked about once, whether its limit was over first or its reporter
agreed first.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events.callback import (
    CallbackDue,
    CallbackExcluded,
    CallbackOverdue,
    CallbackRecomputed,
    CallbackRecorded,
    CallbackTried,
)
from contracts.events.case import (
    CaseAnswered,
    CaseConfirmed,
    CaseFedBack,
    CaseMerged,
    CaseWithdrawn,
)
from contracts.events.case_work import CaseExpired
from contracts.events.event import Event
from contracts.events.procedure import TaskSettled
from contracts.events.review import ReviewGranted
from contracts.events.task import TaskCompleted
from contracts.events.whistle import WhistleConfirmed
from contracts.machine import Machine
from contracts.words import Satisfaction


class Stage(StrEnum):
    """Where the asking stands."""

    NEW = "new"
    HANDLED = "handled"
    """Departments are at it; there is nothing to ask yet."""
    DUE = "due"
    RECORDED = "recorded"


_FINISHED = (CaseAnswered, CaseFedBack, CaseConfirmed)
"""From then on the reporter knows the result."""


def _asked(stage: Stage) -> dict[type[Event], Stage]:
    """What is heard of a case while its call-back stands here."""
    heard = (TaskCompleted, TaskSettled, WhistleConfirmed, ReviewGranted, CallbackExcluded)
    return dict.fromkeys((*heard, *_FINISHED, CaseExpired, CaseMerged, CaseWithdrawn), stage)


CALLBACK_LIFE: Machine[Stage] = Machine(
    {
        Stage.NEW: _asked(Stage.HANDLED),
        Stage.HANDLED: {**_asked(Stage.HANDLED), CallbackDue: Stage.DUE},
        Stage.DUE: {
            **_asked(Stage.DUE),
            CallbackDue: Stage.DUE,
            CallbackTried: Stage.DUE,
            CallbackOverdue: Stage.DUE,
            CallbackRecomputed: Stage.DUE,
            CallbackRecorded: Stage.RECORDED,
        },
        Stage.RECORDED: {
            **_asked(Stage.RECORDED),
            CallbackDue: Stage.DUE,
            CallbackRecorded: Stage.RECORDED,
        },
    }
)


class Answer(BaseModel):
    """What one round brought."""

    model_config = ConfigDict(frozen=True)

    period: str | None
    """The month whose board counts it; None: no board does."""
    departments: tuple[str, ...]
    """Who handled the case since the round before."""
    reached: bool
    contacted: bool | None
    solved: bool | None
    satisfaction: Satisfaction | None
    round: int = 1
    recorded_at: AwareDatetime | None = None
    excluded: str | None = None
    """Why it counts in no rate 剔除."""
    unfinished: bool = False
    """Asked when its limit was over and nobody had told a result."""

    @property
    def counts_solved(self) -> bool | None:
        """What the rates count: what is unfinished is not solved, whatever was said of it."""
        return self.solved if self.solved is None else self.solved and not self.unfinished


class Callback(BaseModel):
    """The asking about one case."""

    model_config = ConfigDict(frozen=True)

    stage: Stage
    case_id: str = ""
    number: str = ""
    street: str = ""
    category: str = ""
    reporter: str = ""
    handled: tuple[str, ...] = ()
    """Departments at it in this round."""
    round: int = 0
    tries: int = 0
    tried_at: AwareDatetime | None = None
    """When nobody answered the last time."""
    handling: int | None = None
    """Which handling of the case the newest round is about."""
    limit_at: AwareDatetime | None = None
    """When the case's own limit is over."""
    finished: bool = True
    """Whether the reporter knows a result."""
    due_at: AwareDatetime | None = None
    overdue: bool = False
    """Somebody was told that nobody asks."""
    answers: tuple[Answer, ...] = ()

    @property
    def unheard(self) -> Answer | None:
        """The end of this round in which nobody was reached, while nothing new has begun."""
        last = self.answers[-1] if self.answers else None
        if self.stage is not Stage.RECORDED or self.handled or last is None:
            return None
        return None if last.reached or last.excluded or last.round != self.round else last


def evolve(callback: Callback | None, event: Event) -> Callback:
    """Return the call-back after this event.

    Raises:
        IllegalTransition: it cannot happen now.
    """
    before = callback or Callback(stage=Stage.NEW)
    stage = CALLBACK_LIFE.advance(before.stage, event)
    return before.model_copy(update={**_CHANGES[type(event)](before, event), "stage": stage})


def clock(callback: Callback) -> datetime | None:
    """Return when the sweep must look at it next."""
    return None if callback.overdue else callback.due_at


def _at_it(callback: Callback, *departments: str) -> dict[str, Any]:
    return {"handled": tuple(dict.fromkeys((*callback.handled, *departments)))}


def _due(_: Callback, event: CallbackDue) -> dict[str, Any]:
    kept = ("case_id", "number", "street", "category", "reporter", "round", "due_at")
    kept += ("limit_at", "finished", "handling")
    fresh = {"tries": 0, "tried_at": None, "overdue": False}
    return {**fresh, **{name: getattr(event, name) for name in kept}}


def _recorded(callback: Callback, event: CallbackRecorded) -> dict[str, Any]:
    if event.again:
        return {"handled": ()}
    missed = callback.unheard
    answer = Answer(
        period=event.period,
        departments=missed.departments if missed else callback.handled,
        reached=event.reached,
        contacted=event.contacted,
        solved=event.solved,
        satisfaction=event.satisfaction,
        round=callback.round,
        recorded_at=event.recorded_at,
        unfinished=event.unfinished,
    )
    over = {"handled": (), "tries": event.tries or callback.tries + 1, "due_at": None}
    return {**over, "answers": (*callback.answers, answer)}


def _excluded(callback: Callback, event: CallbackExcluded) -> dict[str, Any]:
    """It stays, and says why it does not count."""
    out = {"excluded": event.reason}
    marked = (
        answer.model_copy(update=out) if answer.round == event.round else answer
        for answer in callback.answers
    )
    return {"answers": tuple(marked)}


_CHANGES: Mapping[type[Event], Callable[[Callback, Any], dict[str, Any]]] = {
    TaskCompleted: lambda callback, event: _at_it(callback, event.department),
    TaskSettled: lambda callback, event: _at_it(callback, event.department),
    WhistleConfirmed: lambda callback, event: _at_it(
        callback, *(record.department for record in event.records)
    ),
    **dict.fromkeys(_FINISHED, lambda _, __: {"finished": True}),
    **dict.fromkeys((CaseExpired, CaseMerged, CaseWithdrawn), lambda _, __: {}),
    CallbackDue: _due,
    CallbackTried: lambda _, event: {
        "tries": event.tries,
        "tried_at": event.tried_at,
        "due_at": event.due_at,
        "overdue": False,
    },
    CallbackOverdue: lambda _, __: {"overdue": True},
    CallbackRecomputed: lambda _, event: {"due_at": event.due_at},
    CallbackRecorded: _recorded,
    CallbackExcluded: _excluded,
    ReviewGranted: lambda _, __: {},
}
