"""The month as readers ask for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.actor import Actor
from contracts.city import City
from contracts.overseeing import oversees
from contracts.refusals import NotThere, NotYours
from services.chassis.store import Store
from services.evaluation import core
from services.evaluation.core.balance import balance_tally, balances
from services.evaluation.core.districts import here, is_here
from services.evaluation.core.explanation import Explanation, explain
from services.evaluation.core.opening_boards import board_figures
from services.evaluation.core.opening_scores import MADE
from services.evaluation.core.row import Balance
from services.evaluation.core.street import CLOSED, ENDED, WORDS, StreetFacts, street_facts
from services.evaluation.core.tally import Tally
from services.evaluation.store import Counter, Ledger, shelf


def may_read(by: Actor, city: City, *units: str) -> None:
    """Refuse who neither belongs to one of these units nor looks after one."""
    if not (oversees(by, city, *units) or any(post.at in units for post in by.posts)):
        raise NotYours("not_your_board")


@dataclass(frozen=True)
class Boards:
    """Read the month: its rows, and what is behind each of them."""

    assessments: Store[core.Assessment]
    callbacks: Store[core.Callback]
    ledger: Ledger
    counter: Counter
    city: City

    async def board(
        self, period: str, subject: core.Subject, street: str = "", district: str = ""
    ) -> core.Board:
        """Return a district's month of departments or streets; `street`: as that one saw it."""
        return await self.of(period, subject, self.city.part(district or self._first), street)

    async def of(
        self, period: str, subject: core.Subject, city: City, street: str = ""
    ) -> core.Board:
        """The same for a district of the city, with the numbers of another pack."""
        judged = here(await self.ledger.judged(period, subject, street), city, self.city)
        asked = here(await self.ledger.asked(period, subject), city, self.city)
        beside = await self.beside(period, subject, street)
        return core.board(period, subject, judged, asked, city, beside)

    async def beside(self, period: str, subject: core.Subject, street: str = "") -> core.Beside:
        """What else a month is made of: streets' sheets, or ratings of departments."""
        if subject == "streets":
            return core.Beside(streets=await self._streets(period))
        return core.Beside(ratings=await self._ratings(period, street))

    async def balances(self, period: str, district: str = "") -> Mapping[str, Balance]:
        """Return, by street, what was whistled for beside what was settled without."""
        part = self.city.part(district or self._first)
        found = balances(await self.counter.count(balance_tally(shelf(period))))
        return {id: one for id, one in found.items() if is_here(id, part, self.city)}

    @property
    def _first(self) -> str:
        return self.city.districts[0]

    async def _ratings(self, period: str, street: str) -> Mapping[str, Sequence[float]]:
        mark = shelf(period, "streets", street) if street else shelf(period)
        rows = await self.counter.count(
            Tally("ratings", "marks", mark, ("departments",), ("score",))
        )
        return {row["departments"]: (row["score"] / row["n"],) for row in rows}

    async def explanation(self, id: str, by: Actor) -> Explanation:
        """Open one score onto its formula and the facts behind it.

        Raises:
            NotThere: no such assessment.
            NotYours: it is another unit's.
        """
        kept = await self.assessments.get(id)
        if kept is None or kept.state.record is None:
            raise NotThere("not_found")
        may_read(by, self.city, kept.state.street, kept.state.department)
        return explain(id, kept.state, self.city)

    async def _streets(self, period: str) -> Mapping[str, StreetFacts]:
        by, mark = ("streets",), shelf(period)
        tallies = {
            "started": Tally("sheets", "begun", mark, by),
            "ended": Tally("sheets", "boards", mark, by, ENDED),
            "closed": Tally("sheets", "closings", mark, by, CLOSED),
            "calls": Tally("assessments", "boards", mark, by, WORDS),
        }
        return street_facts({name: await self.counter.count(one) for name, one in tallies.items()})

    async def evidence(
        self, period: str, subject: core.Subject, id: str, after: str, limit: int
    ) -> core.Evidence:
        """Return one unit's row and a page of what is behind it; assessments come first.

        Raises:
            NotThere: no such unit.
        """
        district = min(self.city.districts_of([id]), default="")
        board = await self.board(period, subject, district=district)
        row = next((row for row in board.rows if row.id == id), None)
        if row is None:
            raise NotThere("not_found")
        found = await self._behind(shelf(period, subject, id), period, after, limit + 1)
        items = found[:limit]
        last = items[-1].id if len(found) > limit else None
        opens = (*board_figures(subject, self.city), *MADE)
        told = {"period": period, "subject": subject, "row": row, "opens": opens}
        return core.Evidence.model_validate({**told, "items": items, "next": last})

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
