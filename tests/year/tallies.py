"""What a month adds up to, counted from nothing but the raw events: what its boards are made of."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple

from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.words import Kind
from services.evaluation.core import Asked, Beside, Judged, Subject
from services.evaluation.core.period import month
from services.evaluation.core.street import StreetFacts

STREETS: Final = "streets"


@dataclass
class Call:
    """One responder of one whistle, judged."""

    due: Any
    """Its `assessment.due`."""
    ends: Sequence[Any]
    total: float | None = None
    exempt: bool = False
    word: Any = None
    """The department's word on the street."""

    @property
    def adds(self) -> Mapping[str, float]:
        """What it adds to its month."""
        record = self.due.record
        return {
            "calls": 1,
            "problems": len(self.ends),
            "solved": sum(end.solved for end in self.ends),
            "on_time": int(self.exempt or not (record.overdue or record.no_show)),
            "no_shows": int(record.no_show),
            "scored": int(self.total is not None),
            "total": self.total or 0.0,
        }


class Answer(NamedTuple):
    """One round of asking a reporter."""

    told: Any
    street: str
    departments: Sequence[str]
    round: int


@dataclass
class Blown:
    """One whistle, from its raising to its close."""

    street: str
    drill: bool
    raised_at: datetime
    problems: int
    solved: int = 0
    ended_at: datetime | None = None
    withdrawn: bool = False
    close_by: datetime | None = None
    closed_at: datetime | None = None
    calls: dict[str, bool] = field(default_factory=dict[str, bool])
    """By task, whether it should not have been made."""
    supervisions: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def adds(self) -> Mapping[str, int]:
        """What it adds to the month of its end."""
        wrong = sum(self.withdrawn or returned for returned in self.calls.values())
        return {
            "ended": 1,
            "problems": self.problems,
            "solved": self.solved,
            "wrong": int(wrong > 0),
            "wrong_calls": wrong,
            "supervisions": sum(self.supervisions.values()),
        }

    def adds_in(self, period: str) -> Iterator[Mapping[str, int]]:
        """What it adds to a month: of its raising, of its end, of its close."""
        if month(self.raised_at) == period:
            yield {"started": 1}
        if self.ended_at and month(self.ended_at) == period:
            yield self.adds
        if self.closed_at and month(self.closed_at) == period:
            in_time = self.close_by is None or self.closed_at <= self.close_by
            yield {"closed": 1, "closed_in_time": int(in_time)}


class Tallies:
    """All months of a history."""

    def __init__(self, said: Iterable[Envelope[Event]]) -> None:
        self._said = sorted(said, key=lambda one: one.time)
        self._calls = _calls(self._said)
        self._answers = _answers(self._said)
        self._whistles = _whistles(self._said)

    def judged(self, period: str, subject: Subject) -> Sequence[Judged]:
        """Assessments, by unit; the leads' apart."""
        sums: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
        for call in self._in(period):
            id = call.due.street if subject == STREETS else call.due.department
            sums[id, call.due.record.lead].update(call.adds)
        return [Judged(id=id, lead=lead, **all_) for (id, lead), all_ in sums.items()]

    def asked(self, period: str, subject: Subject) -> Sequence[Asked]:
        """Call-backs, by unit and by what they brought."""
        same: Counter[tuple[Any, ...]] = Counter()
        for one in self._answers:
            if one.told.period == period:
                units = [one.street] if subject == STREETS else one.departments
                same.update((unit, *_brought(one.told)) for unit in units)
        return [Asked(*told, count) for told, count in same.items()]

    def beside(self, period: str, subject: Subject) -> Beside:
        """Streets' whistles, or what streets said of departments."""
        if subject == STREETS:
            return Beside(streets=self._streets(period))
        given: dict[str, list[float]] = defaultdict(list)
        for one in (one.data for one in self._said if one.type == "department.rated"):
            if getattr(one, "period", "") == period:
                given[getattr(one, "department", "")].append(getattr(one, "score", 0.0))
        return Beside(ratings={id: (sum(one) / len(one),) for id, one in given.items()})

    def _in(self, period: str) -> Iterator[Call]:
        return (call for call in self._calls.values() if call.due.period == period)

    def _streets(self, period: str) -> Mapping[str, StreetFacts]:
        sums: dict[str, Counter[str]] = defaultdict(Counter)
        for one in self._whistles.values():
            for added in () if one.drill else one.adds_in(period):
                sums[one.street].update(added)
        for call in self._in(period):
            sums[call.due.street].update({"calls": 1, **_words(call.word)})
        return {street: StreetFacts(**all_) for street, all_ in sums.items()}


