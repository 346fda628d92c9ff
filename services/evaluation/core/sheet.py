"""哨账: what evaluation remembers of one whistle, as dispatch and response tell it.

Rule 1: a projection: nothing is decided here, and the words of different speakers may come in any
order. Each call is kept by its task.
Rule 2: a whistle was wrong when it was withdrawn, or a called department's objection was upheld
(domain.md 1.14: returned or withdrawn as wrong); what a department thinks is in its own judgement.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events import call as c
from contracts.events import task as t
from contracts.events import whistle as w
from contracts.events.event import Event
from contracts.summons import Duty
from contracts.words import Kind
from services.evaluation.core.period import month
from services.evaluation.core.told import Told


class Step(BaseModel):
    """Who took a step of a task, and when."""

    model_config = ConfigDict(frozen=True)

    by: str
    at: AwareDatetime


class Talk(BaseModel):
    """约谈: a supervision so grave that whoever heads the department is talked to."""

    model_config = ConfigDict(frozen=True)

    at: AwareDatetime
    duty: Duty
    """What was owed."""


class SheetCall(BaseModel):
    """One call."""

    model_config = ConfigDict(frozen=True)

    department: str = ""
    lead: bool = False
    state: str = "open"
    """open, returned (its objection was upheld), released, accepted."""
    overdue: tuple[str, ...] = ()
    supervisions: int = 0
    talks: tuple[Talk, ...] = ()
    """In the bulletin by name."""
    steps: Mapping[str, Step] = {}
    """By the wire name of what was done: task.acknowledged, .arrived, .completed."""


class Sheet(BaseModel):
    """One whistle's sheet."""

    model_config = ConfigDict(frozen=True)

    street: str = ""
    number: str = ""
    kind: Kind | None = None
    raised_at: AwareDatetime | None = None
    problems: int = 0
    solved: int = 0
    calls: Mapping[str, SheetCall] = {}
    ended_at: AwareDatetime | None = None
    """When it was confirmed or withdrawn."""
    withdrawn: bool = False
    close_by: AwareDatetime | None = None
    closed_at: AwareDatetime | None = None
    late: bool = False
    """Some step of the street's own was late."""

    @property
    def counted(self) -> bool:
        """Whether boards count it: an exercise is counted nowhere."""
        return bool(self.street) and self.kind is not Kind.DRILL

    @property
    def started_in(self) -> str | None:
        """The month it was raised in."""
        return month(self.raised_at) if self.raised_at else None

    @property
    def period(self) -> str | None:
        """The month whose board counts it: that of its end."""
        return month(self.ended_at) if self.ended_at else None

    @property
    def closed_in(self) -> str | None:
        """The month it was closed in 销哨, often later than that of its end."""
        return month(self.closed_at) if self.closed_at else None

    @property
    def wrong_calls(self) -> int:
        """Calls that should not have been made."""
        wrong = [one for one in self.calls.values() if one.state == "returned" or self.withdrawn]
        return len(wrong)

    @property
    def state(self) -> str:
        """open, overdue, closed or withdrawn."""
        if self.withdrawn:
            return "withdrawn"
        if self.closed_at:
            return "closed"
        late = self.late or any(c.overdue and c.state == "open" for c in self.calls.values())
        return "overdue" if late and not self.ended_at else "open"


def evolve(sheet: Sheet | None, event: Event) -> Sheet:
    """Return the sheet after what was told."""
    before = sheet or Sheet()
    if not isinstance(event, Told):
        return before
    return before.model_copy(update=_CHANGES[type(event.word)](before, event, event.word))


def _raised(_: Sheet, told: Told, word: w.WhistleRaised) -> dict[str, Any]:
    kept = {name: getattr(word, name) for name in ("street", "number", "kind")}
    return {**kept, "raised_at": told.at, "problems": len(word.problems)}


def _call(sheet: Sheet, task_id: str, **changes: Any) -> dict[str, Any]:
    call = sheet.calls.get(task_id, SheetCall())
    return {"calls": {**sheet.calls, task_id: call.model_copy(update=changes)}}


def _summoned(sheet: Sheet, _: Told, word: c.CallSummoned) -> dict[str, Any]:
    return _call(sheet, word.task_id, department=word.department, lead=word.lead)


def _overdue(sheet: Sheet, _: Told, word: c.CallOverdue) -> dict[str, Any]:
    known = sheet.calls.get(word.task_id, SheetCall()).overdue
    return _call(sheet, word.task_id, overdue=tuple(dict.fromkeys((*known, word.duty))))


def _supervised(sheet: Sheet, told: Told, word: c.SupervisionOpened) -> dict[str, Any]:
    talks = sheet.calls.get(word.task_id, SheetCall()).talks
    if word.kind == "TALK":
        talks = (*talks, Talk(at=told.at, duty=word.duty))
    return _call(sheet, word.task_id, supervisions=word.count, talks=talks)


def _ruled(sheet: Sheet, _: Told, word: c.RulingDecided) -> dict[str, Any]:
    if word.about != "objection" or not word.upheld:
        return {}
    return _call(sheet, word.task_id, state="returned")


def _released(sheet: Sheet, _: Told, word: c.CallReleased) -> dict[str, Any]:
    known = sheet.calls.get(word.task_id, SheetCall()).state
    return _call(sheet, word.task_id, state="returned" if known == "returned" else "released")


def _led(sheet: Sheet, _: Told, word: w.LeadChanged) -> dict[str, Any]:
    return {
        "calls": {
            id: call.model_copy(update={"lead": id == word.task_id})
            for id, call in sheet.calls.items()
        }
    }


def _step(sheet: Sheet, told: Told, word: Event) -> dict[str, Any]:
    steps = sheet.calls.get(told.subject, SheetCall()).steps
    return _call(sheet, told.subject, steps={**steps, word.type: Step(by=told.by, at=told.at)})


def _confirmed(_: Sheet, told: Told, word: w.WhistleConfirmed) -> dict[str, Any]:
    solved = sum(end.solved for end in word.ends)
    return {"ended_at": told.at, "solved": solved, "problems": len(word.ends)}


def _accepted(sheet: Sheet, _: Told, word: c.CallAccepted) -> dict[str, Any]:
    return _call(sheet, word.task_id, state="accepted")


_Change = Callable[[Sheet, Told, Any], dict[str, Any]]

_CHANGES: Mapping[type[Event], _Change] = {
    w.WhistleRaised: _raised,
    c.CallSummoned: _summoned,
    c.CallOverdue: _overdue,
    c.SupervisionOpened: _supervised,
    c.RulingDecided: _ruled,
    c.CallReleased: _released,
    c.CallAccepted: _accepted,
    w.LeadChanged: _led,
    t.TaskAcknowledged: _step,
    t.TaskArrived: _step,
    t.TaskCompleted: _step,
    w.WhistleConfirmed: _confirmed,
    w.WhistleAssessed: lambda _, __, word: {"close_by": word.due_at},
    w.WhistleOverdue: lambda _, __, ___: {"late": True},
    w.WhistleClosed: lambda _, told, __: {"closed_at": told.at},
    w.WhistleWithdrawn: lambda _, told, __: {"ended_at": told.at, "withdrawn": True},
}

SHEET_HEARS = tuple(_CHANGES)
"""What moves a sheet."""
