"""The calendar changed: a limit that still runs is reckoned again from when it began. Pure.

Rule 1: only what a rule of the city set moves. A time that somebody granted, promised or set is not
what the rule gives, by any calendar that was ever in force here; it stands.
Rule 2: when a limit began is what was said of it: the time of the event that named it. No state
keeps it, so nothing is written for it while calendars stay as they are.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import product
from typing import Any, Final, TypeVar, cast

from contracts.city import City
from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.events.recomputed import DueMoved

HEARD_LATE: Final = timedelta(minutes=5)
"""How long after it began a limit may have been written down."""

Said = Sequence[Envelope[Event]]
Rule = Callable[[City, datetime], datetime]
Ends = Mapping[str, DueMoved]
"""What moved, by the limit's id."""
State = TypeVar("State")


@dataclass(frozen=True)
class Limit:
    """One running limit, and the rule that set it if nobody set it otherwise."""

    id: str
    at: datetime
    reckon: Rule
    """Its end by a city, from its beginning."""
    others: tuple[Rule, ...] = ()
    """Rules that may have set it instead."""


def moved(
    limits: Iterable[Limit], said: Said, city: City, before: Sequence[City]
) -> tuple[DueMoved, ...]:
    """Return which limits end at another time now.

    Args:
        said: everything the aggregate has said, in order.
        city: with the calendars as they are now.
        before: the same city with calendars that were.
    """
    found = (_moved(limit, said, city, before) for limit in limits)
    return tuple(one for one in found if one)


def recomputes(
    limits: Callable[[State], Iterable[Limit]], say: Callable[[State, City, Ends], Event]
) -> Callable[[State, Said, City, Sequence[City]], Sequence[Event]]:
    """Return how an aggregate with these limits is reckoned again: one event says what moved."""

    def recompute(one: State, said: Said, city: City, before: Sequence[City]) -> Sequence[Event]:
        found = {told.id: told for told in moved(limits(one), said, city, before)}
        return [say(one, city, found)] if found else []

    return recompute


def _moved(limit: Limit, said: Said, city: City, before: Sequence[City]) -> DueMoved | None:
    rules = (limit.reckon, *limit.others)
    # Rule by rule: one working day may end by the new calendar when three did by the old one.
    for began, rule, known in product(_beginnings(limit.at, said), rules, (city, *before)):
        if abs(limit.at - rule(known, began)) <= HEARD_LATE:
            since, slack = _exactly(limit.at, began, partial(rule, known))
            again = rule(city, since) + slack
            told = DueMoved(id=limit.id, was=limit.at, due_at=again, since=since)
            return None if again == limit.at else told
    return None


def _exactly(
    at: datetime, began: datetime, end: Callable[[datetime], datetime]
) -> tuple[datetime, timedelta]:
    """When it began; where no instant gives its end, what the rule is off by."""
    slack = at - end(began)
    since = began + slack
    return (since, timedelta()) if end(since) == at else (began, slack)


def _beginnings(at: datetime, said: Said) -> Iterator[datetime]:
    """When a limit that ends then may have begun, the last thing said of it first."""
    for envelope in reversed(said):
        earlier = _told(envelope.data)
        begins = [one.since for one in earlier if one.due_at == at and one.since]
        if begins:
            yield begins[0]
        elif at in _instants(envelope.data.model_dump()):
            yield envelope.time


def _told(event: Event) -> Iterator[DueMoved]:
    """What an earlier reckoning said."""
    for part in vars(event).values():
        told = cast("Sequence[object]", part) if isinstance(part, tuple) else ()
        yield from (one for one in told if isinstance(one, DueMoved))


def _instants(value: object) -> Iterator[datetime]:
    if isinstance(value, datetime):
        yield value
    elif isinstance(value, Mapping):
        for part in cast("Mapping[str, Any]", value).values():
            yield from _instants(part)
    elif isinstance(value, list | tuple):
        for part in cast("Sequence[Any]", value):
            yield from _instants(part)
