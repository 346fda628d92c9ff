"""Tell the broker what is done, many messages at a time.

Every acknowledgement is a command in a quorum queue's log. What was handled up to the first message
that is still being worked on goes in one; the others, beyond it, one by one.

Rule 1: nothing is told before its handler returned; being told a little later is harmless.
Rule 2: a settlement belongs to the channel the message came on. On a dead channel it is swallowed:
the broker delivers again, and the numbers heard make that harmless.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Protocol

from aiormq.exceptions import AMQPError

TOGETHER = 0.05
"""Seconds that settlements wait for each other."""
WITHIN = 1.0
"""Seconds until a frame that waits for its turn is tried again: on a connection that just died it
would wait for ever."""


class Channel(Protocol):
    """What settling needs of a channel."""

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be told any more."""
        ...

    async def basic_ack(self, delivery_tag: int, multiple: bool = False, wait: bool = True) -> None:
        """Settle one, or all up to this one."""
        ...

    async def basic_reject(
        self, delivery_tag: int, *, requeue: bool = True, wait: bool = True
    ) -> None:
        """Refuse one."""
        ...


class Settling:
    """The settlements of one channel, whose deliveries are numbered 1, 2, 3 …"""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._told = 0
        """Everything up to here is settled."""
        self._beyond: set[int] = set()
        """Settled beyond that, and told."""
        self._untold: set[int] = set()
        self._flushing: asyncio.Task[None] | None = None

    @property
    def alive(self) -> bool:
        """Whether settling can still reach the broker."""
        return not self._channel.is_closed

    def done(self, tag: int) -> None:
        """Settle a message, soon."""
        self._untold.add(tag)
        if self._flushing is None or self._flushing.done():
            self._flushing = asyncio.create_task(self._flush())

    async def bury(self, tag: int) -> None:
        """Give a message to the dead letters, now."""
        await self._insist(lambda: self._channel.basic_reject(tag, requeue=False, wait=False))
        self._beyond.add(tag)

    async def finish(self) -> None:
        """Return when everything that is done was told."""
        if self._flushing:
            await self._flushing

    async def _flush(self) -> None:
        while self._untold:
            await asyncio.sleep(TOGETHER)
            await self._tell()

    async def _tell(self) -> None:
        untold, self._untold = self._untold, set()
        if last := self._advance(untold):
            await self._insist(partial(self._channel.basic_ack, last, multiple=True, wait=False))
        for tag in untold:
            self._beyond.add(tag)
            await self._insist(partial(self._channel.basic_ack, tag, wait=False))

    def _advance(self, untold: set[int]) -> int:
        """Take out of `untold` what one settlement covers; return its tag, 0 for none.

        It must be a tag that was never told before: the broker does not know others any more.
        """
        last = 0
        while (following := self._told + 1) in untold or following in self._beyond:
            self._told = following
            if following in untold:
                untold.discard(following)
                last = following
            self._beyond.discard(following)
        return last

    async def _insist(self, send: Callable[[], Awaitable[None]]) -> None:
        while self.alive:
            with suppress(AMQPError, TimeoutError):
                async with asyncio.timeout(WITHIN):
                    await send()
                    return
