"""Deadlines of a whistle's thread: whoever is asked owes an answer of their own.

What the street says to everybody is owed by each department that is called then.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeAlias

from contracts.envelope import Envelope
from contracts.events.event import Event
from tests.year.line import Line
from tests.year.touches import Key, Touch

ANSWER: Final = Line("answer", {}, frozenset({"whistle.message_unanswered"}))
Answer: TypeAlias = tuple[str, str]
"""To which message, and whose."""


@dataclass
class _Thread:
    """One whistle's."""

    called: set[str] = field(default_factory=set[str])
    owed: dict[Answer, datetime] = field(default_factory=dict[Answer, datetime])

    def of(self, event: Envelope[Event]) -> Iterator[tuple[Answer, datetime | None]]:
        """Each answer that an event says anything of, and by when it is due now."""
        says = _SAYS.get(event.type)
        return says(self, event.data) if says else iter(())


def _summoned(thread: _Thread, data: Any) -> Iterator[tuple[Answer, datetime | None]]:
    thread.called.add(getattr(data, "department", ""))
    return iter(())


def _released(thread: _Thread, data: Any) -> Iterator[tuple[Answer, datetime | None]]:
    out = getattr(data, "department", "")
    thread.called.discard(out)
    return ((one, None) for one in thread.owed if one[1] == out)


def _said(thread: _Thread, data: Any) -> Iterator[tuple[Answer, datetime | None]]:
    if data.side == "department":
        return iter([((data.answers or "", data.department), None)])
    asked = [data.department] if data.department else sorted(thread.called)
    return (((data.message_id, who), data.answer_by) for who in asked)


def _moved(thread: _Thread, data: Any) -> Iterator[tuple[Answer, datetime | None]]:
    ends = {one.was: one.due_at for one in (*data.moved, *data.beside)}
    return ((one, ends[due]) for one, due in thread.owed.items() if due in ends)


def _over(thread: _Thread, _: Any) -> Iterator[tuple[Answer, datetime | None]]:
    return ((one, None) for one in thread.owed)


_SAYS: Final[Mapping[str, Callable[[_Thread, Any], Iterator[tuple[Answer, datetime | None]]]]] = {
    "call.summoned": _summoned,
    "call.released": _released,
    "whistle.message_said": _said,
    "whistle.message_unanswered": lambda _, data: iter(
        [((data.message_id, data.department), None)]
    ),
    "whistle.recomputed": _moved,
    **dict.fromkeys(
        ("whistle.confirmed", "whistle.closed", "whistle.refused", "whistle.withdrawn"), _over
    ),
}


def of_threads(said: Iterable[Envelope[Event]]) -> Mapping[Key, Sequence[Touch]]:
    """What was owed on each thread, and what touched it."""
    found: dict[Key, list[Touch]] = defaultdict(list)
    threads: dict[str, _Thread] = defaultdict(_Thread)
    for event in sorted(said, key=lambda one: (one.stream, one.seq)):
        thread = threads[event.stream]
        for (message, department), due_at in [*thread.of(event)]:
            strikes = event.type in ANSWER.strikes
            if due_at or strikes or (message, department) in thread.owed:
                found[ANSWER.name, message, department].append(Touch(event, ANSWER, due_at))
            thread.owed.pop((message, department), None)
            if due_at:
                thread.owed[message, department] = due_at
    return found
