"""Who hears, how stubbornly, and what a bus hands over."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from contracts.envelope import Envelope
from contracts.events.event import Event
from services.chassis.bus import Hears
from services.chassis.lanes import BackOff, Lanes
from services.chassis.parking import ParkedEvents


class Delivery(Protocol):
    """One message as the broker handed it over."""

    @property
    def body(self) -> bytes:
        """The message."""
        ...

    @property
    def alive(self) -> bool:
        """Whether settling it can still reach the broker; if not, it is delivered again."""
        ...

    async def settle(self) -> None:
        """Done: the broker may forget it."""
        ...

    async def bury(self) -> None:
        """Never try again: the broker keeps it among the dead letters."""
        ...


@dataclass(frozen=True)
class Ear:
    """Who hears, and how stubbornly."""

    service: str
    find: Callable[[type[Event]], Hears | None]
    """How a kind of event is heard; None: it concerns nobody here."""
    read: Callable[[bytes], Envelope[Event]]
    """Understands a body, whatever its type is; what this ear does not find is let go."""
    parked: ParkedEvents
    lanes: Lanes
    patience: float = 30.0
    """Seconds an event that cannot happen is tried again before it is parked."""
    back_off: BackOff = field(default_factory=BackOff)
