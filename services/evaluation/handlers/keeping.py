"""The month as it is kept: versions, what moved between them, and whether they still add up."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from contracts.city import City
from contracts.events.month import MonthCause
from contracts.refusals import NotThere
from services.chassis.store import Store
from services.evaluation import core
from services.evaluation.core import Assessment, Callback
from services.evaluation.core.month import Month, Version
from services.evaluation.core.notice import Notice, notice
from services.evaluation.core.row import Board, Cause, Change
from services.evaluation.core.snapshot import Numbers, Snapshot, moved, numbers_of
from services.evaluation.handlers.boards import Boards
from services.evaluation.store import Snapshots

_ALL = 5000


class Check(BaseModel):
    """Whether what is kept is what its records add up to."""

    model_config = ConfigDict(frozen=True)

    period: str
    version: int
    digest: str
    equal: bool
    differences: tuple[Change, ...]


@dataclass(frozen=True)
class Keeping:
    """Keeps months, and reads them."""

    boards: Boards
    months: Store[Month]
    snapshots: Snapshots
    city: City

    async def taken(self, period: str, numbers: Numbers | None = None) -> Snapshot:
        """What a month adds up to now, with the city's numbers or with older ones."""
        numbers = numbers or numbers_of(self.city)
        city = numbers.within(self.city)
        departments = await self.boards.of(period, "departments", city)
        streets = await self.boards.of(period, "streets", city)
        return Snapshot(
            period=period,
            numbers=numbers,
            departments=departments.rows,
            streets=streets.rows,
            corrections=tuple([one async for one in self._corrections(period)]),
        )

    async def board(
        self, period: str, subject: core.Subject, version: int | None = None
    ) -> core.Board:
        """Return a version of a month; without a number the newest, or an open month as it stands.

        Raises:
            NotThere: there is no such version.
        """
        month = await self._month(period)
        if month is None and version is None:
            return await self.boards.board(period, subject)
        wanted = month and (month.newest if version is None else month.version(version))
        if month is None or wanted is None:
            raise NotThere("not_found")
        return await self._kept(month, wanted, subject)

    async def check(self, period: str) -> Check:
        """Count the month again from its records, and compare.

        Raises:
            NotThere: it is not closed.
        """
        month = await self._month(period)
        if month is None:
            raise NotThere("not_found")
        kept = await self.kept(month.newest.digest)
        differences = tuple(moved(kept, await self.taken(period, kept.numbers)))
        return Check(
            period=period,
            version=month.newest.version,
            digest=month.newest.digest,
            equal=not differences,
            differences=differences,
        )

    async def notice(self, period: str) -> Notice:
        """公示: the published month as everybody may see it.

        Raises:
            NotThere: it is not published.
        """
        month = await self._month(period)
        if month is None or month.stage != "published":
            raise NotThere("not_found")
        return notice(month, await self.kept(month.newest.digest))

    async def kept(self, digest: str) -> Snapshot:
        """What is kept under a digest."""
        found = await self.snapshots.get(digest)
        if found is None:
            raise NotThere("not_found")
        return found

    async def _month(self, period: str) -> Month | None:
        kept = await self.months.get(f"bd-{period}")
        return kept.state if kept else None

    async def _kept(self, month: Month, wanted: Version, subject: core.Subject) -> Board:
        snapshot = await self.kept(wanted.digest)
        before = month.version(wanted.version - 1)
        changes = moved(await self.kept(before.digest), snapshot) if before else ()
        numbers = snapshot.numbers
        return Board(
            period=month.period,
            subject=subject,
            pack=numbers.pack,
            rates=numbers.rates,
            scoring=numbers.scoring,
            rows=snapshot.rows(subject),
            version=wanted.version,
            stage=month.stage,
            closed_at=wanted.at,
            early=month.early,
            changes=tuple(one for one in changes if one.subject == subject),
            causes=tuple(Cause(**one.model_dump()) for one in wanted.causes),
        )

    async def _corrections(self, period: str) -> AsyncIterator[MonthCause]:
        where = {"corrected": period}
        order = [("_id", 1)]
        for judged in await self.boards.assessments.find(where, sort=order, limit=_ALL):
            for cause in _of_assessment(judged.id, judged.state):
                yield cause
        for asked in await self.boards.callbacks.find(where, sort=order, limit=_ALL):
            for cause in _of_callback(asked.id, asked.state, period):
                yield cause


def _of_assessment(id: str, one: Assessment) -> Iterator[MonthCause]:
    if one.was is not None and one.was != one.total:
        reason = one.rulings[-1] if one.rulings else ""
        yield MonthCause(kind="ruling", id=id, number=one.number, reason=reason)
    if one.exempt:
        yield MonthCause(kind="exempted", id=id, number=one.number, reason=one.exempt)


def _of_callback(id: str, one: Callback, period: str) -> Sequence[MonthCause]:
    return [
        MonthCause(kind="excluded", id=id, number=one.number, reason=answer.excluded)
        for answer in one.answers
        if answer.excluded and answer.period == period
    ]
