"""四提必知: from a home to its people, their open matters, how they stand, and the rules.

Rule 1: only the grid worker, only of the own grid: the owner of homes decides, not this file.
Rule 2: every look has a reason, and a line in the audit log before it is answered; whoever lives
there sees it among their reveals. Rule 3: it is limited like every reveal.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends

from contracts.commands.household import LookUp
from contracts.commands.routes.households import TERMINAL
from contracts.lifecycle import CASE_LIFE
from contracts.redaction import starred
from contracts.refusals import NotThere
from contracts.views.case import CaseRow
from contracts.views.household import (
    FactView,
    HouseholdView,
    KnownHome,
    MemberView,
    PolicyView,
)
from gateway.audit import Audit
from gateway.callers import Caller, Callers
from gateway.masks import knows_reporters
from gateway.matrix import Eyes, name
from gateway.present.cases import case_row
from gateway.rates import Rate
from gateway.reading import Reading
from gateway.revealed import Reveal, Revealed
from gateway.scopes import Sight
from gateway.strict import Strict
from gateway.upstream import Upstream
from services.chassis.actors import HEADER
from services.chassis.keys import Key

UNKNOWN: Final = {403, 404, 422}
"""What intake says of a home that is none, or not this worker's: here they are the same."""
MATTERS: Final = 20
"""Open matters of one person that are shown."""
_OPEN: Final = [stage for stage, moves in CASE_LIFE.table.items() if moves]


@dataclass(frozen=True)
class Knowing:
    """Tells a grid worker about a home of the grid, on record."""

    reading: Reading
    upstream: Upstream
    audit: Audit
    revealed: Revealed
    limit: Rate
    now: Callable[[], datetime]

    async def look(self, asked: LookUp, caller: Caller) -> HouseholdView:
        """The home with everything that hangs on it.

        Raises:
            NotThere: nothing is known of it, or it is in another grid.
            Refusing: 429, too many looks.
        """
        self.limit.hit(caller.actor.id)
        home = await self._home(asked.home.id, caller)
        await self._note(home, asked.reason, caller)
        members = [await self._member(account, home, caller) for account in home.residents]
        return HouseholdView(
            id=home.id,
            address=home.place.address,
            grid=home.place.territory,
            facts=tuple(self._facts(home)),
            members=tuple(members),
            policies=tuple(self._policies(home, members)),
        )

    async def _home(self, id: str, caller: Caller) -> KnownHome:
        headers = {HEADER: caller.header}
        answer = await self.upstream.ask("intake", "GET", f"/households/{id}", headers)
        if answer.status in UNKNOWN:
            raise NotThere("not_found")
        if answer.status >= 300:
            raise ConnectionError(f"intake answered {answer.status}")
        return KnownHome.model_validate_json(answer.body)

    async def _note(self, home: KnownHome, reason: str, caller: Caller) -> None:
        now, by, why = self.now(), caller.actor, starred(reason)
        about = {"household.id": home.id, "reason": why}
        await self.audit.note(by.id, "household_looked_up", now, about)
        at = home.place.territory
        await self.revealed.note(Reveal(home.id, home.residents, at, now, why))

    async def _member(self, account: str, home: KnownHome, caller: Caller) -> MemberView:
        person = self.reading.city.people.get(account)
        return MemberView(
            name=name(person.name, Eyes.LOCAL) if person else None,
            matters=tuple(await self._matters(account, home, caller)),
        )

    async def _matters(self, account: str, home: KnownHome, caller: Caller) -> Sequence[CaseRow]:
        """What is open with somebody in this grid, less what was told in confidence."""
        tags = [{"tags": f"person:{account}"}, {"tags": f"place:{home.place.territory}"}]
        asked: dict[str, Any] = {"$and": [*tags, {"stage": {"$in": _OPEN}}]}
        found = await self.reading.views.stores["cases"].find(asked, limit=MATTERS)
        reader = self.reading.reader(caller.scope)
        return [
            case_row(kept.id, kept.state, reader)
            for kept in found
            if caller.scope.sees(kept.state.tags) and knows_reporters(kept.state, Sight.LOCAL)
        ]

    def _facts(self, home: KnownHome) -> Iterator[FactView]:
        for one in home.facts:
            kind = self.reading.city.rules.households.fact(one.kind)
            if kind:
                told = one.model_dump()
                yield FactView(**told, label_zh=kind.label_zh, label_en=kind.label_en)

    def _policies(self, home: KnownHome, members: Sequence[MemberView]) -> Iterator[PolicyView]:
        rows = (row for member in members for row in member.matters)
        codes = [*(fact.kind for fact in home.facts if fact.value), *(row.category for row in rows)]
        for code in dict.fromkeys(codes):
            for policy in self.reading.city.rules.households.said_of(code):
                yield PolicyView(about=code, zh=policy.zh, en=policy.en)


def knowing_router(knowing: Knowing, callers: Callers) -> APIRouter:
    """Make the route."""
    router = APIRouter(tags=["households"], route_class=Strict)

    @router.post("/households/look-up")
    async def look(
        caller: Annotated[Caller, Depends(callers.holding(TERMINAL))],
        asked: LookUp,
        _: Key,
    ) -> HouseholdView:
        """四提必知: a home of one's grid, its people, their matters, and the rules; on record."""
        return await knowing.look(asked, caller)

    return router
