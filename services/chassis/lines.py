"""Events on their way to the bus: one at a time per document, many documents at once.

Rule 1: none overtakes another of its document. Where one failed or is missing, the line is broken:
nothing more of that document is taken until its whole line comes from the store.
Rule 2: whatever the bus raises, the event is safe in its document and the other lines go on.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from contextvars import Context

import structlog

from contracts.envelope import Envelope
from contracts.events.event import Event
from services.chassis import logs, metrics
from services.chassis.bus import Bus, Unroutable

_log = structlog.get_logger()


class _Line:
    __slots__ = ("id", "last", "waiting")

    def __init__(self, id: str, envelopes: Sequence[Envelope[Event]]) -> None:
        self.id = id
        self.waiting = deque(envelopes)
        self.last = envelopes[-1].seq


class Lines:
    """Publish; call `confirmed` with the document's id and the event's number when it is safe."""

    def __init__(
        self, bus: Bus, confirmed: Callable[[str, int], None], *, width: int = 200
    ) -> None:
        self.failing = False
        """Whether the last attempt failed."""
        self._bus = bus
        self._confirmed = confirmed
        self._width = width
        self._lines: dict[str, _Line] = {}
        self._queue: deque[_Line] = deque()
        self._broken: set[str] = set()
        self._working = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """How many documents have something on its way."""
        return len(self._lines)

    def __contains__(self, id: str) -> bool:
        """Whether this document has."""
        return id in self._lines

    def add(self, envelope: Envelope[Event]) -> None:
        """Publish an event that was said just now, after those of its document before it."""
        id, line = envelope.subject, self._lines.get(envelope.subject)
        if id in self._broken:
            return
        if line is None:
            self._begin(id, [envelope])
        elif envelope.seq == line.last + 1:
            line.waiting.append(envelope)
            line.last = envelope.seq
        elif envelope.seq > line.last:
            self._broken.add(id)

    def renew(self, id: str, envelopes: Sequence[Envelope[Event]]) -> None:
        """Publish all that a document owes, as the store has it, unless it is being done."""
        if envelopes and id not in self._lines:
            self._broken.discard(id)
            self._begin(id, envelopes)

    async def drain(self) -> None:
        """Return when nothing is on its way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _begin(self, id: str, envelopes: Sequence[Envelope[Event]]) -> None:
        line = self._lines[id] = _Line(id, envelopes)
        if self._working >= self._width:
            self._queue.append(line)
            return
        self._working += 1
        # A context of its own: publishing belongs to no request in particular.
        task = asyncio.create_task(self._work(line), context=Context())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, line: _Line) -> None:
        try:
            await self._publish(line)
            while self._queue:
                await self._publish(self._queue.popleft())
        finally:
            self._working -= 1

    async def _publish(self, line: _Line) -> None:
        try:
            while line.waiting:
                await self._bus.publish(line.waiting[0])
                self._confirmed(line.id, line.waiting.popleft().seq)
                self.failing = False
        except Exception as error:
            self._broken.add(line.id)
            self._tell(line.waiting[0], error)
        finally:
            del self._lines[line.id]

    def _tell(self, envelope: Envelope[Event], error: Exception) -> None:
        metrics.UNSAID.labels(type(error).__name__).inc()
        if isinstance(error, Unroutable):
            _log.error("nobody hears this", **logs.about(envelope))
        elif not self.failing:
            _log.warning("not published, will be", **logs.about(envelope), **logs.fault(error))
        self.failing = True
