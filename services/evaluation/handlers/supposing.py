"""A month as it would have been."""

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.actor import Actor, Role
from contracts.commands.month import WhatIf
from contracts.overseeing import overseen
from contracts.refusals import NotYours
from services.evaluation import core
from services.evaluation.core import Assessment, whatif
from services.evaluation.core.districts import here, is_here
from services.evaluation.handlers.boards import Boards
from services.evaluation.store import shelf

PAGE = 500
MAY = frozenset({Role.EVALUATOR, Role.DISTRICT_SUPERVISOR})


@dataclass(frozen=True)
class Supposing:
    """Counts with other numbers."""

    boards: Boards

    async def month(self, command: WhatIf, by: Actor) -> whatif.Supposed:
        """Return a month of the actor's district, as it was and as it would be.

        Raises:
            NotYours: the actor does not decide on weights.
            NotSo: the numbers do not fit together, or the pack has no such number.
        """
        whole = self.boards.city
        own = overseen(by, whole, MAY)
        if not own:
            raise NotYours("not_your_post")
        city = whole.part(own[0])
        other = whatif.supposed_city(command, city)
        period, subject = command.period, command.subject
        found = [
            one
            for one in await self._all(period)
            if is_here(whatif.unit(one, subject), city, whole)
        ]
        before = await self.boards.of(period, subject, city)
        judged, moved = whatif.supposed(command, found, city, other)
        asked = here(await self.boards.ledger.asked(period, subject), city, whole)
        beside = await self.boards.beside(period, subject)
        after = core.board(period, subject, judged, asked, other, beside)
        return whatif.Supposed(
            period=period,
            assessments=len(found),
            rescored=moved,
            before=before,
            after=after,
            changes=tuple(whatif.changed(before, after)),
        )

    async def _all(self, period: str) -> Sequence[Assessment]:
        found: list[Assessment] = []
        after = ""
        while True:
            where = {"boards": shelf(period), "_id": {"$gt": after}}
            page = await self.boards.assessments.find(where, sort=[("_id", 1)], limit=PAGE)
            found += [one.state for one in page]
            if len(page) < PAGE:
                return found
            after = page[-1].id
