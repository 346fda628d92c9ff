"""What only those in charge are shown, one thing at a time: a reporter, the code of a scene.

Every reveal has a reason, and a line in the audit log that cannot be taken out again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Header
from pydantic import AwareDatetime

from contracts.commands.command import Command
from contracts.muster import STEP, muster_code
from contracts.refusals import NotThere
from contracts.views.case import Revealed
from contracts.views.view import View
from contracts.words import Line
from gateway.accounts import Accounts
from gateway.audit import Audit
from gateway.callers import Caller, Callers
from gateway.masks import reporters
from gateway.reads import READS
from gateway.scopes import CALLED, LOCALS, OVERSEERS, Sight
from gateway.views import Views
from services.chassis.acts import KEY_HEADER, LONGEST_KEY

MAY_REVEAL = LOCALS | OVERSEERS
SHOW_CODE = READS["whistles"].roles - CALLED


class Reveal(Command):
    """Ask who reported a case."""

    reason: Line


class MusterCode(View):
    """What the street shows at the scene 现场点名; whoever scans it is there."""

    code: str
    until: AwareDatetime


@dataclass(frozen=True)
class Revealing:
    """Tells what is otherwise masked."""

    views: Views
    accounts: Accounts
    audit: Audit
    secret: str
    now: Callable[[], datetime]

    async def reporters(self, id: str, reason: str, caller: Caller) -> Revealed:
        """Who reported a case, on record.

        Raises:
            NotThere: the caller does not handle this case.
        """
        case = await self.views.see("cases", id, caller.scope)
        if caller.scope.sight(case.tags) < Sight.LOCAL:
            raise NotThere("not_found")
        about = {"case.id": id, "reason": reason}
        await self.audit.note(caller.actor.id, "revealed", self.now(), about)
        accounts = reporters(case)
        people = [self.accounts.person(account) for account in accounts]
        names = [person.name for person in people if person]
        return Revealed(case_id=id, reporters=accounts, names=tuple(names))

    async def muster_code(self, id: str, caller: Caller) -> MusterCode:
        """The code of a whistle's scene, as long as it is shown."""
        whistle = await self.views.see("whistles", id, caller.scope)
        if caller.scope.sight(whistle.tags) < Sight.LOCAL:
            raise NotThere("not_found")
        now = self.now()
        ends = (int(now.timestamp()) // STEP + 1) * STEP
        code = muster_code(self.secret, id, now)
        return MusterCode(code=code, until=datetime.fromtimestamp(ends, UTC))


def revealing_router(revealing: Revealing, callers: Callers) -> APIRouter:
    """Make the routes."""
    router = APIRouter()

    @router.post("/cases/{id}/reveal", tags=["cases"])
    async def reveal(
        caller: Annotated[Caller, Depends(callers.holding(MAY_REVEAL))],
        id: str,
        asked: Reveal,
        _: Annotated[str, Header(alias=KEY_HEADER, min_length=1, max_length=LONGEST_KEY)],
    ) -> Revealed:
        """Who reported a case. The reason is on record."""
        return await revealing.reporters(id, asked.reason, caller)

    @router.get("/whistles/{id}/muster-code", tags=["whistles"])
    async def code(
        caller: Annotated[Caller, Depends(callers.holding(SHOW_CODE))], id: str
    ) -> MusterCode:
        """The code to show at the scene."""
        return await revealing.muster_code(id, caller)

    return router
