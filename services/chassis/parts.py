"""What a process is made of: `services.chassis.ground` fills it in for a service, the gateway by
itself; `services.chassis.run` runs it.

Tests fill in the same parts with `MemoryBus` and `MemoryStore` and run them with
`services.chassis.run.running`.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from fastapi import APIRouter
from starlette.types import ASGIApp

from contracts.envelope import Envelope
from contracts.events.event import Event
from services.chassis.bus import Bus, Handlers, Hears
from services.chassis.lanes import Lanes
from services.chassis.outbox import Outbox
from services.chassis.parking import ParkedEvents
from services.chassis.settings import Settings
from services.chassis.web import Check

Step: TypeAlias = Callable[[], Awaitable[object]]


class RunningBus(Bus, Protocol):
    """A bus that can be started and stopped."""

    lanes: Lanes
    parked: ParkedEvents

    @property
    def attached(self) -> bool:
        """Whether publishing is possible and every consumer is in place."""
        ...

    async def start(self) -> None:
        """Connect; returns when events can be published."""
        ...

    async def stop_listening(self, within: float) -> bool:
        """Take nothing new, finish what is being done; False when that took too long."""
        ...

    async def close(self) -> None:
        """Leave the broker."""
        ...


class Sweeping(Protocol):
    """Something that runs as long as the process."""

    async def run(self) -> None:
        """Go on for ever."""
        ...


class Relaying(Sweeping, Protocol):
    """Publishes what a store's documents owe."""

    async def drain(self) -> None:
        """Publish what is pending now."""
        ...


@dataclass
class Parts:
    """One process, before it runs."""

    settings: Settings
    bus: RunningBus
    prepare: Sequence[Step] = ()
    """Done first, and again until it works: indexes."""
    relays: Sequence[Relaying] = ()
    sweeps: Sequence[Sweeping] = ()
    """Everything else that runs as long as the process: clocks, the reconciler."""
    outboxes: Sequence[Outbox] = ()
    """Only to tell how much waits to be published."""
    handlers: Handlers = field(default_factory=dict[type[Event], Hears])
    """What this process hears, by kind of event."""
    witness: Hears | None = None
    """Hears every event there is (a view), instead of `handlers`."""
    live: Callable[[Envelope[Event]], None] | None = None
    """Sees every event from now on, kept nowhere (a live stream)."""
    routers: Sequence[APIRouter] = ()
    public: ASGIApp | None = None
    """Answers every address that none of the routers has."""
    checks: Mapping[str, Check] = field(default_factory=dict[str, Check])
    """What `/ready` asks besides the broker and the start itself."""
    body_limit: int = 1024 * 1024
    """The largest request body, in bytes."""
    close: Sequence[Step] = ()
    """Done last."""
