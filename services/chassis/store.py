"""Keep what a service remembers about an aggregate, and what it has said about it, in one document.

Rule 1: state, `seq`, the numbers heard and the events said change in one conditional write.
Rule 2: a lost race, or a write whose answer was lost, starts again from load. Decisions are pure,
so repeating one is free; the act's key and the numbers heard tell whether it was done already.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from contracts.actor import Actor
from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.redaction import Redacted

State = TypeVar("State")

Decide: TypeAlias = Callable[[State | None], Sequence[Event]]
"""Look at the state (None: there is nothing yet), say what happens. May raise Refused."""

Evolve: TypeAlias = Callable[[State | None, Event], State]
"""The state after an event. May raise IllegalTransition."""


class Unavailable(Exception):
    """The store cannot be reached, or not in time; the same operation may be tried again."""


@dataclass(frozen=True)
class Act:
    """One request to change one aggregate."""

    by: Actor
    at: datetime
    key: str
    """The caller's idempotency key, his own: stored in the same write as the effect."""
    fingerprint: str = ""
    """Hash of the command; the same key with another command is refused (`key_reused`)."""
    expected_version: int | None = None


@dataclass(frozen=True)
class Outcome(Generic[State]):
    """What an act led to. `version` is the aggregate's `seq`: the number of events said so far."""

    id: str
    version: int
    state: State
    repeated: bool = False
    """The key was seen before: nothing changed, and `version` is the one first answered."""


@dataclass(frozen=True)
class Kept(Generic[State]):
    """One aggregate as it is stored."""

    id: str
    version: int
    state: State


class Store(Protocol[State]):
    """State by id, changed only by a decision; state and events are saved in one write."""

    async def get(self, id: str) -> Kept[State] | None:
        """Return what is remembered, or None."""
        ...

    def just(self, id: str) -> Kept[State] | None:
        """Return what this process wrote a moment ago, at no cost: it may have changed since.

        For those who know which version they need. None: ask `get`.
        """
        ...

    async def act(self, id: str, decide: Decide[State], act: Act) -> Outcome[State]:
        """Decide, apply what was said, save.

        Raises:
            Refused: by the decision; `Stale` when `expected_version` is not the version;
                `NotSo('key_reused')` when the key came with another command before.
        """
        ...

    async def hear(
        self, id: str, heard: Envelope[Event], decide: Decide[State] = lambda _: ()
    ) -> bool:
        """Apply what was heard, decide, apply what was said, save.

        Returns False when this event was heard before: nothing changes. What is said carries the
        actor of what was heard, and the time it is said.
        """
        ...

    async def heard(self, stream: str) -> frozenset[int]:
        """Numbers of the events of a stream that any document here has heard."""
        ...

    async def heard_many(self, streams: Collection[str]) -> Mapping[str, frozenset[int]]:
        """The same for many streams; one nobody heard anything of may be missing."""
        ...

    async def due(self, now: datetime, limit: int) -> Sequence[tuple[str, datetime]]:
        """Ids of aggregates whose next clock is at or before now, and that clock; oldest first."""
        ...

    async def find(
        self, query: Mapping[str, Any], *, sort: Sequence[tuple[str, int]] = (), limit: int = 50
    ) -> Sequence[Kept[State]]:
        """Aggregates whose facets match a MongoDB query (`facets.<name>` is written `<name>`).

        The aggregate's id is written `_id`, in the query, the sort and `Shape.indexes`. For pages,
        sort by something and then `_id`, and ask for what comes after the last one seen.
        """
        ...


@dataclass(frozen=True)
class Shape(Generic[State]):
    """How a service's state is kept: all a store has to know about it."""

    name: str
    """Collection name."""
    source: str
    """Who speaks: the service's name."""
    model: type[State]
    """A frozen pydantic model."""
    evolve: Evolve[State]
    due: Callable[[State], datetime | None] = lambda _: None
    """When the sweep must look at it next."""
    facets: Callable[[State], Mapping[str, Any]] = lambda _: {}
    """Fields that queries filter and sort by."""
    grows: str = ""
    """A field of the state, a sequence, to whose end things are added and never changed: a write
    sends only what is new of it."""
    redaction: type[Redacted] | None = None
    """What is said when its personal data are taken out; None: it holds none."""
    indexes: Sequence[Sequence[tuple[str, int | str]]] = ()
    """Indexes over facets, each a list of (facet, direction or '2dsphere')."""
