"""Hears everything: into the views first, then into the audit log, which readers of the log trust.

Rule 1: whoever finds an event in the log finds it in the views; the stream's tail relies on it.
Rule 2: a fold is the same in any order, so what follows one another on a stream is folded at once,
in few writes; the log has it in order. A redaction waits for all that was said before it.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Final

from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.events.redacted import Redacted
from gateway.audit import Audit
from gateway.files import Files
from gateway.fold import Told
from gateway.kinds import parts, targets
from gateway.photo_uses import PhotoUses
from gateway.views import Views
from services.chassis.bus import Hears

MOST_PARTS: Final = 1000
_PASSED: Final = asyncio.Event()
_PASSED.set()


@dataclass(frozen=True)
class Witness:
    """Where events end."""

    views: Views
    photo_uses: PhotoUses
    audit: Audit
    files: Files
    _last: dict[str, asyncio.Event] = field(default_factory=dict[str, asyncio.Event])
    """By stream, whether the newest event that came has gone on to the log."""

    @property
    def hears(self) -> Hears:
        """How everything is heard."""
        return Hears(self.hear, beside=lambda event: not isinstance(event, Redacted))

    async def hear(self, heard: Envelope[Event]) -> None:
        """Take an event in; once it returns, the event is in every place it belongs."""
        before, passed = self._last.get(heard.stream, _PASSED), asyncio.Event()
        self._last[heard.stream] = passed
        try:
            await self._fold(heard)
            await before.wait()
            entered = self.audit.heard(heard)
        finally:
            passed.set()
            if self._last.get(heard.stream) is passed:
                del self._last[heard.stream]
        await entered

    async def _fold(self, heard: Envelope[Event]) -> None:
        await asyncio.gather(self.views.hear(heard), self.photo_uses.hear(heard))
        if isinstance(heard.data, Redacted):
            await self._tell_parts(heard)
            await self._drop_photos(heard)

    async def _tell_parts(self, heard: Envelope[Event]) -> None:
        """What is told of the whole, told of each of its parts: rulings of a whistle, deeds."""
        told = Told.of(heard)
        for kind in parts(heard):
            store = self.views.stores[kind.name]
            for part in await store.find({kind.part_of: heard.subject}, limit=MOST_PARTS):
                await store.hear(part.id, told)

    async def _drop_photos(self, heard: Envelope[Event]) -> None:
        """The photos of what is redacted go, unless something else shows them."""
        for kind, id in targets(heard):
            for photo in await self.photo_uses.drop(f"{kind.name}/{id}"):
                await self.files.drop(photo)
