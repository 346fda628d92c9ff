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

Handle: TypeAlias = Callable[[Envelope[Any]], Awaitable[object]]


@dataclass(frozen=True)
class Hears:
    """How one kind of event is heard."""

    handle: Handle
    wants: Callable[[Any], bool] = lambda _: True
    """Which of them concern this service; the others are acknowledged and forgotten."""


Handlers: TypeAlias = Mapping[type[Event], Hears]


def bucket(subject: str) -> int:
    """The bucket of an aggregate: stable for ever, in every language."""
    return crc32(subject.encode()) % BUCKETS


class Bus(Protocol):
    """Publish what happened; be told what happened elsewhere."""

    async def publish(self, envelope: Envelope[Event]) -> None:
        """Return once the broker has the message safely."""
        ...

    async def listen(self, service: str, handlers: Handlers) -> None:
        """Start delivering each kind of event to its handler, at least once."""
        ...
