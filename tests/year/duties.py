"""Deadlines inside others: the three duties of a call, steps of a procedure, steps of a meeting.

What ends a duty is said by the department, in its task; the clock that strikes is the whistle's.
The two are put in order by their time: clocks ring before anybody acts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime
from typing import Any, Final

from contracts.actor import CLOCK
from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.steps import TIER, WHOLE
from tests.year.line import Line
from tests.year.touches import Key, Touch

DUTIES: Final = ("acknowledge", "arrive", "complete")
DUTY: Final = Line("duty", {}, frozenset({"call.overdue"}))
STEP: Final = Line(
    "step",
    {},
    frozenset({"task.step_overdue"}),
    also=frozenset({"task.stepped"}),
    says_the_first=True,
)
AGREED: Final = Line("agreed step", {}, frozenset({"whistle.step_overdue"}))
WITHIN: Final = (DUTY, STEP, AGREED)
_DONE: Final[Mapping[str, str]] = {
    "task.acknowledged": "acknowledge",
    "task.arrived": "arrive",
    "task.completed": "complete",
}


def of_calls(said: Iterable[Envelope[Event]]) -> Mapping[Key, Sequence[Touch]]:
    """What was due of each call, and what touched it."""
    found: dict[Key, list[Touch]] = defaultdict(list)
    done: set[tuple[str, str]] = set()
    paused: set[str] = set()
    for event in _in_order(said):
        task = getattr(event.data, "task_id", event.subject)
        paused = _paused(event, task, paused)
        if task in paused and event.type == "call.recomputed":
            continue
        for duty, due_at in _of_call(event):
            key = (DUTY.name, task, duty)
            if due_at is None and event.type in _DONE:
                done.add((task, duty))
            again = event.type == "call.sent_back" or (task, duty) not in done
            runs = due_at is not None and due_at > event.time and again
            if runs or (due_at is None and key in found):
                found[key].append(Touch(event, DUTY, due_at))
    return found


def _paused(event: Envelope[Event], task: str, paused: set[str]) -> set[str]:
    """Whose clocks stand still 挂账: a new calendar moves them, and they are due once resumed."""
    if event.type == "call.suspended":
        return paused | {task}
    return paused - {task} if event.type == "call.resumed" else paused


def _of_call(event: Envelope[Event]) -> Iterator[tuple[str, datetime | None]]:
    """Each duty that an event says anything of, and by when it is due now."""
    data: Any = event.data
    if event.type in _DONE:
        yield _DONE[event.type], None
    elif event.type in ("call.summoned", "call.resumed", "call.recomputed"):
        yield from ((duty, getattr(data.clocks, f"{duty}_by")) for duty in DUTIES)
    elif event.type in ("call.sent_back", "call.extended"):
        yield "complete", data.complete_by
    elif event.type in ("call.suspended", "call.released"):
        yield from ((duty, None) for duty in DUTIES)
    elif event.type == "call.overdue":
        yield data.duty, None


def of_steps(said: Iterable[Envelope[Event]]) -> Mapping[Key, Sequence[Touch]]:
    """What was due of each step of a procedure, and what touched it.

    Once there is a result the tier's time is over, and the whole's counts only when nothing else
    does; a window that shuts by itself is nobody's deadline.
    """
    found: dict[Key, list[Touch]] = defaultdict(list)
    known: dict[str, set[str]] = defaultdict(set)
    silent: dict[str, set[str]] = defaultdict(set)
    for event in _in_order(said):
        task = getattr(event.data, "task_id", None) or event.subject
        silent[task] |= _windows(event)
        for step, due_at in _of_step(event, known[task]):
            if step not in silent[task]:
                found[STEP.name, task, step].append(Touch(event, STEP, due_at))
                known[task].add(step)
        silent[task] |= {WHOLE, TIER} if event.type == "task.settled" else set()
    return found


def _windows(event: Envelope[Event]) -> set[str]:
    steps = getattr(event.data, "steps", ()) if event.type == "task.notified" else ()
    return {one.step for one in steps if "in_window" in one.rules}


def _of_step(event: Envelope[Event], known: set[str]) -> Iterator[tuple[str, datetime | None]]:
    """Each step that an event says anything of, and by when it is due now."""
    data: Any = event.data
    over = _OVER.get(event.type, lambda _: frozenset())(known)
    if event.source == "response":
        clocks = {one.step: one.due_at for one in getattr(data, "clocks", ())}
        over |= _taken(event, known) - clocks.keys()
        over |= _shut(data, known) - clocks.keys()
        late = event.type == "task.step_overdue"
        clocks |= {data.step: data.next_at} if late else {}
        yield from ((step, None) for step in sorted(over - clocks.keys()))
        yield from clocks.items()
    else:
        yield from ((step, None) for step in sorted(over))


_OVER: Final[Mapping[str, Callable[[set[str]], Set[str]]]] = {
    "task.ended": lambda known: known,
    "case.returned": lambda known: known,
    "task.acknowledged": lambda known: known & {"acknowledge"},
    "task.settled": lambda known: known & {WHOLE, TIER},
    "task.moved": lambda known: known - {WHOLE},
}
"""What is over of those that are known."""


def _taken(event: Envelope[Event], known: set[str]) -> set[str]:
    step = getattr(event.data, "step", "") if event.type == "task.stepped" else ""
    return {step} & known


def _shut(data: Any, known: set[str]) -> set[str]:
    """Those that nobody can take any more."""
    opens = getattr(data, "opens", None)
    return set() if opens is None else known - {*opens, WHOLE, TIER}


def of_meetings(said: Iterable[Envelope[Event]]) -> Mapping[Key, Sequence[Touch]]:
    """What a meeting agreed on, until it is done, its whistle over or its department out."""
    found: dict[Key, list[Touch]] = defaultdict(list)
    agreed: dict[str, Mapping[str, str]] = defaultdict(dict)
    for event in _in_order(said):
        data: Any = event.data
        if event.type == "whistle.meeting_held":
            agreed[event.subject] = {one.id: one.department for one in data.steps}
            ends = {one.id: one.due_at for one in data.steps}
        else:
            ends = _of_agreed(event, agreed[event.subject])
        for step, due_at in ends.items():
            found[AGREED.name, event.subject, step].append(Touch(event, AGREED, due_at))
    return found


def _of_agreed(event: Envelope[Event], agreed: Mapping[str, str]) -> Mapping[str, datetime | None]:
    """By when each step is due now that an event says anything of."""
    data: Any = event.data
    if event.type in ("whistle.step_done", "whistle.step_overdue"):
        return {data.step_id: getattr(data, "due_at", None)}
    if event.type in ("whistle.closed", "whistle.withdrawn"):
        return dict.fromkeys(agreed)
    if event.type == "call.released":
        return dict.fromkeys(step for step, who in agreed.items() if who == data.department)
    return {}


def _in_order(said: Iterable[Envelope[Event]]) -> Sequence[Envelope[Event]]:
    return sorted(said, key=lambda one: (one.time, one.by != CLOCK.id, one.source, one.seq))
