"""Fold events into what readers see, in whatever order they come, however often.

Rule 1: an event writes named fields (`kinds/*` say which); a field keeps the value of the highest
number that wrote it. A field is written by one speaker only, so numbers can be compared.
Rule 2: everything else only grows: the tags that say who may see it, and the timeline, which is
sorted by time, speaker and number. So any order and any repetition lead to the same view.
Rule 3: a path `calls/wh-1-1/lead` is one field; `nested` makes a tree of such fields when read.
Rule 4: the past (stamps, timeline) is packed as JSON: lists, which do not need it, never unpack it,
and a view that is remembered takes little room.
"""

from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, ClassVar, Final, TypeAlias

from pydantic import BaseModel, ConfigDict, TypeAdapter

from contracts.envelope import Envelope
from contracts.events.event import Event

Fields: TypeAlias = Mapping[str, Any]
Fold: TypeAlias = Callable[[Any], Fields]
"""What one kind of event writes."""
Folds: TypeAlias = Mapping[type[Event], Fold]

NEVER = datetime.fromtimestamp(0, UTC)
AT: Final = object()
"""A value that stands for the time of the event."""

_BULKY = frozenset(
    {
        *("problems", "place", "records", "record", "steps", "tell", "clocks", "responders"),
        *("departments", "ends", "points", "deductions", "recused", "attendees"),
    }
)
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


class Past(BaseModel):
    """What folding needs, and readers of one view."""

    model_config = ConfigDict(frozen=True)

    stamps: dict[str, int] = {}
    """For each field, the number of the event that wrote it."""
    timeline: tuple[Line, ...] = ()


_PAST: TypeAdapter[Past] = TypeAdapter(Past)


class Folded(BaseModel):
    """One aggregate as its events tell it."""

    model_config = ConfigDict(frozen=True)

    fields: dict[str, Any] = {}
    heads: dict[str, int] = {}
    """For each speaker, the highest number folded in."""
    tags: tuple[str, ...] = ()
    """Who may see it (`scopes`)."""
    seen: dict[str, int] = {}
    """How many events of each type; dots are slashes, for MongoDB."""
    created_at: datetime = NEVER
    updated_at: datetime = NEVER
    packed: bytes = b""

    @cached_property
    def past(self) -> Past:
        """Stamps and timeline."""
        return _PAST.validate_json(self.packed) if self.packed else Past()

    def get(self, name: str, otherwise: Any = None) -> Any:
        """The value of a field."""
        return self.fields.get(name, otherwise)

    def count(self, kind: type[Event]) -> int:
        """How many events of a kind there were."""
        return self.seen.get(kind.type.replace(".", "/"), 0)


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
    seq, past = heard.seq, view.past
    fresh = {
        name: heard.time if value is AT else value
        for name, value in fields.items()
        if past.stamps.get(name, 0) < seq
    }
    past = Past.model_construct(
        stamps=dict(sorted({**past.stamps, **dict.fromkeys(fresh, seq)}.items())),
        timeline=_longer(past.timeline, heard),
    )
    return Folded.model_construct(
        fields={**view.fields, **fresh},
        heads={**view.heads, heard.source: max(seq, view.heads.get(heard.source, 0))},
        tags=_grown(view.tags, tags),
        seen=dict(sorted(Counter(line.type.replace(".", "/") for line in past.timeline).items())),
        created_at=past.timeline[0].time,
        updated_at=past.timeline[-1].time,
        packed=_PAST.dump_json(past),
    )


def _grown(known: tuple[str, ...], tags: Iterable[str]) -> tuple[str, ...]:
    new = set(tags).difference(known)
    return tuple(sorted(new.union(known))) if new else known


def _longer(timeline: tuple[Line, ...], heard: Envelope[Event]) -> tuple[Line, ...]:
    place = (heard.time, heard.source, heard.seq)
    if any(_rank(line) == place for line in timeline):
        return timeline
    facts = heard.data.model_dump(
        mode="json", exclude=_excluded(type(heard.data)), exclude_none=True
    )
    line = Line.model_construct(
        time=heard.time,
        source=heard.source,
        seq=heard.seq,
        type=heard.type,
        by=heard.by,
        facts=facts,
    )
    longer = list(timeline)
    insort(longer, line, key=_rank)
    return tuple(longer)


def _excluded(kind: type[Event]) -> set[str]:
    return set(_BULKY.intersection(kind.model_fields))


def _rank(line: Line) -> tuple[datetime, str, int]:
    return line.time, line.source, line.seq


def nested(view: Folded, prefix: str) -> dict[str, dict[str, Any]]:
    """The fields below a prefix, as one mapping per key."""
    tree: dict[str, dict[str, Any]] = {}
    start = f"{prefix}/"
    for name, value in view.fields.items():
        if name.startswith(start):
            key, _, rest = name.removeprefix(start).partition("/")
            tree.setdefault(key, {})[rest] = value
    return tree
