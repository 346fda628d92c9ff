"""Carry events between processes.

At least once, in order per aggregate, aggregates in parallel. What a handler raises decides what
happens next: `Refused`, `IllegalTransition` and `Unreadable` never become right by waiting alone
(an early effect may: it is tried again in its lane first), anything else is a dependency that is
down, and the lane waits for it.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias
from zlib import crc32

from contracts.envelope import Envelope
from contracts.events.event import Event

BUCKETS = 64
PARTITIONS = 4
"""Queues per service; to change it, drain first (`DECISIONS.md`)."""

Handle: TypeAlias = Callable[[Envelope[Any]], Awaitable[object]]


@dataclass(frozen=True)
class Hears:
    """How one kind of event is heard."""

    handle: Handle
    wants: Callable[[Any], bool] = lambda _: True
    """Which of them concern this service; the others are acknowledged and forgotten."""
    beside: Callable[[Any], bool] = lambda _: False
    """Which of them need not wait for their like in front of them: each begins a document of its
    own, or what is made of them is the same in any order."""


Handlers: TypeAlias = Mapping[type[Event], Hears]


def bucket(subject: str) -> int:
    """The bucket of an aggregate: stable for ever, in every language."""
    return crc32(subject.encode()) % BUCKETS


def partition(subject: str) -> int:
    """Which of a service's queues an aggregate's events go to."""
    return bucket(subject) * PARTITIONS // BUCKETS


class Unroutable(Exception):
    """Nobody listens to this type of event. An alarm: the event stays with its speaker."""


class Bus(Protocol):
    """Publish what happened; be told what happened elsewhere."""

    async def publish(self, envelope: Envelope[Event]) -> None:
        """Return once the broker has the message safely.

        Raises:
            Unroutable: no queue is bound for it.
            Exception: the broker could not be reached, or did not confirm in time.
        """
        ...

    async def listen(self, service: str, handlers: Handlers) -> None:
        """Start delivering each kind of event to its handler, at least once."""
        ...

    async def listen_all(self, service: str, hears: Hears) -> None:
        """Start delivering every event there is, at least once."""
        ...

    async def tap(self, see: Callable[[Envelope[Event]], None]) -> None:
        """Show every event from now on, once, to this process; nothing is kept, slow means lost."""
        ...

    async def redrive(self, stream: str) -> int:
        """Handle what is parked on a stream again, in order; return how many.

        Raises:
            Exception: whatever the handler raises; the event and those behind it stay parked.
        """
        ...
