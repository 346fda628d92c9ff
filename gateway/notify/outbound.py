"""Tell every outlet once of every notice that is out.

Rule 1: it looks at the views, as any reader does: no event is touched on its way for this.
Rule 2: who tells claims it first, in one write, so several gateways tell once; a crash between the
claim and the answer loses that one message, which is better than saying it twice.
Rule 3: one message at a time and outlet, `pace` apart, so that no vendor's limit (20 a minute) is
met; what is refused for good is counted, shown to operations, and left.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from aiohttp import ClientSession, ClientTimeout, DummyCookieJar
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from contracts.city import City
from contracts.notice_life import NoticeStage
from contracts.views.operating import Outgoing
from gateway.fold import Folded
from gateway.notify.outlet import Outlet, Unsent
from services.chassis import logs, metrics
from services.chassis.store import Kept, Store, Unavailable

_log = structlog.get_logger()

TRIES: Final = 3
MOST: Final = 50
"""The newest notices looked at."""
KEPT: Final = timedelta(days=90)
"""Longer than a notice can be out."""
_NEWEST: Final = (("created_at", -1), ("_id", -1))


@dataclass(frozen=True)
class Outbound:
    """A sweep over what outlets were not told of."""

    outlets: Sequence[Outlet]
    notices: Store[Folded]
    database: AsyncDatabase[dict[str, Any]]
    city: City
    now: Callable[[], datetime]
    pace: float = 3.0
    """Seconds between two messages of one outlet, and before a second try."""
    timeout: float = 5.0
    """Seconds a vendor has for its answer."""

    @property
    def sweeps(self) -> "Sequence[Outbound]":
        """Itself, if there is anybody to tell."""
        return (self,) if self.outlets else ()

    async def prepare(self) -> None:
        """Make the index that forgets."""
        await self.database["outbound"].create_index("until", expireAfterSeconds=0)

    async def run(self) -> None:
        """Look for ever; each outlet by itself, so that a slow one keeps nobody back."""
        await asyncio.gather(*(self._serve(outlet) for outlet in self.outlets))

    async def told(self) -> Sequence[Outgoing]:
        """What each outlet took and refused."""
        names = [one.name for one in self.outlets]
        kept = {name: await self.database["outlets"].find_one({"_id": name}) for name in names}
        return [Outgoing.model_validate({**(kept[name] or {}), "name": name}) for name in names]

    async def once(self, outlet: Outlet) -> int:
        """Tell an outlet of what it was not told; return of how many."""
        found = await self.notices.find({"stage": NoticeStage.SENT}, sort=_NEWEST, limit=MOST)
        told = 0
        timeout = ClientTimeout(total=self.timeout)
        async with ClientSession(timeout=timeout, cookie_jar=DummyCookieJar()) as session:
            for kept in reversed(found):
                if await self._claimed(f"{kept.id}:{outlet.name}"):
                    await self._tell(outlet, session, self.line(kept))
                    told += 1
                    await asyncio.sleep(self.pace)
        return told

    def line(self, kept: Kept[Folded]) -> str:
        """What is said of a notice: nothing that anybody typed."""
        notice = kept.state
        kind = self.city.label(f"notice.{notice.get('kind')}", "zh")
        where = notice.get("group_name")
        return f"【{kind}】{where} {notice.get('number')}，请登录平台查看并回复。"

    async def _serve(self, outlet: Outlet) -> None:
        while True:
            try:
                await self.once(outlet)
            except Unavailable as error:
                _log.warning("cannot see what to tell", outlet=outlet.name, **logs.fault(error))
            await asyncio.sleep(self.pace)

    async def _claimed(self, id: str) -> bool:
        try:
            await self.database["outbound"].insert_one({"_id": id, "until": self.now() + KEPT})
        except DuplicateKeyError:
            return False
        return True

    async def _tell(self, outlet: Outlet, session: ClientSession, line: str) -> None:
        for left in reversed(range(TRIES)):
            try:
                await outlet.send(session, line)
            except Unsent as no:
                if left and no.again:
                    await asyncio.sleep(self.pace)
                    continue
                await self._note(outlet.name, "failed", error=no.code)
                return
            await self._note(outlet.name, "sent")
            return

    async def _note(self, name: str, what: str, **last: str) -> None:
        metrics.OUTGOING.labels(name, what).inc()
        change = {"$inc": {what: 1}, "$set": {f"{what}_at": self.now(), **last}}
        await self.database["outlets"].update_one({"_id": name}, change, upsert=True)
