"""Every deadline that was ever set was met, moved or called off before it, or struck once at it.

Read from nothing but the raw events: what a row of `lines` says of them, `duties` of what lies
inside others, and `limits` of a case as a whole.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, Final

from contracts.actor import CLOCK
from contracts.envelope import Envelope
from contracts.events.event import Event
from tests.unit.test_clocks import shapes
from tests.year import duties, limits
from tests.year.district import District
from tests.year.line import Line
from tests.year.lines import LINES
from tests.year.telling import Year
from tests.year.thread import ANSWER, of_threads
from tests.year.touches import Key, Touch, faults


async def every_deadline_was_met_or_struck_once(d: District, _: Year) -> Sequence[str]:
    """Also at the end none lies in the past, neither by the events nor in what is kept."""
    kept_in = sorted({(shape.source, shape.name) for shape in shapes()})
    kept = [one for where in kept_in for one in await d.documents(*where)]
    past = [f"kept, and in the past: {one['_id']}" for one in kept if _is_past(one, d.clock.now)]
    return [*unkept(d.history, d.clock.now), *past]


def _is_past(document: Mapping[str, Any], now: datetime) -> bool:
    return "due_at" in document and document["due_at"] <= now


def unkept(said: Iterable[Envelope[Event]], end: datetime) -> Iterator[str]:
    """What is wrong with the deadlines of these events, until this instant."""
    told = [*said]
    found = {
        **_touches(told),
        **duties.of_calls(told),
        **duties.of_steps(told),
        **duties.of_meetings(told),
        **of_threads(told),
        **limits.of_cases(told),
    }
    yield from sorted({f"on no line: {one.type}" for one in told if _is_unlisted(one)})
    if not found:
        yield "nothing was ever due"
    for key, touches in found.items():
        yield from faults(key, touches, end)


def _is_unlisted(one: Envelope[Event]) -> bool:
    """A clock struck, and nobody would notice if it struck twice."""
    strikes = one.by == CLOCK.id and hasattr(one.data, "was_due_at")
    return strikes and not one.type.endswith(".recomputed") and one.type not in _STRIKES


def _touches(said: Iterable[Envelope[Event]]) -> Mapping[Key, Sequence[Touch]]:
    """By deadline, in the order they were said; what the calendar moved is found by its time."""
    found: dict[Key, list[Touch]] = defaultdict(list)
    mine: dict[str, set[Key]] = defaultdict(set)
    for event in sorted(said, key=lambda one: (one.stream, one.seq)):
        for line, key in _meant(event, mine[event.stream]):
            before = found[key][-1].due_at if key in found else None
            due_at, says = _next(line, event, before)
            if says and (due_at or key in found):
                found[key].append(Touch(event, line, due_at))
                mine[event.stream].add(key)
        for key in mine[event.stream]:
            last = found[key][-1]
            moved = {one.was: one.due_at for one in _moved(event) if one.due_at}
            if last.due_at in moved and not (last.event is event or last.line.recomputes):
                found[key].append(Touch(event, last.line, moved[last.due_at]))
    return found


def _meant(event: Envelope[Event], mine: Collection[Key]) -> Iterator[tuple[Line, Key]]:
    """Which deadlines it is about: those it names, or all of the document when it names none."""
    for line in _BY_KIND.get(event.type, ()):
        named = getattr(event.data, line.of, None) if line.of else ""
        for name in (
            [named] if named is not None else [name for kind, _, name in mine if kind == line.name]
        ):
            yield line, (line.name, event.stream, name)


def _next(
    line: Line, event: Envelope[Event], before: datetime | None
) -> tuple[datetime | None, bool]:
    """The next deadline, and whether the event says anything of it."""
    if event.type in line.extends:
        later = attrgetter(line.extends[event.type])(event.data)
        return max(one for one in (before, later) if one), True
    at = getattr(event.data, line.sets.get(event.type, ""), None)
    return at, at is not None or not event.type.endswith(".recomputed")


def _moved(event: Envelope[Event]) -> Sequence[Any]:
    data = event.data
    return (*getattr(data, "moved", ()), *getattr(data, "beside", ()))


_BY_KIND: Final[Mapping[str, Sequence[Line]]] = {
    kind: [line for line in LINES if kind in line.kinds] for one in LINES for kind in one.kinds
}
_STRIKES: Final = frozenset(
    kind
    for line in (*LINES, *duties.WITHIN, ANSWER, limits.LIMIT, limits.LYING)
    for kind in line.strikes | line.also
)
