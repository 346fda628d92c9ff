"""Opening a figure: its formula, and page by page the very things it was counted from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from contracts.actor import Actor
from contracts.city import City
from contracts.overseeing import oversees
from contracts.refusals import NotThere
from contracts.sentences import Sentence
from services.chassis.store import Kept, Store
from services.evaluation.core.opening import (
    Asking,
    Book,
    Counted,
    Figure,
    Opened,
    Opening,
    Source,
    formula,
    total,
)
from services.evaluation.core.opening_boards import board_figures
from services.evaluation.core.opening_cases import case_figures
from services.evaluation.core.opening_scores import COMPOSITE, SCORES, Made, opened
from services.evaluation.handlers.boards import Boards, may_read
from services.evaluation.handlers.figures import Counting
from services.evaluation.store import BOOKS, shelf

_MANY: Final = 500
"""Documents read at a time where all are counted."""
_KINDS: Final[Mapping[Book, Literal["case", "call-back", "assessment", "whistle", "rating"]]] = {
    "accounts": "case",
    "callbacks": "call-back",
    "assessments": "assessment",
    "sheets": "whistle",
    "ratings": "rating",
}


@dataclass(frozen=True)
class Page:
    """Which page: after what, and how many documents."""

    after: str
    limit: int


@dataclass(frozen=True)
class Openings:
    """Opens figures."""

    boards: Boards
    counting: Counting
    books: Mapping[Book, Store[Any]]
    city: City

    async def open(self, asking: Asking, name: str, page: Page, by: Actor) -> Opened:
        """Return a figure of a unit's month, and a page of what is behind it.

        Raises:
            NotYours: it is another unit's.
            NotThere: no such figure, or no such unit.
        """
        may_read(by, self.city, asking.id)
        if made := self._made(asking.subject, name):
            row = await self._row(asking, on_board=asking.subject in SCORES)
            numbers, words, parts = opened(made, row, self.city)
            whole = _opened(asking, name, words)
            return whole.model_copy(update={"numbers": numbers, "parts": tuple(parts)})
        figure, on_board = self._figure(asking.subject, name)
        numbers = await self._numbers(figure, asking, await self._row(asking, on_board=on_board))
        items, last = await self._page(figure.sources, asking, page)
        shown = items if oversees(by, self.city, asking.id) else tuple(map(_masked, items))
        whole = _opened(asking, name, formula(figure, numbers))
        return whole.model_copy(update={"numbers": numbers, "items": shown, "next": last})

    def _made(self, subject: str, name: str) -> Made | None:
        return {"composite": COMPOSITE, "score": SCORES.get(subject)}.get(name)

    def _figure(self, subject: str, name: str) -> tuple[Figure, bool]:
        """The figure, and whether it stands on a board."""
        on_board = board_figures(subject, self.city).get(name)
        found = on_board or case_figures(subject).get(name)
        if found is None:
            raise NotThere("not_found")
        return found, bool(on_board) and subject in SCORES

    async def _row(self, asking: Asking, *, on_board: bool) -> Any:
        subject: Any = asking.subject
        district = min(self.city.districts_of([asking.id]), default="")
        page: Any = (
            await self.boards.board(asking.period, subject, district=district)
            if on_board
            else await self.counting.figures(asking.period, subject, district)
        )
        row = next((row for row in page.rows if row.id == asking.id), None)
        if row is None:
            raise NotThere("not_found")
        return row

    async def _numbers(self, figure: Figure, asking: Asking, row: Any) -> Counted:
        if figure.value and (found := figure.value(row)):
            return found
        base, count = total(await self._every(figure.sources, asking), figure.form)
        value = count / base if base else None
        return Counted(base=base, count=count, value=value, shown=f"{value or 0:g}")

    async def _every(self, sources: Sequence[Source], asking: Asking) -> Sequence[Opening]:
        items, last = await self._page(sources, asking, Page("", _MANY))
        while last:
            more, last = await self._page(sources, asking, Page(last, _MANY))
            items += more
        return items

    async def _page(
        self, sources: Sequence[Source], asking: Asking, page: Page
    ) -> tuple[tuple[Opening, ...], str | None]:
        start, _, last = page.after.partition(".")
        items: list[Opening] = []
        room = page.limit
        for index in range(int(start or 0), len(sources)):
            found = await self._find(sources[index], asking, last, room + 1)
            items += [
                one for kept in found[:room] for one in self._opened(sources[index], asking, kept)
            ]
            if len(found) > room:
                return tuple(items), f"{index}.{found[room - 1].id if room else last}"
            room, last = room - len(found), ""
        return tuple(items), None

    async def _find(
        self, source: Source, asking: Asking, last: str, limit: int
    ) -> Sequence[Kept[Any]]:
        where = {**_where(source, asking), "_id": {"$gt": last}}
        return await self.books[source.book].find(where, sort=[("_id", 1)], limit=limit)

    def _opened(self, source: Source, asking: Asking, kept: Kept[Any]) -> Iterator[Opening]:
        facets = BOOKS[source.book].facets(kept.state)
        for base, count in source.weigh(facets, asking):
            yield Opening(
                kind=_KINDS[source.book],
                id=kept.id,
                number=getattr(kept.state, "number", ""),
                base=base,
                count=count,
                withheld=self._restricted(facets),
            )

    def _restricted(self, facets: Mapping[str, Any]) -> bool:
        category = facets.get("category", "")
        return self.city.knows_category(category) and self.city.category(category).restricted


def _opened(asking: Asking, name: str, words: Sentence) -> Opened:
    return Opened(
        period=asking.period,
        subject=asking.subject,
        id=asking.id,
        figure=name,
        formula_zh=words.zh,
        formula_en=words.en,
    )


def _where(source: Source, asking: Asking) -> Mapping[str, Any]:
    if source.book == "ratings":
        return {source.marks: shelf(asking.period), "departments": asking.id}
    unit = "streets" if asking.subject == "streets" else "departments"
    mine = {source.marks: shelf(asking.period, unit, asking.id)}
    called = source.book == "accounts" and asking.subject == "departments"
    return {**mine, "departments": asking.id} if called else mine


def _masked(one: Opening) -> Opening:
    """A restricted matter shows that it was counted, and nothing else."""
    return one.model_copy(update={"id": "", "number": ""}) if one.withheld else one
