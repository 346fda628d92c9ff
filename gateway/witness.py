"""Hears everything: into the views first, then into the audit log, which readers of the log trust.

Whoever finds an event in the log finds it in the views; the stream's tail relies on it.
"""

import asyncio
from dataclasses import dataclass
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

MOST_PARTS: Final = 1000


@dataclass(frozen=True)
class Witness:
    """Where events end."""

    views: Views
    photo_uses: PhotoUses
    audit: Audit
    files: Files

    async def hear(self, heard: Envelope[Event]) -> None:
        """Take an event in; once it returns, the event is in every place it belongs."""
        await asyncio.gather(self.views.hear(heard), self.photo_uses.hear(heard))
        if isinstance(heard.data, Redacted):
            await self._tell_parts(heard)
            await self._drop_photos(heard)
        await self.audit.heard(heard)

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
