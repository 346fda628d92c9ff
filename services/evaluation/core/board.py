"""The month's board: what was counted goes in, the ranked rows come out.

Rule 1: beside every rate stand its counts; without a base there is a dash and no rank.
Rule 2: whistles and problems are counted apart. A street's are counted once each, by the lead's
assessment; a department's are those it was called to.
Rule 3: nobody is ranked by less than the city's minimum sample (`core.sample`): by the rates only
with enough valid call-backs, by the month's score, and with stars, only with enough whistles.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum

from contracts.city import City, OrganisationKind, Scoring
from contracts.words import Level
from services.evaluation.core.rates import rate, three_rates
from services.evaluation.core.row import Asked, Band, Board, Judged, Row, Subject
from services.evaluation.core.sample import BASES, unranked
from services.evaluation.core.street import StreetFacts, street_month

_BANDS: tuple[Band, ...] = ("green", "yellow", "orange", "red")


@dataclass
class _Unit:
    """One unit, and what was counted of it."""

    id: str
    name: str
    judged: list[Judged] = field(default_factory=list[Judged])
    asked: list[Asked] = field(default_factory=list[Asked])
    facts: StreetFacts = field(default_factory=StreetFacts)
    ratings: Sequence[float] = ()


@dataclass(frozen=True)
class Beside:
    """What else a month is made of, by unit."""

    streets: Mapping[str, StreetFacts] = field(default_factory=dict[str, StreetFacts])
    ratings: Mapping[str, Sequence[float]] = field(default_factory=dict[str, Sequence[float]])
    """The streets' monthly ratings of departments, 0 to 100."""


_NOTHING = Beside()


def board(
    period: str,
    subject: Subject,
    judged: Sequence[Judged],
    asked: Sequence[Asked],
    city: City,
    beside: Beside = _NOTHING,
) -> Board:
    """Return the month of all departments or of all streets, the best first.

    Who had a silent month stands on it too.
    """
    units = {id: _Unit(id, name) for id, name in _UNITS[subject](city).items()}
    for one in judged:
        units.setdefault(one.id, _Unit(one.id, one.id)).judged.append(one)
    for one in asked:
        units.setdefault(one.id, _Unit(one.id, one.id)).asked.append(one)
    for unit in units.values():
        unit.facts = beside.streets.get(unit.id, StreetFacts())
        unit.ratings = beside.ratings.get(unit.id, ())
    rows = _ranked([_ROWS[subject](units[id], city) for id in sorted(units)], city)
    return Board(
        period=period,
        subject=subject,
        pack=city.version,
        rates=city.rates,
        scoring=city.scoring,
        rows=tuple(rows),
        unranked=unranked(rows, city.scoring),
    )


def _row(unit: _Unit, counted: Sequence[Judged], city: City) -> Row:
    judged = unit.judged
    calls, scored = sum(one.calls for one in judged), sum(one.scored for one in judged)
    return Row(
        id=unit.id,
        name=unit.name,
        rates=three_rates(unit.asked, city.rates),
        asked=sum(one.count for one in unit.asked),
        whistles=sum(one.calls for one in counted),
        problems=rate(sum(one.solved for one in counted), sum(one.problems for one in counted)),
        calls=calls,
        on_time=rate(sum(one.on_time for one in judged), calls),
        no_shows=sum(one.no_shows for one in judged),
        scored=scored,
        average=round(fsum(one.total for one in judged) / scored, 2) if scored else None,
    )


def _street(unit: _Unit, city: City) -> Row:
    """双考核: how it whistled, as the departments and the record have it."""
    row = _row(unit, [one for one in unit.judged if one.lead], city)
    month = street_month(unit.facts, city.scoring)
    band = None if month.score is None else _band(month.score, city.scoring)
    return row.model_copy(update={"street": month, "score": month.score, "band": band})


def _department(unit: _Unit, city: City) -> Row:
    """双考核: the streets' mean, and as the system's part the share of calls never late."""
    row, scoring = _row(unit, unit.judged, city), city.scoring
    if row.average is None:
        return row
    rating = round(fsum(unit.ratings) / len(unit.ratings), 2) if unit.ratings else None
    manual = 0.0 if rating is None else city.rules.judging.manual_share
    given = (1 - manual) * row.average + manual * (rating or 0.0)
    share = scoring.department_street
    score = share * given + (1 - share) * 100 * (row.on_time.value or 0.0)
    found = {"score": round(score, 2), "band": _band(score, scoring), "rating": rating}
    return row.model_copy(update=found)


_ROWS: Mapping[Subject, Callable[[_Unit, City], Row]] = {
    "departments": _department,
    "streets": _street,
}


def _band(score: float, scoring: Scoring) -> Band:
    named = zip(_BANDS, (*scoring.bands, 0), strict=True)
    return next(band for band, lowest in named if score >= lowest)


def _all_streets(city: City) -> Mapping[str, str]:
    places = city.territories.values()
    return {place.id: place.name for place in places if place.level is Level.STREET}


def _all_departments(city: City) -> Mapping[str, str]:
    kinds = {OrganisationKind.DEPARTMENT, OrganisationKind.ENTERPRISE}
    return {one.id: one.name for one in city.organisations.values() if one.kind in kinds}


_UNITS: Mapping[Subject, Callable[[City], Mapping[str, str]]] = {
    "departments": _all_departments,
    "streets": _all_streets,
}


def _ranked(rows: Sequence[Row], city: City) -> Sequence[Row]:
    enough = city.scoring.min_sample
    asked = [one for one in rows if BASES["rank"](one) >= enough]
    rates = _places({one.id: one.rates.composite for one in asked})
    counted = {one.id: one.score for one in rows if BASES["score_rank"](one) >= enough}
    scores = _places(counted)
    ranked = [
        one.model_copy(
            update={
                "rank": rates.get(one.id),
                "score_rank": scores.get(one.id),
                "stars": stars(counted.get(one.id), city),
            }
        )
        for one in rows
    ]
    return sorted(ranked, key=lambda one: (one.rank is None, one.rank or 0, one.id))


def stars(score: float | None, city: City) -> int | None:
    """Return the stars of a score 星级, none to five; None without a score."""
    if score is None:
        return None
    return sum(score >= lowest for lowest in city.rules.judging.stars)


def _places(values: Mapping[str, float | None]) -> Mapping[str, int]:
    """1 for the highest; equals share a place, and the next one counts all before it."""
    there = {id: value for id, value in values.items() if value is not None}
    first: dict[float, int] = {}
    for place, value in enumerate(sorted(there.values(), reverse=True), 1):
        first.setdefault(value, place)
    return {id: first[value] for id, value in there.items()}
