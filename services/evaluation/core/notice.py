"""公示: the rules, the results and the honours of a published month, for everybody.

No person, no case and no word of anybody stands in it: units, figures and the numbers they rest on.
"""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from contracts.city import Rates, Scoring
from services.evaluation.core.month import Month
from services.evaluation.core.row import Band, Placed, Rate, Row, Unranked
from services.evaluation.core.sample import unranked
from services.evaluation.core.snapshot import Snapshot


class Result(BaseModel):
    """One unit's month, as everybody may see it."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    rank: int | None
    score: float | None
    score_rank: int | None
    unranked: Mapping[Placed, Unranked]
    """By what it has no place, and how little there was to be ranked by."""
    stars: int | None
    band: Band | None
    response: Rate
    solution: Rate
    satisfaction: Rate
    problems: Rate
    on_time: Rate


class Honour(BaseModel):
    """A place on the red list 红榜, by the score of the month."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    place: int
    stars: int


class Notice(BaseModel):
    """One published month."""

    model_config = ConfigDict(frozen=True)

    period: str
    version: int
    early: bool
    amended: int
    """How often a later word changed it."""
    rates: Rates
    scoring: Scoring
    departments: tuple[Result, ...]
    streets: tuple[Result, ...]
    department_honours: tuple[Honour, ...]
    street_honours: tuple[Honour, ...]


def notice(month: Month, snapshot: Snapshot) -> Notice:
    """Show a published month."""
    most = snapshot.numbers.judging.honours
    return Notice(
        period=month.period,
        version=month.newest.version,
        early=month.early is not None,
        amended=len(month.versions) - 1,
        rates=snapshot.numbers.rates,
        scoring=snapshot.numbers.scoring,
        departments=_results(snapshot, snapshot.departments),
        streets=_results(snapshot, snapshot.streets),
        department_honours=honours(snapshot.departments, most),
        street_honours=honours(snapshot.streets, most),
    )


def honours(rows: Sequence[Row], most: int) -> tuple[Honour, ...]:
    """The best of those with enough whistles to be ranked; a red band is never honoured."""
    named = [
        Honour(id=row.id, name=row.name, place=row.score_rank, stars=row.stars)
        for row in rows
        if row.score_rank is not None and row.stars and row.score_rank <= most
    ]
    return tuple(sorted(named, key=lambda one: (one.place, one.id)))


def _results(snapshot: Snapshot, rows: Sequence[Row]) -> tuple[Result, ...]:
    few = unranked(rows, snapshot.numbers.scoring)
    return tuple(_result(row, few.get(row.id, {})) for row in rows)


def _result(row: Row, few: Mapping[Placed, Unranked]) -> Result:
    return Result(
        id=row.id,
        name=row.name,
        rank=row.rank,
        unranked=few,
        score=row.score,
        score_rank=row.score_rank,
        stars=row.stars,
        band=row.band,
        response=row.rates.response,
        solution=row.rates.solution,
        satisfaction=row.rates.satisfaction,
        problems=row.problems,
        on_time=row.on_time,
    )
