"""What only those in charge are shown, one thing at a time: a reporter, the code of a scene.

Rule 1: every reveal has a reason, and a line in the audit log that cannot be taken out again; the
person concerned sees it too.
Rule 2: it is limited: whoever needs more than that needs an export, and somebody's permission.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import AwareDatetime

from contracts.city import City
from contracts.commands.command import Command
from contracts.muster import STEP, muster_code
from contracts.redaction import starred
from contracts.refusals import NotThere
from contracts.views.case import Looked
from contracts.views.case import Revealed as Told
from contracts.views.view import Page, View
from contracts.words import Line
from gateway.accounts import Accounts
from gateway.audit import Audit
from gateway.callers import Caller, Callers
from gateway.masks import numbers, reporters, said_for
from gateway.passages import EVERYBODY
from gateway.present.withheld import is_withheld
from gateway.rates import Rate
from gateway.reads import READS
from gateway.revealed import Reveal as Noted
from gateway.revealed import Revealed
from gateway.scopes import CALLED, LOCALS, OVERSEERS, Sight
from gateway.strict import Strict
from gateway.views import Views
from services.chassis.keys import Key

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
    revealed: Revealed
    city: City
    limit: Rate
    secret: str
    now: Callable[[], datetime]

    async def reporters(self, id: str, reason: str, caller: Caller) -> Told:
        """Who reported a case, on record.

        Raises:
            NotThere: the caller does not handle this case.
            Refusing: 429, too many of them.
        """
        case = await self.views.see("cases", id, caller.scope)
        none_of_theirs = caller.scope.sight(case.tags) < Sight.LOCAL
        if none_of_theirs or is_withheld(case, caller.scope, self.city):
            raise NotThere("not_found")
        self.limit.hit(caller.actor.id)
        accounts, now = reporters(case), self.now()
        why = starred(reason)
        about = {"case.id": id, "reason": why}
        await self.audit.note(caller.actor.id, "revealed", now, about)
        at = caller.actor.posts[0].at
        await self.revealed.note(Noted(id, accounts, at, now, why))
        people = [self.accounts.person(account) for account in accounts]
        names = [person.name for person in people if person]
        return Told(
            case_id=id,
            reporters=accounts,
            names=tuple(names),
            on_behalf_of=said_for(case),
            phones=numbers(case),
        )

    async def looked(self, caller: Caller) -> Page[Looked]:
        """Who was shown that the caller reported something."""
        found = await self.revealed.of(caller.actor.id)
        return Page[Looked](
            items=tuple(
                Looked(
                    at=one.at,
                    case_id=one.case,
                    by=one.by,
                    by_name=self._name(one.by),
                    reason=one.reason,
                )
                for one in found
            )
        )

    def _name(self, at: str) -> str:
        known = self.city.organisations.get(at) or self.city.territories.get(at)
        return known.name if known else at

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
    router = APIRouter(route_class=Strict)

    @router.post("/cases/{id}/reveal", tags=["cases"])
    async def reveal(
        caller: Annotated[Caller, Depends(callers.holding(MAY_REVEAL))],
        id: str,
        asked: Reveal,
        _: Key,
    ) -> Told:
        """Who reported a case. The reason is on record."""
        return await revealing.reporters(id, asked.reason, caller)

    @router.get("/me/reveals", tags=["auth"])
    async def looked(
        caller: Annotated[Caller, Depends(callers.holding(EVERYBODY))],
    ) -> Page[Looked]:
        """Which offices were shown that one reported something, when and why."""
        return await revealing.looked(caller)

    @router.get("/whistles/{id}/muster-code", tags=["whistles"])
    async def code(
        caller: Annotated[Caller, Depends(callers.holding(SHOW_CODE))], id: str
    ) -> MusterCode:
        """The code to show at the scene."""
        return await revealing.muster_code(id, caller)

    return router
