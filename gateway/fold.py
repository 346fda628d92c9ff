"""Fold events into what readers see, in whatever order they come, however often.

Rule 1: an event writes named fields (`kinds/*` say which); a field keeps the value of the highest
number that wrote it. A field is written by one speaker only, so numbers can be compared.
Rule 2: everything else only grows: the tags that say who may see it, and the timeline, which is
sorted by time, speaker and number. So any order and any repetition lead to the same view.
Rule 3: a path `calls/wh-1-1/lead` is one field; `nested` makes a tree of such fields when read.
"""

from bisect import insort
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar, TypeAlias

from pydantic import BaseModel, ConfigDict

from contracts.envelope import Envelope
from contracts.events.event import Event

Fields: TypeAlias = Mapping[str, Any]
Fold: TypeAlias = Callable[[Any], Fields]
"""What one kind of event writes."""
Folds: TypeAlias = Mapping[type[Event], Fold]

_BULKY = frozenset({"problems", "place", "records", "record", "steps", "tell"})
"""What a line of the timeline need not repeat."""


class Line(BaseModel):
    """One event on the timeline."""

    model_config = ConfigDict(frozen=True)

    time: datetime
    source: str
    seq: int
    type: str
    by: str
    facts: dict[str, Any]


class Folded(BaseModel):
    """One aggregate as its events tell it."""

    model_config = ConfigDict(frozen=True)

    fields: dict[str, Any] = {}
    stamps: dict[str, int] = {}
    """For each field, the number of the event that wrote it."""
    heads: dict[str, int] = {}
    """For each speaker, the highest number folded in."""
    tags: tuple[str, ...] = ()
    """Who may see it (`scopes`)."""
    timeline: tuple[Line, ...] = ()

    @property
    def created_at(self) -> datetime:
        """When the first thing happened."""
        return self.timeline[0].time

    @property
    def updated_at(self) -> datetime:
        """When the last thing happened."""
        return self.timeline[-1].time

    def get(self, name: str, otherwise: Any = None) -> Any:
        """The value of a field."""
        return self.fields.get(name, otherwise)

    def last(self, kind: type[Event]) -> Line | None:
        """The last event of a kind."""
        return next((line for line in reversed(self.timeline) if line.type == kind.type), None)

    def count(self, kind: type[Event]) -> int:
        """How many events of a kind there were."""
        return sum(line.type == kind.type for line in self.timeline)


class Told(Event):
    """An event somebody said, with its circumstances: what the view's store hears."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    type: ClassVar[str] = "gateway.told"

    envelope: Envelope[Event]

    @classmethod
    def of(cls, heard: Envelope[Event]) -> Envelope[Event]:
        """The envelope with itself inside, so that a fold sees numbers, times and actors."""
        told = cls.model_construct(envelope=heard)
        return heard.model_copy(update={"data": told})


def fold(
    view: Folded | None, heard: Envelope[Event], fields: Fields, tags: Iterable[str]
) -> Folded:
    """The view after one event more."""
    view = view or Folded()
    seq = heard.seq
    fresh = {name: value for name, value in fields.items() if view.stamps.get(name, 0) < seq}
    heads = {**view.heads, heard.source: max(seq, view.heads.get(heard.source, 0))}
    return Folded.model_construct(
        fields={**view.fields, **fresh} if fresh else view.fields,
        stamps={**view.stamps, **dict.fromkeys(fresh, seq)} if fresh else view.stamps,
        heads=heads,
        tags=_grown(view.tags, tags),
        timeline=_longer(view.timeline, heard),
    )


def _grown(known: tuple[str, ...], tags: Iterable[str]) -> tuple[str, ...]:
    new = set(tags).difference(known)
    return tuple(sorted(new.union(known))) if new else known


def _longer(timeline: tuple[Line, ...], heard: Envelope[Event]) -> tuple[Line, ...]:
    place = _place(heard.time, heard.source, heard.seq)
    if any(_rank(line) == place for line in timeline):
        return timeline
    line = Line.model_construct(
        time=heard.time,
        source=heard.source,
        seq=heard.seq,
        type=heard.type,
        by=heard.by,
        facts=heard.data.model_dump(exclude=_excluded(type(heard.data)), exclude_none=True),
    )
    longer = list(timeline)
    insort(longer, line, key=_rank)
    return tuple(longer)


def _excluded(kind: type[Event]) -> set[str]:
    return set(_BULKY.intersection(kind.model_fields))


def _rank(line: Line) -> tuple[datetime, str, int]:
    return _place(line.time, line.source, line.seq)


def _place(time: datetime, source: str, seq: int) -> tuple[datetime, str, int]:
    return time, source, seq


def nested(view: Folded, prefix: str) -> dict[str, dict[str, Any]]:
    """The fields below a prefix, as one mapping per key."""
    tree: dict[str, dict[str, Any]] = {}
    for name, value in view.fields.items():
        head, *rest = name.split("/")
        if head == prefix and rest:
            tree.setdefault(rest[0], {})["/".join(rest[1:])] = value
    return tree
