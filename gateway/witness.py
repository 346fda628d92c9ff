"""Hears everything: into the views first, then into the audit log, which readers of the log trust.

Whoever finds an event in the log finds it in the views; the stream's tail relies on it.
"""

import asyncio
from dataclasses import dataclass

from contracts.envelope import Envelope
from contracts.events.event import Event
from gateway.audit import Audit
from gateway.photo_uses import PhotoUses
from gateway.views import Views


@dataclass(frozen=True)
class Witness:
    """Where events end."""

    views: Views
    photo_uses: PhotoUses
    audit: Audit

    async def hear(self, heard: Envelope[Event]) -> None:
        """Take an event in; once it returns, the event is in every place it belongs."""
        await asyncio.gather(self.views.hear(heard), self.photo_uses.hear(heard))
        await self.audit.heard(heard)
