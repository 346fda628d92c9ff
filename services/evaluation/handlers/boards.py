"""The month as readers ask for it."""

from dataclasses import dataclass

from contracts.city import City
from contracts.refusals import NotThere
from services.chassis.store import Store
from services.evaluation import core
from services.evaluation.store import Ledger, shelf


@dataclass(frozen=True)
class Boards:
    """Read the month: its rows, and what is behind each of them."""

    assessments: Store[core.Assessment]
    callbacks: Store[core.Callback]
    ledger: Ledger
    city: City

    async def board(self, period: str, subject: core.Subject) -> core.Board:
        """Return the month of all departments or of all streets."""
        judged = await self.ledger.judged(period, subject)
        asked = await self.ledger.asked(period, subject)
        return core.board(period, subject, judged, asked, self.city)

    async def evidence(
        self, period: str, subject: core.Subject, id: str, after: str, limit: int
    ) -> core.Evidence:
        """Return one unit's row and a page of what is behind it; assessments come first.

        Raises:
            NotThere: no such unit.
        """
        board = await self.board(period, subject)
        row = next((row for row in board.rows if row.id == id), None)
        if row is None:
            raise NotThere("not_found")
        found = await self._behind(shelf(period, subject, id), period, after, limit + 1)
        items = found[:limit]
        last = items[-1].id if len(found) > limit else None
        return core.Evidence(period=period, subject=subject, row=row, items=items, next=last)

    async def _behind(
        self, mark: str, period: str, after: str, limit: int
    ) -> tuple[core.Item, ...]:
        where = {"boards": mark, "_id": {"$gt": after}}
        judged = await self.assessments.find(where, sort=[("_id", 1)], limit=limit)
        items = tuple(core.judged_call(one.id, one.state) for one in judged)
        if len(items) == limit:
            return items
        asked = await self.callbacks.find(where, sort=[("_id", 1)], limit=limit - len(items))
        return (*items, *(core.asked_case(one.id, one.state, period) for one in asked))
