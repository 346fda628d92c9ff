"""Wake whoever waits for news of an aggregate in this process."""

import asyncio
from dataclasses import dataclass, field


@dataclass
class Arrivals:
    """Those who wait, by the aggregate's id."""

    _waiting: dict[str, list[asyncio.Future[None]]] = field(
        default_factory=dict[str, list["asyncio.Future[None]"]]
    )

    def tell(self, id: str) -> None:
        """Something new is known of it."""
        for waiter in self._waiting.pop(id, ()):
            if not waiter.done():
                waiter.set_result(None)

    async def wait(self, id: str, within: float) -> None:
        """Return on news, or when the time is over."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(id, []).append(waiter)
        try:
            await asyncio.wait([waiter], timeout=within)
        finally:
            if not waiter.done():
                self._leave(id, waiter)

    def _leave(self, id: str, waiter: "asyncio.Future[None]") -> None:
        left = [other for other in self._waiting.get(id, ()) if other is not waiter]
        if left:
            self._waiting[id] = left
        else:
            self._waiting.pop(id, None)
