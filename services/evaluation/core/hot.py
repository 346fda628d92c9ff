"""热点提示: an area × category that has many more cases this week than in its own past.

Rule 1: only of a grid or a community, and only from a least number on: never a person, never a
household.
Rule 2: what must be kept from everybody's eyes (restricted categories) is no hot spot.
Rule 3: the narrowest area is named: a community only for what stands out beside its hot grids.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from contracts.city import City
from services.evaluation.core.period import week
from services.evaluation.core.tally import Counted, Tally

AreaLevel: TypeAlias = Literal["grid", "community"]
_Key: TypeAlias = tuple[str, str, str]
"""Community, area, category."""


class HotSpot(BaseModel):
    """One area's category, this week."""

    model_config = ConfigDict(frozen=True)

    week: str
    level: AreaLevel
    area: str
    """The grid or the community that stands out."""
    area_name: str
    community: str
    community_name: str
    category: str
    category_zh: str
    category_en: str
    count: int
    past_mean: float
    """Cases a week over the weeks before."""
    weeks: int
    """How many weeks that is."""


class HotSpots(BaseModel):
    """This week's."""

    model_config = ConfigDict(frozen=True)

    week: str
    least: int
    factor: float
    spots: tuple[HotSpot, ...]


def hot_weeks(now: datetime, city: City) -> Sequence[str]:
    """The week of now, then those it is compared with."""
    return [week(now - timedelta(weeks=n)) for n in range(city.rules.judging.hot_weeks + 1)]


def hot_tally(mark: str) -> Tally:
    """What must be counted of one week."""
    return Tally("accounts", "weeks", mark, ("community", "grid", "category"))


def hot_spots(weeks: Sequence[str], counts: Sequence[Sequence[Counted]], city: City) -> HotSpots:
    """Return the areas that stand out, the hottest first."""
    grids = [*_standing_out("grid", weeks, counts, city)]
    named = {(spot.area, spot.category) for spot in grids}
    rest = [
        [row for row in rows if (row.get("grid"), row["category"]) not in named] for rows in counts
    ]
    spots = [*grids, *_standing_out("community", weeks, rest, city)]
    return HotSpots(
        week=weeks[0],
        least=city.rules.judging.hot_count,
        factor=city.rules.judging.hot_factor,
        spots=tuple(sorted(spots, key=lambda spot: (-spot.count, spot.area, spot.category))),
    )


def _standing_out(
    level: AreaLevel, weeks: Sequence[str], counts: Sequence[Sequence[Counted]], city: City
) -> Iterator[HotSpot]:
    """The rise over the baseline: of this week against the mean of the area's own past."""
    now, *before = [_by_area(level, rows) for rows in counts]
    rules, past = city.rules.judging, len(weeks) - 1
    for key, count in now.items():
        mean = sum(one.get(key, 0) for one in before) / past
        rises = count >= rules.hot_count and count >= rules.hot_factor * mean
        if rises and not _hidden(key[-1], city):
            yield _spot(weeks[0], level, key, city).model_copy(
                update={"count": count, "past_mean": round(mean, 2), "weeks": past}
            )


def _by_area(level: AreaLevel, rows: Sequence[Counted]) -> Mapping[_Key, int]:
    found = Counter[_Key]()
    for row in rows:
        if area := row.get(level):
            found[row["community"], area, row["category"]] += row["n"]
    return found


def _hidden(category: str, city: City) -> bool:
    return not city.knows_category(category) or city.category(category).restricted


def _spot(of: str, level: AreaLevel, key: _Key, city: City) -> HotSpot:
    community, area, code = key
    return HotSpot(
        week=of,
        level=level,
        area=area,
        area_name=_name(area, city),
        community=community,
        community_name=_name(community, city),
        category=code,
        category_zh=city.category(code).name_zh,
        category_en=city.category(code).name_en,
        count=0,
        past_mean=0,
        weeks=0,
    )


def _name(area: str, city: City) -> str:
    known = city.territories.get(area)
    return known.name if known else area
