"""双考核: the street's own month (domain.md 1.14; duty from 接诉即办条例 art. 33).

Rule 1: accuracy is of calls: not returned, not of a withdrawn whistle, and not called wrong by who
came; completeness and cooperation are the departments' word; closing is the clock's.
Rule 2: a whistle's raising, end and close each count in the month they happened in, so that nothing
closed later moves a month that is locked.
Rule 3: an item without a base is left out and the others stand for the whole; each wrong whistle
costs its points once more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from contracts.city import Scoring
from services.evaluation.core.rates import rate
from services.evaluation.core.row import Rate, StreetMonth
from services.evaluation.core.tally import Counted

ENDED = ("problems", "solved", "wrong", "wrong_calls", "supervisions")
"""What is summed of the whistles that ended."""
CLOSED = ("closed_in_time",)
"""What is summed of the whistles that were closed."""
WORDS = ("words", "wrongly", "completeness", "cooperation")
"""What is summed of the departments' words."""


@dataclass(frozen=True)
class StreetFacts:
    """What is counted of one street's whistles."""

    started: int = 0
    """Whistles raised in the month."""
    ended: int = 0
    """Whistles confirmed or withdrawn in the month."""
    problems: int = 0
    solved: int = 0
    wrong: int = 0
    """Whistles that were returned or withdrawn."""
    wrong_calls: int = 0
    closed: int = 0
    """Whistles closed in the month, whenever they ended."""
    closed_in_time: int = 0
    supervisions: int = 0
    calls: int = 0
    """Calls that were worked to the end."""
    words: int = 0
    """Departments that judged the street."""
    wrongly: int = 0
    completeness: float = 0.0
    cooperation: float = 0.0


def street_month(facts: StreetFacts, scoring: Scoring) -> StreetMonth:
    """Return one street's month; no score without anything to judge."""
    items = {name: rate for name, rate in _items(facts).items() if name in scoring.street}
    penalty = float(scoring.wrong_whistle * facts.wrong)
    return StreetMonth(
        started=facts.started,
        ended=facts.ended,
        solved=facts.solved,
        items=items,
        wrong=facts.wrong,
        penalty=penalty,
        supervisions=facts.supervisions,
        words=facts.words,
        score=_score(items, penalty, scoring),
    )


def _items(facts: StreetFacts) -> Mapping[str, Rate]:
    called = facts.calls + facts.wrong_calls
    return {
        "accuracy": rate(facts.calls - facts.wrongly, called),
        "completeness": rate(round(facts.completeness, 2), facts.words),
        "cooperation": rate(round(facts.cooperation, 2), facts.words),
        "closing": rate(facts.closed_in_time, facts.closed),
    }


def _score(items: Mapping[str, Rate], penalty: float, scoring: Scoring) -> float | None:
    known = {name: one.value for name, one in items.items() if one.value is not None}
    weights = sum(scoring.street[name] for name in known)
    if not weights:
        return None
    earned = fsum(scoring.street[name] * value for name, value in known.items())
    return round(max(0.0, earned / weights * 100 - penalty), 2)


def street_facts(counts: Mapping[str, Sequence[Counted]]) -> Mapping[str, StreetFacts]:
    """Put counts together, by street; each under the name of how many there were."""
    by_street: dict[str, dict[str, Any]] = {}
    for name, rows in counts.items():
        for row in rows:
            found = by_street.setdefault(row["streets"], {})
            found[name] = row["n"]
            found.update({k: v for k, v in row.items() if k not in ("n", "streets")})
    return {street: StreetFacts(**found) for street, found in by_street.items()}
