"""A month as it would have been."""

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.actor import Actor, Role
from contracts.commands.month import WhatIf
from contracts.overseeing import overseen
from contracts.refusals import NotYours
from services.evaluation import core
from services.evaluation.core import Assessment, whatif
from services.evaluation.core.districts import here
from services.evaluation.handlers.boards import Boards
from services.evaluation.store import shelf

PAGE = 500
MAY = frozenset({Role.EVALUATOR, Role.DISTRICT_SUPERVISOR})


@dataclass(frozen=True)
class Supposing:
    """Counts with other numbers."""

    boards: Boards

    async def month(self, command: WhatIf, by: Actor) -> whatif.Supposed:
        """Return the departments' month in the actor's district, as it was and as it would be.

        Raises:
            NotYours: the actor does not decide on weights.
            NotSo: the weights do not fit together.
        """
        whole = self.boards.city
        own = overseen(by, whole, MAY)
        if not own:
            raise NotYours("not_your_post")
        city = whole.part(own[0])
        other = whatif.supposed_city(command, city)
        found = await self._all(command.period)
        before = await self.boards.of(command.period, "departments", city)
        judged, moved = whatif.supposed(command, found, city, other)
        judged = here(judged, city, whole)
        asked = here(await self.boards.ledger.asked(command.period, "departments"), city, whole)
        beside = await self.boards.beside(command.period, "departments")
        after = core.board(command.period, "departments", judged, asked, other, beside)
        return whatif.Supposed(
            period=command.period,
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
