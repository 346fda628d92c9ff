"""The time of the district, and when the clocks of its services ring: idle hours cost nothing."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from services.chassis.store import Shape

State = TypeVar("State")


@dataclass
class Clock:
    """The time of the district, which whoever tells the year sets."""

    now: datetime

    def __call__(self) -> datetime:
        """What time it is."""
        return self.now


class Alarms:
    """The instants at which services have something due: each is noted as its document is written.

    A clock that was put off meanwhile rings in vain, which is harmless: the sweep looks again.
    """

    def __init__(self) -> None:
        self._rings: list[tuple[datetime, str]] = []
        self._set: set[tuple[datetime, str]] = set()

    def watching(self, service: str, shape: Shape[State]) -> Shape[State]:
        """The same shape, whose next clock is noted whenever it is reckoned."""
        return replace(shape, due=self._noting(service, shape.due))

    def put(self, at: datetime, service: str) -> None:
        """Let a service look at its clocks then."""
        if (at, service) not in self._set:
            self._set.add((at, service))
            heapq.heappush(self._rings, (at, service))

    @property
    def next(self) -> datetime | None:
        """The first instant anything rings."""
        return self._rings[0][0] if self._rings else None

    def ringing(self, now: datetime) -> set[str]:
        """Take off all that ring until now; the services whose they are."""
        services: set[str] = set()
        while self._rings and self._rings[0][0] <= now:
            ring = heapq.heappop(self._rings)
            self._set.remove(ring)
            services.add(ring[1])
        return services

    def _noting(
        self, service: str, due: Callable[[Any], datetime | None]
    ) -> Callable[[Any], datetime | None]:
        def noted(state: Any) -> datetime | None:
            at = due(state)
            if at is not None:
                self.put(at, service)
            return at

        return noted
