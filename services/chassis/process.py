"""One process: its web application, its bus and everything that runs beside them.

See `services.chassis.run` for the order of things.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

from services.chassis import logs, metrics
from services.chassis.guards import Gate
from services.chassis.lanes import BackOff
from services.chassis.outbox import Outbox
from services.chassis.parts import Parts, Step, Sweeping
from services.chassis.web import create_web

GAUGES_EVERY = 5.0
AGAIN_AFTER = 1.0

_log = structlog.get_logger()


class Process:
    """The parts, put together."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._service = parts.settings.service
        self._gate = Gate(open=False)
        self._tasks: list[asyncio.Task[None]] = []
        self._back_off = BackOff(first=0.1, most=5.0)
        self.web = create_web(
            self._service,
            parts.routers,
            {"started": lambda: self._gate.open, "broker": lambda: parts.bus.attached}
            | dict(parts.checks),
            self._gate,
            parts.body_limit,
            parts.public,
        )

    async def start(self) -> None:
        """Return when everything is in place, however long it takes."""
        parts = self._parts
        for step in parts.prepare:
            await self._insist(step)
        await parts.bus.start()
        for runner in (*parts.relays, *parts.sweeps):
            self._spawn(self._keep(runner))
        await self._listen()
        self._spawn(self._tell())
        self._gate.open = True

    async def stop(self, *finishing: Step) -> None:
        """Finish what was begun (and `finishing`: open requests), publish what was said, leave."""
        parts, within = self._parts, self._parts.settings.stop_within
        self._gate.open = False
        endings = [parts.bus.stop_listening(within * 0.4), *[step() for step in finishing]]
        await asyncio.gather(*[self._cut(ending, within * 0.5) for ending in endings])
        for relay in parts.relays:
            await self._cut(relay.drain(), within * 0.3)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for step in (parts.bus.close, *parts.close):
            await self._cut(step(), within * 0.1)

    async def _listen(self) -> None:
        parts = self._parts
        if parts.handlers:
            await parts.bus.listen(self._service, parts.handlers)
        if parts.witness:
            await parts.bus.listen_all(self._service, parts.witness)
        if parts.live:
            await parts.bus.tap(parts.live)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.append(asyncio.create_task(work))

    async def _insist(self, step: Step) -> None:
        tries = 0
        while True:
            try:
                await step()
            except Exception as error:
                _log.warning("waiting", **logs.fault(error))
                await asyncio.sleep(self._back_off.pause(tries))
                tries += 1
            else:
                return

    async def _keep(self, runner: Sweeping) -> None:
        name = type(runner).__name__
        while True:
            try:
                await runner.run()
            except Exception as error:
                _log.error("begins again", runner=name, **logs.fault(error))
            await asyncio.sleep(AGAIN_AFTER)

    async def _cut(self, work: Any, within: float) -> None:
        try:
            async with asyncio.timeout(within):
                await work
        except Exception as error:
            _log.warning("cut off", **logs.fault(error))

    async def _tell(self) -> None:
        while True:
            try:
                await self._gauge()
            except Exception as error:
                _log.warning("no figures", **logs.fault(error))
            await asyncio.sleep(GAUGES_EVERY)

    async def _gauge(self) -> None:
        bus = self._parts.bus
        metrics.LANES_BUSY.labels(self._service).set(bus.lanes.busy)
        metrics.LANES_WAITING.labels(self._service).set(bus.lanes.waiting)
        metrics.BLOCKED_STREAMS.labels(self._service).set(await bus.parked.count())
        for outbox in self._parts.outboxes:
            await self._backlog(outbox)

    async def _backlog(self, outbox: Outbox) -> None:
        backlog = await outbox.backlog()
        metrics.UNPUBLISHED.labels(self._service).set(backlog.documents)
        age = metrics.age(backlog.oldest) if backlog.oldest else 0.0
        metrics.UNPUBLISHED_AGE.labels(self._service).set(age)
