"""Fold events into what readers see, in whatever order they come, however often.

Rule 1: an event writes named fields (`kinds/*` say which); a field keeps the value of the highest
number that wrote it. A field is written by one speaker only, so numbers can be compared.
Rule 2: everything else only grows: the tags that say who may see it, and the timeline, which is
sorted by time, speaker and number when read. So any order and any repetition lead to the same view.
Rule 3: a path `calls/wh-1-1/lead` is one field; `nested` makes a tree of such fields when read.
Rule 4: a line of the timeline is kept as JSON behind the id of its event, and lines are only ever
added: a write sends one, and lists, which do not need them, never read them.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, ClassVar, Final, TypeAlias

from pydantic import BaseModel, ConfigDict

from contracts.envelope import Envelope
from contracts.events.event import Event
from gateway.scopes import grown

Fields: TypeAlias = Mapping[str, Any]
Fold: TypeAlias = Callable[[Any], Fields]
"""What one kind of event writes."""
Folds: TypeAlias = Mapping[type[Event], Fold]

NEVER = datetime.fromtimestamp(0, UTC)
AT: Final = object()
"""A value that stands for the time of the event."""

_BULKY = frozenset(
    {
        *("beneficiary", "concerns", "shifts", "rest", "asked", "deeds"),
        *("problems", "place", "records", "record", "steps", "tell", "clocks", "responders"),
        *("departments", "ends", "points", "deductions", "recused", "attendees", "districts"),
        *("questions", "tallies", "said"),
        *("on_behalf_of", "group", "order", "mandate", "counts"),
        "promises",
        *("ballot", "cast", "roll", "rule"),
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
    stamps: dict[str, int] = {}
    """For each field, the number of the event that wrote it."""
    lines: tuple[str, ...] = ()
    """The timeline as it was heard: `<event id> <JSON>`."""

    @cached_property
    def timeline(self) -> tuple[Line, ...]:
        """What happened, the earliest first."""
        lines = (Line.model_validate_json(line.split(" ", 1)[1]) for line in self.lines)
        return tuple(sorted(lines, key=_rank))

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
    if view is None:
        view = Folded(created_at=heard.time, updated_at=heard.time)
    seq, name = heard.seq, heard.type.replace(".", "/")
    if any(line.startswith(f"{heard.id} ") for line in view.lines):
        return view
    fresh = {
        name: heard.time if value is AT else value
        for name, value in fields.items()
        if view.stamps.get(name, 0) < seq
    }
    return Folded.model_construct(
        fields={**view.fields, **fresh},
        heads={**view.heads, heard.source: max(seq, view.heads.get(heard.source, 0))},
        tags=_grown(view.tags, tags),
        seen={**view.seen, name: view.seen.get(name, 0) + 1},
        created_at=min(view.created_at, heard.time),
        updated_at=max(view.updated_at, heard.time),
        stamps={**view.stamps, **dict.fromkeys(fresh, seq)},
        lines=(*view.lines, _line(heard)),
    )


def _grown(known: tuple[str, ...], tags: Iterable[str]) -> tuple[str, ...]:
    after = grown(known, tags)
    return known if after == frozenset(known) else tuple(sorted(after))


def _line(heard: Envelope[Event]) -> str:
    line = Line.model_construct(
        time=heard.time,
        source=heard.source,
        seq=heard.seq,
        type=heard.type,
        by=heard.by,
        facts=heard.data.model_dump(
            mode="json", exclude=_excluded(type(heard.data)), exclude_none=True
        ),
    )
    return f"{heard.id} {line.model_dump_json()}"


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
