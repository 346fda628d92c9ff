"""A person's own data: taken away as a file, and erased when they leave.

个人信息保护法 art 45 (access and copy), art 47 (deletion). Rule 1: what no law keeps goes at once.
Rule 2: what a law keeps is named with that law and until when; who it was is taken out of it as
soon as it is over. Rule 3: an account that is closed opens nothing, and is not given again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pymongo.asynchronous.database import AsyncDatabase

from contracts.lifecycle import CASE_LIFE
from contracts.refusals import NotSo, NotYours
from contracts.views.account import Erased
from gateway.accounts import Accounts
from gateway.archive import Archive
from gateway.audit import Audit
from gateway.callers import Caller, Callers
from gateway.dead_letters import of_those_who_left
from gateway.held import Held
from gateway.lockout import Lockout
from gateway.queues import Queues
from gateway.redacting import Redacting
from gateway.remaining import records, remains
from gateway.scopes import PEOPLE
from gateway.sessions import Sessions
from gateway.traces import Traces
from services.chassis.parking_mongo import MongoParked
from services.chassis.parking_words import left

_OPEN: Final = frozenset(stage for stage, moves in CASE_LIFE.table.items() if moves)


@dataclass(frozen=True)
class Goodbye:
    """Lets people go."""

    archive: Archive
    accounts: Accounts
    sessions: Sessions
    lockout: Lockout
    callers: Callers
    audit: Audit
    redacting: Redacting
    queues: Queues
    database: AsyncDatabase[dict[str, Any]]
    now: Callable[[], datetime]

    @property
    def held(self) -> Held:
        """What else is held about people."""
        return Held(self.archive.views, self.redacting)

    @property
    def traces(self) -> Traces:
        """What was done about what they reported."""
        return Traces(self.database, self.archive.views, self.redacting)

    async def export(self, caller: Caller) -> bytes:
        """One's own data; that it was taken is on record."""
        now = self.now()
        body = await self.archive.packed(caller, now)
        await self.audit.note(caller.actor.id, "own_data_exported", now, {"bytes": str(len(body))})
        return body

    async def erase(self, caller: Caller, password: str) -> Erased:
        """Erase what may be, name what must be kept, and close the account.

        Raises:
            NotYours: whoever holds a post cannot leave by themselves.
            NotSo: the password is not right.
            Refusing: too many wrong passwords.
        """
        account, now = caller.actor.id, self.now()
        if any(post.role not in PEOPLE for post in caller.actor.posts):
            raise NotYours("post_holders_stay")
        await self.lockout.attempt(account)
        if not await self.accounts.check(account, password):
            raise NotSo("wrong_password", field="password")
        await self.lockout.forgive(account)
        return await self._erase(account, caller, now)

    async def _erase(self, account: str, caller: Caller, now: datetime) -> Erased:
        cases = await self.archive.cases(account)
        over = [id for id, case in cases if case.get("stage") not in _OPEN]
        going = [id for id, _ in cases if id not in over]
        work = await self.traces.forget(account, [one for one in cases if one[0] in over], now)
        homes = await self.redacting.leave_homes(account)
        replies = await self.redacting.leave_notices(account)
        asked, held = await self.held.leave(account)
        taken = [*work, *held]
        behind = [*over, *(f"cb-{id}" for id in over), *taken]
        await self.redacting.leave_parked(behind)
        await left(MongoParked(self.database), behind)
        await self.queues.rewrite(of_those_who_left(behind), dry=False)
        photos = await self._drop_photos(account)
        await self.archive.revealed.forget(account)
        devices = await self.archive.devices.forget(account)
        await self.accounts.close(account, now)
        await self.sessions.end_all(account)
        self.callers.forget(caller.session)
        still = [id for ids in (await self.traces.waiting(account)).values() for id in ids]
        counts = {"cases": str(len(over)), "photos": str(photos), "open": str(len(going))}
        more = (*(("photos",) if photos else ()), *(("devices",) if devices else ()))
        more += (*(("bindings",) if homes else ()), *(("replies",) if replies else ()))
        await self.audit.note(account, "account_erased", now, counts)
        gone = ("account", "sessions", "reveals", *more)
        return Erased(
            erased=gone,
            identity_removed=(*over, *taken),
            kept=(
                *remains([*going, *asked, *still], [*over, *taken], self.archive.city, now),
                *records(await self.held.records(account)),
            ),
        )

    async def _drop_photos(self, account: str) -> int:
        """Photos that nothing shows."""
        uses, mine = self.archive.uses, await self.archive.files.of(account)
        unused = [id for id in mine if not await uses.of(id)]
        for id in unused:
            await self.archive.files.drop(id)
        return len(unused)
