"""Scores that are made of other figures: their formula with the numbers in place, and the parts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from contracts.city import City
from contracts.sentences import Sentence
from services.evaluation.core.opening import Counted
from services.evaluation.core.rates import DASH

Parts: TypeAlias = Sequence[str]


@dataclass(frozen=True)
class Made:
    """One score of a unit."""

    parts: Callable[[Any, City], Parts]
    value: Callable[[Any], float | None]
    formula: Callable[[Any, City], str]


def opened(made: Made, row: Any, city: City) -> tuple[Counted | None, Sentence, Parts]:
    """Return what a score is, how it came about, and of which figures."""
    value, parts = made.value(row), made.parts(row, city)
    if value is None:
        return None, Sentence(DASH, DASH), parts
    told = f"{made.formula(row, city)} = {value:g}"
    numbers = Counted(base=len(parts), count=len(parts), value=value, shown=f"{value:g}")
    return numbers, Sentence(told, told), parts


def _composite(row: Any, city: City) -> str:
    weighed = (f"{getattr(city.rates, n)} × {getattr(row.rates, n).shown}" for n in _RATES)
    return f"({' + '.join(weighed)}) × 100"


def _known(row: Any, _: City) -> Parts:
    return tuple(name for name, one in row.street.items.items() if one.value is not None)


def _street(row: Any, city: City) -> str:
    weights, month = city.scoring.street, row.street
    known = _known(row, city)
    earned = " + ".join(f"{weights[name]} × {month.items[name].shown}" for name in known)
    whole = sum(weights[name] for name in known)
    wrong = f"{city.scoring.wrong_whistle} × {month.wrong}"
    return f"max(0, ({earned}) ÷ {whole} × 100 − {wrong})"


def _department(row: Any, city: City) -> str:
    share, manual = city.scoring.department_street, city.rules.judging.manual_share
    given = f"{row.average:g}"
    if row.rating is not None:
        given = f"({1 - manual:g} × {row.average:g} + {manual:g} × {row.rating:g})"
    return f"{share:g} × {given} + {1 - share:g} × 100 × {row.on_time.shown}"


def _of_department(row: Any, _: City) -> Parts:
    return ("average", *(("rating",) if row.rating is not None else ()), "on-time")


_RATES: Final = ("response", "solution", "satisfaction")
COMPOSITE: Final = Made(lambda _, __: _RATES, lambda row: row.rates.composite, _composite)
MADE: Final = ("composite", "score")
SCORES: Final[Mapping[str, Made]] = {
    "streets": Made(
        lambda row, city: (*_known(row, city), "wrong"), lambda row: row.score, _street
    ),
    "departments": Made(_of_department, lambda row: row.score, _department),
}
