"""Keep a poisonous event, and everything that follows it on its stream, until somebody redrives.

Rule 1: a parked stream blocks itself and nothing else: its later events follow it, in order.
Rule 2: whether a stream is blocked is decided where it is written: `follow` adds only while the
block stands, `release` lifts the block only when nothing is left behind it. So a redrive in one
process and a delivery in another cannot miss each other.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Parked:
    """One event that waits for somebody."""

    stream: str
    seq: int
    id: str
    type: str
    body: bytes
    """The exact message."""
    reason: str
    """A refusal's code, an error's name, or `follows`."""
    error: str
    at: datetime

    @property
    def subject(self) -> str:
        """Id of the aggregate it is about."""
        return self.stream.partition(":")[2]


@dataclass(frozen=True)
class Block:
    """A stream that is parked, as people see it."""

    stream: str
    first: Parked
    """The event that began it."""
    waiting: int
    """How many events are parked, the first included."""


class ParkedEvents(Protocol):
    """What one service has parked."""

    async def prepare(self) -> None:
        """Make ready what the place of storage needs."""
        ...

    async def park(self, event: Parked) -> None:
        """Block the stream with this event; the same event twice is one."""
        ...

    async def follow(self, event: Parked) -> bool:
        """Park behind an earlier one; False when the stream is not blocked (any more)."""
        ...

    async def blocked(self) -> frozenset[str]:
        """Streams that are blocked now."""
        ...

    async def waiting(self, stream: str) -> Sequence[Parked]:
        """What is parked on a stream, in order of `seq`."""
        ...

    async def release(self, event: Parked) -> None:
        """Forget an event that was handled after all; lifts the block with the last one."""
        ...

    async def replace(self, event: Parked, body: bytes) -> None:
        """Keep another message in its place, if it is still parked."""
        ...

    async def blocks(self, limit: int = 100) -> Sequence[Block]:
        """Blocked streams, those parked first at the head."""
        ...

    async def count(self) -> int:
        """How many streams are blocked."""
        ...


class MemoryParked:
    """Parked events in a dict. Passes the same promises as the one in MongoDB."""

    def __init__(self) -> None:
        self._events: dict[str, dict[int, Parked]] = {}

    async def prepare(self) -> None:
        """Nothing to make ready."""

    async def park(self, event: Parked) -> None:
        """Block the stream with this event."""
        self._events.setdefault(event.stream, {}).setdefault(event.seq, event)

    async def follow(self, event: Parked) -> bool:
        """Park behind an earlier one."""
        if event.stream not in self._events:
            return False
        await self.park(event)
        return True

    async def blocked(self) -> frozenset[str]:
        """Streams that are blocked now."""
        return frozenset(self._events)

    async def waiting(self, stream: str) -> Sequence[Parked]:
        """What is parked on a stream, in order of `seq`."""
        return [event for _, event in sorted(self._events.get(stream, {}).items())]

    async def release(self, event: Parked) -> None:
        """Forget an event that was handled after all."""
        events = self._events.get(event.stream, {})
        events.pop(event.seq, None)
        if not events:
            self._events.pop(event.stream, None)

    async def replace(self, event: Parked, body: bytes) -> None:
        """Keep another message in its place."""
        if event.seq in self._events.get(event.stream, {}):
            self._events[event.stream][event.seq] = replace(event, body=body)

    async def blocks(self, limit: int = 100) -> Sequence[Block]:
        """Blocked streams."""
        parked = [await self.waiting(stream) for stream in list(self._events)[:limit]]
        return [Block(events[0].stream, events[0], len(events)) for events in parked]

    async def count(self) -> int:
        """How many streams are blocked."""
        return len(self._events)


async def redrive(
    parked: ParkedEvents, stream: str, again: Callable[[bytes], Awaitable[object]]
) -> int:
    """Handle what is parked on a stream, in order, and let go of each; return how many.

    Raises:
        Exception: whatever `again` raises; that event and those behind it stay parked.
    """
    handled = 0
    while waiting := await parked.waiting(stream):
        for event in waiting:
            await again(event.body)
            await parked.release(event)
            handled += 1
    return handled
