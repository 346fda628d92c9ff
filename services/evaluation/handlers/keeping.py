"""The month as it is kept: versions, what moved between them, and whether they still add up.

A kept month names the later words that changed it and does not repeat them: what somebody wrote is
read where it was said, and goes with that when its time is over.
"""

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from contracts.city import City
from contracts.commands.routes.months import month_id
from contracts.events.month import MonthCause
from contracts.refusals import NotThere
from services.chassis.store import Kept, Store
from services.evaluation import core
from services.evaluation.core import Assessment, Callback
from services.evaluation.core.month import Month, Version
from services.evaluation.core.notice import Notice, notice
from services.evaluation.core.row import Board, Cause, Change
from services.evaluation.core.sample import unranked
from services.evaluation.core.snapshot import Numbers, Snapshot, moved, numbers_of
from services.evaluation.handlers.boards import Boards
from services.evaluation.store import Snapshots

_ALL = 5000

Why: TypeAlias = Literal["ruling", "exempted", "excluded"]
Judged: TypeAlias = Kept[Assessment] | Kept[Callback]
"""What a later word can be about."""


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

    async def taken(
        self, period: str, district: str = "", numbers: Numbers | None = None
    ) -> Snapshot:
        """What a district's month adds up to now, with the city's numbers or with older ones."""
        numbers = numbers or numbers_of(self.city)
        city = numbers.within(self.city.part(district or self.city.districts[0]))
        departments = await self.boards.of(period, "departments", city)
        streets = await self.boards.of(period, "streets", city)
        return Snapshot(
            period=period,
            numbers=numbers,
            departments=departments.rows,
            streets=streets.rows,
            corrections=tuple([one async for one in self._corrections(period, city)]),
        )

    async def board(
        self, period: str, subject: core.Subject, version: int | None = None, district: str = ""
    ) -> core.Board:
        """Return a version of a month; without a number the newest, or an open month as it stands.

        Raises:
            NotThere: there is no such version.
        """
        month = await self._month(period, district)
        if month is None and version is None:
            return await self.boards.board(period, subject, district=district)
        wanted = month and (month.newest if version is None else month.version(version))
        if month is None or wanted is None:
            raise NotThere("not_found")
        return await self._kept(month, wanted, subject)

    async def check(self, period: str, district: str = "") -> Check:
        """Count the month again from its records, and compare.

        Raises:
            NotThere: it is not closed.
        """
        month = await self._month(period, district)
        if month is None:
            raise NotThere("not_found")
        kept = await self.kept(month.newest.digest)
        differences = tuple(moved(kept, await self.taken(period, district, kept.numbers)))
        return Check(
            period=period,
            version=month.newest.version,
            digest=month.newest.digest,
            equal=not differences,
            differences=differences,
        )

    async def notice(self, period: str, district: str = "") -> Notice:
        """公示: the published month as everybody may see it.

        Raises:
            NotThere: it is not published.
        """
        month = await self._month(period, district)
        if month is None or month.stage != "published":
            raise NotThere("not_found")
        return notice(month, await self.kept(month.newest.digest))

    async def kept(self, digest: str) -> Snapshot:
        """What is kept under a digest."""
        found = await self.snapshots.get(digest)
        if found is None:
            raise NotThere("not_found")
        return found

    async def _month(self, period: str, district: str) -> Month | None:
        several = len(self.city.districts) > 1
        kept = await self.months.get(month_id(period, district if several else None))
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
            unranked=unranked(snapshot.rows(subject), numbers.scoring),
            version=wanted.version,
            stage=month.stage,
            closed_at=wanted.at,
            early=month.early,
            changes=tuple(one for one in changes if one.subject == subject),
            causes=tuple([await self._said(one, month.period) for one in wanted.causes]),
        )

    async def _said(self, cause: MonthCause, period: str) -> Cause:
        """A cause with its words, as long as they are kept where they were said."""
        words = [
            one.reason
            for kept in await self._corrected(cause.id)
            for one in _causes(kept, period)
            if one.kind == cause.kind
        ]
        return Cause.model_validate({**cause.model_dump(), "reason": (*words, cause.reason)[0]})

    async def _corrected(self, id: str) -> Iterable[Judged]:
        found = await self.boards.assessments.get(id), await self.boards.callbacks.get(id)
        return [one for one in found if one]

    async def _corrections(self, period: str, city: City) -> AsyncIterator[MonthCause]:
        where = {"corrected": period}
        order = [("_id", 1)]
        for book in (self.boards.assessments, self.boards.callbacks):
            for kept in await book.find(where, sort=order, limit=_ALL):
                for cause in _causes(kept, period) if _counts(kept, city) else ():
                    yield MonthCause(**cause.model_dump(exclude={"reason"}))


def _counts(kept: Judged, city: City) -> bool:
    """Whether it counts for a unit of this part of the city."""
    one = kept.state
    answered = () if isinstance(one, Assessment) else one.answers
    called = (department for answer in answered for department in answer.departments)
    units = (one.street, *((one.department,) if isinstance(one, Assessment) else called))
    return any(city.answers(unit) for unit in units)


def _causes(kept: Judged, period: str) -> Iterator[Cause]:
    one = kept.state
    said = _of_assessment(one) if isinstance(one, Assessment) else _of_callback(one, period)
    for kind, reason in said:
        yield Cause(kind=kind, id=kept.id, number=one.number, reason=reason)


def _of_assessment(one: Assessment) -> Iterator[tuple[Why, str]]:
    if one.was is not None and one.was != one.total:
        yield "ruling", one.rulings[-1] if one.rulings else ""
    if one.exempt:
        yield "exempted", one.exempt


def _of_callback(one: Callback, period: str) -> Iterator[tuple[Why, str]]:
    for answer in one.answers:
        if answer.excluded and answer.period == period:
            yield "excluded", answer.excluded
