"""The documents a process wrote last, so that a busy aggregate is not read again for every event.

Rule 1: they may be old, for other processes write too: only a guarded write may build on them.
Rule 2: what is doubted is read again, but not forgotten: that this process has handed all events up
to a number to its relay stays true.
Rule 3: what was written a moment ago is as new as a reader who names the version he needs may ask;
older than that, another process's write might be kept from him.
"""

from collections.abc import Callable
from time import monotonic
from typing import Final, Generic, TypeVar

from services.chassis.documents import Document

State = TypeVar("State")

A_MOMENT: Final = 1.0
"""Seconds for which what was written here may be read without asking the database."""
WORTH_ITS_ROOM: Final = 8.0
"""Seconds after its last write for which a document is remembered: events come in bursts."""


class Recent(Generic[State]):
    """So many documents, for so long; the one not written for longest gives way."""

    def __init__(self, most: int = 200, clock: Callable[[], float] = monotonic) -> None:
        self._most = most
        self._clock = clock
        self._documents: dict[str, Document[State]] = {}
        self._written: dict[str, float] = {}
        self._doubted: set[str] = set()

    def get(self, id: str) -> Document[State] | None:
        """What was last written here, or None where it must be read."""
        return None if id in self._doubted else self._documents.get(id)

    def just(self, id: str) -> Document[State] | None:
        """What was written here a moment ago."""
        new = self._clock() - self._written.get(id, 0.0) < A_MOMENT
        return self.get(id) if new else None

    def told(self, id: str, seq: int) -> bool:
        """Whether this process has handed on every event up to this number."""
        known = self._documents.get(id)
        return known is not None and known.seq == seq

    def put(self, document: Document[State]) -> None:
        """Remember it as the newest."""
        self._documents.pop(document.id, None)
        self._doubted.discard(document.id)
        self._documents[document.id] = document
        self._written[document.id] = self._clock()
        while self._crowded(oldest := next(iter(self._documents))):
            del self._documents[oldest], self._written[oldest]
            self._doubted.discard(oldest)

    def _crowded(self, oldest: str) -> bool:
        stale = self._clock() - self._written[oldest] > WORTH_ITS_ROOM
        return stale or len(self._documents) > self._most

    def doubt(self, id: str) -> None:
        """Have it read next time."""
        if id in self._documents:
            self._doubted.add(id)
