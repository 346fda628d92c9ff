"""The two clocks of a case as a whole, whoever has it: its limit, and how long it may lie.

The limit runs from when somebody takes the case on until its reporters agree; handing it on, up or
back does not move it. A case lies until it is whistled on or done, and anew when it comes back. It
is stuck at its age, or in the same breath as it was handed on once too often.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias

from contracts.envelope import Envelope
from contracts.events.event import Event
from tests.year.line import Line
from tests.year.touches import Key, Touch

LIMIT: Final = Line("limit of a case", {}, frozenset({"case.expired"}), says="limit_at")
LYING: Final = Line("lying", {}, frozenset({"case.stuck"}))
HANDED: Final = Line("lying", {})
"""It is stuck because it was handed on: nobody's clock."""
OVER: Final = ("case.confirmed", "case.closed", "case.merged", "case.refused", "case.withdrawn")
SEEN_TO: Final = (
    *("case.whistled", "case.solved", "case.answered", "case.petition_submitted", "case.stuck"),
    *OVER,
)


@dataclass
class _Whole:
    """One case."""

    limit: datetime | None = None
    expired: bool = False
    """Until its reporters do not agree."""
    bound: tuple[Any, ...] = ()
    """What its limit follows from."""
    told: bool = True
    """Its reporters know a result, or nobody said that there is one."""
    lies: datetime | None = None
    handed_at: datetime | None = None


_Limited: TypeAlias = Callable[[_Whole, Any], datetime | None]


def _sorted(case: _Whole, data: Any) -> datetime | None:
    before, case.bound = case.bound, (data.category, data.urgency, data.standard)
    return case.limit if before == case.bound and case.limit else data.due_at


def _reopened(case: _Whole, data: Any) -> datetime | None:
    """What was only found undone goes on; who does not agree has a limit anew."""
    found_undone, case.told = not case.told, True
    if found_undone:
        return case.limit
    case.expired = False
    return data.due_at


def _begun(case: _Whole, data: Any) -> datetime | None:
    return case.limit or data.due_at


def _longer(case: _Whole, data: Any) -> datetime | None:
    return max(case.limit or data.due_at, data.due_at)


_LIMITS: Final[Mapping[str, _Limited]] = {
    "case.sorted": _sorted,
    "case.reopened": _reopened,
    **dict.fromkeys(("case.transferred", "case.ordered", "case.self_help_called"), _begun),
    **dict.fromkeys(("case.entrusted", "case.whistled", "case.prolonged"), _longer),
    "case.recomputed": lambda case, data: data.limit_at or case.limit,
    **dict.fromkeys((*LIMIT.strikes, *OVER), lambda _, __: None),
}
_LIES: Final[Mapping[str, _Limited]] = {
    **dict.fromkeys(
        ("case.reported", "case.returned", "case.reopened", "case.recomputed"),
        lambda case, data: data.stuck_at or case.lies,
    ),
    **dict.fromkeys(SEEN_TO, lambda _, __: None),
}
_HANDS_ON: Final = frozenset({"case.transferred", "case.entrusted", "case.returned"})


def of_cases(said: Iterable[Envelope[Event]]) -> Mapping[Key, Sequence[Touch]]:
    """What was due of each case as a whole, and what touched it."""
    found: dict[Key, list[Touch]] = defaultdict(list)
    cases: dict[str, _Whole] = defaultdict(_Whole)
    for event in sorted(said, key=lambda one: (one.stream, one.seq)):
        for touch in _of(event, cases[event.subject]):
            found[touch.line.name, event.subject, ""].append(touch)
    return found


def _of(event: Envelope[Event], case: _Whole) -> Iterator[Touch]:
    if event.type in _HANDS_ON:
        case.handed_at = event.time
    if event.type in ("case.solved", "case.fed_back", "case.answered"):
        case.told = event.type != "case.solved"
    yield from _of_limit(event, case)
    if event.type in _LIES:
        before, case.lies = case.lies, _LIES[event.type](case, event.data)
        handed = event.type in LYING.strikes and case.handed_at == event.time
        if before != case.lies or event.type in LYING.strikes:
            yield Touch(event, HANDED if handed else LYING, case.lies)


def _of_limit(event: Envelope[Event], case: _Whole) -> Iterator[Touch]:
    if event.type not in _LIMITS:
        return
    before, strikes = case.limit, event.type in LIMIT.strikes
    after = _LIMITS[event.type](case, event.data)
    case.limit = before if case.expired else after
    case.expired |= strikes
    if before != case.limit or strikes:
        yield Touch(event, LIMIT, case.limit)
