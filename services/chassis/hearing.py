"""What becomes of one delivery: handled, tried again, parked or buried. The same for every bus.

Rule 1: settled only after the handler returned. What is not settled is delivered again.
Rule 2: an event that cannot happen (yet) may only be early: it is tried again in its lane until
patience ends, then parked with all that follows on its stream.
Rule 3: any other exception is a dependency that is down, or a fault of ours: the lane waits, for
ever if need be, and nothing is lost.
Rule 4: what cannot be read is buried at once: waiting does not teach anybody to read.
"""

import asyncio
from functools import partial
from itertools import count
from typing import Any

import structlog

from contracts.envelope import Envelope, Unreadable
from contracts.events.event import Event
from contracts.machine import IllegalTransition
from contracts.refusals import Refused
from services.chassis import logs, metrics, spans
from services.chassis.bus import Hears
from services.chassis.clock import milliseconds
from services.chassis.ear import Delivery, Ear
from services.chassis.parking import Parked

_log = structlog.get_logger()

_EARLY = (Refused, IllegalTransition)


class Hearing:
    """One queue's worth of hearing. Make a new one whenever the queue is attached anew."""

    def __init__(self, ear: Ear) -> None:
        self._ear = ear
        self._blocked: asyncio.Task[set[str]] | None = None

    async def take(self, delivery: Delivery) -> None:
        """Put a delivery into its lane. Must be called in the order of arrival."""
        try:
            envelope = self._ear.read(delivery.body)
        except Unreadable as error:
            await self._bury(delivery, error)
            return
        if hears := self._ear.find(type(envelope.data)):
            work = partial(self._attend, delivery, envelope, hears)
            self._ear.lanes.put(envelope.stream, work, beside=hears.beside(envelope.data))
        else:
            await delivery.settle()

    async def again(self, body: bytes) -> None:
        """Handle a message that was put aside once more, outside its lane.

        Raises:
            Exception: whatever reading or handling raises.
        """
        envelope = self._ear.read(body)
        if hears := self._ear.find(type(envelope.data)):
            await self._handle(envelope, hears)

    async def _attend(self, delivery: Delivery, envelope: Envelope[Event], hears: Hears) -> None:
        lanes, early_since = self._ear.lanes, None
        for tries in count():
            if lanes.closing or not delivery.alive:
                return
            impatient = early_since is not None and _clock() - early_since >= self._ear.patience
            try:
                async with lanes.slot:
                    await self._try(delivery.body, envelope, hears, impatient)
            except Unreadable as error:
                await self._bury(delivery, error)
                return
            except Exception as error:
                self._complain(envelope, error, tries)
                early = isinstance(error, _EARLY)
                early_since = early_since or _clock() if early else early_since
                await lanes.rest(self._ear.back_off.pause(tries), until_better=not early)
            else:
                await delivery.settle()
                lanes.succeeded()
                return

    async def _try(
        self, body: bytes, envelope: Envelope[Event], hears: Hears, impatient: bool
    ) -> None:
        blocked = await self._blocked_streams()
        if envelope.stream in blocked:
            if await self._ear.parked.follow(_entry(body, envelope, "follows", "")):
                return
            blocked.discard(envelope.stream)
        try:
            await self._handle(envelope, hears)
        except _EARLY as error:
            if not impatient:
                raise
            reason = error.code if isinstance(error, Refused) else "illegal_transition"
            await self._ear.parked.park(_entry(body, envelope, reason, str(error)))
            blocked.add(envelope.stream)
            metrics.PARKED.labels(self._ear.service, reason).inc()
            _log.error("parked", **logs.about(envelope), **logs.fault(error))

    async def _handle(self, envelope: Envelope[Any], hears: Hears) -> None:
        if not hears.wants(envelope.data):
            return
        service, began = self._ear.service, _clock()
        with spans.process_span(envelope, service):
            await hears.handle(envelope)
        metrics.HEARD.labels(service, envelope.type).inc()
        metrics.PROCESS_SECONDS.labels(service).observe(_clock() - began)
        metrics.HEARING_LAG.labels(service).observe(metrics.age(envelope.time))

    async def _blocked_streams(self) -> set[str]:
        """Read once per attachment, when the first delivery shows that this consumer is active."""
        if self._blocked is None or (self._blocked.done() and self._blocked.exception()):
            self._blocked = asyncio.create_task(self._read_blocked())
        return await asyncio.shield(self._blocked)

    async def _read_blocked(self) -> set[str]:
        return set(await self._ear.parked.blocked())

    async def _bury(self, delivery: Delivery, error: Unreadable) -> None:
        metrics.BURIED.labels(self._ear.service).inc()
        _log.error("buried", service=self._ear.service, **logs.fault(error))
        await delivery.bury()

    def _complain(self, envelope: Envelope[Event], error: Exception, tries: int) -> None:
        metrics.AGAIN.labels(self._ear.service, type(error).__name__).inc()
        _log.warning("tried in vain", tries=tries + 1, **logs.about(envelope), **logs.fault(error))


def _entry(body: bytes, envelope: Envelope[Event], reason: str, error: str) -> Parked:
    return Parked(
        envelope.stream,
        envelope.seq,
        envelope.id,
        envelope.type,
        body,
        reason,
        error,
        milliseconds(),
    )


def _clock() -> float:
    return asyncio.get_running_loop().time()