def _words(word: Any) -> Mapping[str, float]:
    if word is None:
        return {}
    given = {"completeness": word.completeness, "cooperation": word.cooperation}
    return {"words": 1, "wrongly": int(not word.rightly), **given}


def _brought(told: Any) -> tuple[Any, ...]:
    """What is unfinished is not solved, whatever was said of it."""
    answers = (told.reached, told.contacted, told.solved and not told.unfinished)
    return (*map(bool, answers), told.satisfaction)


def _calls(said: Sequence[Envelope[Event]]) -> Mapping[str, Call]:
    ends: dict[str, Sequence[Any]] = {}
    calls: dict[str, Call] = {}
    for one in said:
        data: Any = one.data
        if one.type == "whistle.confirmed":
            ends[one.subject] = data.ends
        elif one.type == "assessment.due":
            calls[one.subject] = Call(data, ends[data.whistle_id])
        elif call := calls.get(one.subject):
            call.total = getattr(data, "total", call.total)
            call.exempt = call.exempt or one.type == "assessment.exempted"
            call.word = data if one.type == "street.judged" else call.word
    return calls


def _answers(said: Sequence[Envelope[Event]]) -> Sequence[Answer]:
    """Each with those who handled the case since the one before; without what was excluded."""
    handled: dict[str, list[str]] = defaultdict(list)
    asked: dict[str, Any] = {}
    found: dict[tuple[str, int], Answer] = {}
    before: list[Answer] = []
    for one in said:
        data: Any = one.data
        for case, department in _handled(one):
            handled[case].append(department)
        if one.type == "callback.due":
            asked[data.case_id] = data
        elif one.type == "callback.recorded" and data.again:
            handled.pop(data.case_id, None)
        elif one.type == "callback.recorded":
            due = asked[data.case_id]
            missed = found.get((data.case_id, due.round))
            by = tuple(
                dict.fromkeys(handled.pop(data.case_id, missed.departments if missed else ()))
            )
            found[data.case_id, due.round] = Answer(data, due.street, by, due.round)
            before += [missed] if missed else []
        elif one.type == "callback.excluded":
            found.pop((data.case_id, data.round), None)
    return [*before, *found.values()]


def _handled(one: Envelope[Event]) -> Iterator[tuple[str, str]]:
    """Cases, and who did something about them."""
    data: Any = one.data
    solved = one.type == "task.settled" and data.result == "solved"
    if (one.type == "task.completed" or solved) and data.case_id:
        yield data.case_id, data.department
    if one.type == "whistle.confirmed":
        cases = dict.fromkeys(problem.case_id for problem in data.problems if problem.case_id)
        yield from ((case, record.department) for case in cases for record in data.records)


def _whistles(said: Sequence[Envelope[Event]]) -> Mapping[str, Blown]:
    blown: dict[str, Blown] = {}
    for one in said:
        data: Any = one.data
        if one.type == "whistle.raised":
            drill = data.kind is Kind.DRILL
            blown[one.subject] = Blown(data.street, drill, one.time, len(data.problems))
        elif one.subject in blown and one.type in _TELLS:
            _TELLS[one.type](blown[one.subject], one.time, data)
    return blown


def _confirmed(one: Blown, at: datetime, data: Any) -> None:
    one.ended_at, one.problems = at, len(data.ends)
    one.solved = sum(end.solved for end in data.ends)


def _withdrawn(one: Blown, at: datetime, _: Any) -> None:
    one.ended_at, one.withdrawn = at, True


def _returned(one: Blown, _: datetime, data: Any) -> None:
    one.calls[data.task_id] |= data.about == "objection" and data.upheld


_TELLS: Final[Mapping[str, Callable[[Blown, datetime, Any], None]]] = {
    "call.summoned": lambda one, _, data: one.calls.update({data.task_id: False}),
    "ruling.decided": _returned,
    "supervision.opened": lambda one, _, data: one.supervisions.update({data.task_id: data.count}),
    "whistle.confirmed": _confirmed,
    "whistle.withdrawn": _withdrawn,
    "whistle.assessed": lambda one, _, data: setattr(one, "close_by", data.due_at),
    "whistle.closed": lambda one, at, _: setattr(one, "closed_at", at),
}
