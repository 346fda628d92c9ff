"""A connection to the broker that is made again whenever anything about it is lost.

Rule 1: one loop, one way in: connect, attach everything, wait until something breaks, start over.
A channel the broker closed or a consumer it cancelled counts as broken: half a connection is none.
Rule 2: `attached` tells the truth: set only while everything is in place.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeAlias, cast

import structlog
from aio_pika import Connection
from aio_pika.abc import AbstractChannel, AbstractConnection
from aiormq import Channel as RawChannel
from yarl import URL

from services.chassis import logs
from services.chassis.lanes import BackOff

HEARTBEAT = 10
CONNECT_TIMEOUT = 10.0
CLOSE_TIMEOUT = 3.0
ATTACH_WITHIN = 15.0
"""A queue that has no leader yet may never answer who asked too early; who asks again is heard."""

_log = structlog.get_logger()


class Wire:
    """One live connection."""

    def __init__(self, connection: AbstractConnection) -> None:
        self._connection = connection
        self.lost = asyncio.Event()
        connection.close_callbacks.add(self._lose)

    async def channel(self, **options: Any) -> tuple[AbstractChannel, RawChannel]:
        """Open a channel, as aio-pika and as aiormq know it; losing it loses the wire."""
        channel = self._connection.channel(**options)
        await channel.initialize(timeout=CONNECT_TIMEOUT)
        channel.close_callbacks.add(self._lose)
        raw = cast("RawChannel", await channel.get_underlay_channel())
        raw.on_consumer_cancel_callbacks.add(self._lose)
        return channel, raw

    def give_up(self) -> None:
        """Count it as lost: it does not do what it should."""
        self.lost.set()

    async def _lose(self, *_: object) -> None:
        self.give_up()


Attach: TypeAlias = Callable[[Wire], Awaitable[None]]


class Link:
    """Keeps a wire alive: `attach` opens what belongs on it, each time anew, `lost` is told."""

    def __init__(
        self, url: str, name: str, attach: Attach, lost: Callable[[], None] = lambda: None
    ) -> None:
        self._url = URL(url).update_query(heartbeat=HEARTBEAT)
        self._name, self._attach, self._lost = name, attach, lost
        self._task: asyncio.Task[None] | None = None
        self._back_off = BackOff(first=0.2, most=5.0)
        self.attached = asyncio.Event()

    def start(self) -> None:
        """Begin, once."""
        self._task = self._task or asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Close the connection and stay closed."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        tries = 0
        while True:
            try:
                await self._live()
                tries = 0
            except Exception as error:
                tries += 1
                _log.warning("broker out of reach", link=self._name, **logs.fault(error))
            await asyncio.sleep(self._back_off.pause(tries))

    async def _live(self) -> None:
        connection = await connect(self._url, self._name)
        wire = Wire(connection)
        try:
            async with asyncio.timeout(ATTACH_WITHIN):
                await self._attach(wire)
            self.attached.set()
            await wire.lost.wait()
            _log.warning("broker lost", link=self._name)
        finally:
            self.attached.clear()
            self._lost()
            await _close(connection)


async def connect(url: URL | str, name: str) -> AbstractConnection:
    """Connect once."""
    connection = Connection(URL(url), client_properties={"connection_name": name})
    try:
        await connection.connect(timeout=CONNECT_TIMEOUT)
    except BaseException:
        # Else it is closed when it is collected, and there may be no loop then to do it in.
        await _close(connection)
        raise
    return connection


async def _close(connection: AbstractConnection) -> None:
    """A frozen broker must not keep us from leaving."""
    with suppress(Exception):
        async with asyncio.timeout(CLOSE_TIMEOUT):
            await connection.close()
