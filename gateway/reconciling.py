"""Compare what was said with what was heard, by itself, without getting in anybody's way.

It looks back to where it last began, a little overlapping, and rests after each page for many times
as long as the page took; so a busy day makes it slow, and never makes it a burden.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

import structlog

from gateway.caught_up import CaughtUp
from gateway.owners import owners
from gateway.upstream import Upstream
from services.chassis import logs
from services.chassis.reconcile import Page, Report, Speaker, reconcile

REST = 20
"""Times as long as the work took."""
OVERLAP = timedelta(minutes=5)

_log = structlog.get_logger()


@dataclass(frozen=True)
class Paced:
    """A speaker that is listened to at leisure."""

    speaker: Speaker

    async def said(self, since: datetime, cursor: str | None) -> Page:
        """See `Speaker.said`."""
        began = monotonic()
        page = await self.speaker.said(since, cursor)
        await asyncio.sleep((monotonic() - began) * REST)
        return page

    async def resay(self, ids: Sequence[str]) -> int:
        """See `Speaker.resay`."""
        return await self.speaker.resay(ids)


@dataclass
class Reconciler:
    """Runs as long as the process."""

    upstream: Upstream
    caught_up: CaughtUp
    header: Callable[[], str]
    """The clock, signed."""
    now: Callable[[], datetime]
    every: timedelta

    async def run(self) -> None:
        """Go on for ever."""
        since = self.now() - self.every
        while True:
            await asyncio.sleep(self.every.total_seconds())
            began = self.now()
            if await self._compare(since - OVERLAP):
                since = began

    async def _compare(self, since: datetime) -> bool:
        asked = owners(self.upstream, self.header)
        listeners = {**asked, "gateway": self.caught_up}
        try:
            report = await reconcile([Paced(one) for one in asked.values()], listeners, since)
        except ConnectionError as error:
            _log.warning("not reconciled", **logs.fault(error))
            return False
        _tell(report)
        return True


def _tell(report: Report) -> None:
    repaired = {name: list(ids) for name, ids in report.missing.items() if ids}
    say = _log.error if repaired else _log.info
    say("reconciled", checked=report.checked, repaired=repaired)
