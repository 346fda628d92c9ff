"""One aggregate as the stores keep it, and what operations make of it before anything is written.

Rule 1: an operation changes a draft whole or not at all, so one that raises harms no other.
Rule 2: however many operations a draft has taken, it is saved in one write.
Rule 3: what an operation left behind (the act's key, the number heard) tells that it was done.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any, Generic, Protocol, TypeVar

from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.redaction import Redacted, redacted
from contracts.refusals import NotSo, NotThere, Stale
from services.chassis.store import Act, Decide, Kept, Outcome, Shape

State = TypeVar("State")

_Said = Envelope[Event]


class Packs(Protocol):
    """Which city pack decisions stand on; `services.chassis.cities.Cities` is one."""

    in_force: str
    """Id of the pack new documents begin under."""

    def under(self, pack: str) -> AbstractContextManager[None]:
        """Decide under a pack that is ready."""
        ...

    async def ready(self, packs: Collection[str]) -> None:
        """Have these packs at hand."""
        ...


class OnePack:
    """For stores whose decisions ask no city, or always the same."""

    in_force = ""

    def under(self, pack: str) -> AbstractContextManager[None]:
        """See `Packs.under`."""
        return nullcontext()

    async def ready(self, packs: Collection[str]) -> None:
        """See `Packs.ready`."""


ONE_PACK = OnePack()


@dataclass(slots=True)
class Document(Generic[State]):
    """One aggregate as it was last read or written."""

    id: str
    stamp: int = 0
    """Which write made it: the guard against lost races. 0: it was never written."""
    seq: int = 0
    state: State | None = None
    inbox: Mapping[str, Sequence[int]] = field(default_factory=dict[str, Sequence[int]])
    """The numbers heard of each stream."""
    keys: Mapping[str, tuple[int, str]] = field(default_factory=dict[str, tuple[int, str]])
    """For each act done: the version it led to and the fingerprint of its command."""
    pack: str = ""
    """City pack it began under; empty: from before packs were kept, or it needs none."""
    told: bool = True
    """Whether every event so far is published or in the hands of this process's relay."""

    def keep(self) -> Kept[State] | None:
        """What a reader may see of it."""
        return None if self.state is None else Kept(self.id, self.seq, self.state)


@dataclass(slots=True)
class Saying:
    """The circumstances in which events are said."""

    by: str
    at: datetime
    traceparent: str | None = None


class Draft(Generic[State]):
    """A document with what operations want to add to it."""

    __slots__ = ("answered", "before", "heard", "pack", "packs", "said", "seq", "shape", "state")

    def __init__(
        self, shape: Shape[State], before: Document[State], packs: Packs = ONE_PACK
    ) -> None:
        self.shape = shape
        self.packs = packs
        self.pack = before.pack if before.stamp else packs.in_force
        self.before = before
        self.state = before.state
        self.seq = before.seq
        self.said: list[Envelope[Event]] = []
        self.heard: dict[str, list[int]] = {}
        self.answered: dict[str, tuple[int, str]] = {}

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.answered or self.heard)

    def act(self, decide: Decide[State], act: Act, saying: Saying) -> Outcome[State]:
        """Take an act. See `Store.act`."""
        mark = _mark(act)
        first = self.answered.get(mark) or self.before.keys.get(mark)
        if first is not None:
            return self._repeat(*first, act)
        if act.expected_version not in (None, self.seq):
            raise Stale("stale_version", version=self.seq)
        with self.packs.under(self.pack):
            state = self._say(self.state, decide(self.state), saying)
        self.answered[mark] = (self.seq, act.fingerprint)
        return Outcome(self.before.id, self.seq, state)

    def hear(self, heard: Envelope[Event], decide: Decide[State], saying: Saying) -> bool:
        """Take an event somebody else said. See `Store.hear`."""
        stream, fresh = heard.stream, self.heard.get(heard.stream, ())
        if heard.seq in fresh or heard.seq in self.before.inbox.get(stream, ()):
            return False
        state = self.shape.evolve(self.state, heard.data)
        with self.packs.under(self.pack):
            self._say(state, decide(state), saying)
        self.heard.setdefault(stream, []).append(heard.seq)
        return True

    def saved(self, stamp: int) -> Document[State]:
        """The document once this draft is written."""
        before = self.before
        inbox = {k: (*before.inbox.get(k, ()), *new) for k, new in self.heard.items()}
        return Document(
            id=before.id,
            stamp=stamp,
            seq=self.seq,
            state=self.state,
            inbox={**before.inbox, **inbox} if inbox else before.inbox,
            keys={**before.keys, **self.answered} if self.answered else before.keys,
            pack=self.pack,
            told=before.told,
        )

    def _repeat(self, version: int, fingerprint: str, act: Act) -> Outcome[State]:
        if fingerprint != act.fingerprint:
            raise NotSo("key_reused", field="Idempotency-Key")
        return Outcome(self.before.id, version, _there(self.state, self.before.id), repeated=True)

    def _say(self, state: State | None, events: Sequence[Event], saying: Saying) -> State:
        for event in events:
            state = evolved(self.shape, state, event)
        there = _there(state, self.before.id)
        self.said += [self._envelope(seq, e, saying) for seq, e in enumerate(events, self.seq + 1)]
        self.state, self.seq = there, self.seq + len(events)
        return there

    def _envelope(self, seq: int, event: Event, saying: Saying) -> Envelope[Event]:
        source, subject = self.shape.source, self.before.id
        return _Said(
            id=envelope_id(source, subject, seq),
            source=source,
            subject=subject,
            seq=seq,
            type=event.type,
            time=saying.at,
            by=saying.by,
            traceparent=saying.traceparent,
            data=event,
        )


def evolved(shape: Shape[State], state: State | None, event: Event) -> State:
    """The state after an event; what takes personal data out does so to every shape alike."""
    if isinstance(event, Redacted):
        there: Any = _there(state, "")
        return redacted(there, event.depth)
    return shape.evolve(state, event)


def envelope_id(source: str, subject: str, seq: int) -> str:
    """The id of an event: the same however often it is said."""
    return f"{source}:{subject}:{seq}"


def _mark(act: Act) -> str:
    """The act's key as a field name: any two actors may choose the same key, of any letters."""
    return blake2b(f"{act.by.id}\0{act.key}".encode(), digest_size=9).hexdigest()


def _there(state: State | None, id: str) -> State:
    if state is None:
        raise NotThere("not_there", id=id)
    return state
