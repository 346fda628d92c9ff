"""How one score comes about: the street's shares of the weights, and what the record shows.

Rule 1: every rule has a name, and the city pack has its points by that name; a rule the pack does
not name costs nothing.
Rule 2: caps, the floor and a zero are lines of their own, so points and lines always sum to the
total, and every score opens onto its formula.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from contracts.city import Scoring
from contracts.events.evaluation import Deduction
from contracts.summons import CallRecord

Counts = Callable[[CallRecord], int]
"""How many times a rule applies to a record."""

DEDUCTIONS: Mapping[str, Counts] = {
    "late_acknowledge": lambda record: "acknowledge" in record.overdue,
    "late_arrival": lambda record: "arrive" in record.overdue and not record.no_show,
    "no_show": lambda record: record.no_show,
    "wrong_rank": lambda record: not record.rank_met,
    "objection_rejected": lambda record: record.objections_rejected,
    "second_objection": lambda record: max(0, record.objections_rejected - 1),
    "rework": lambda record: record.reworks,
}
"""What the record takes away. Who came far too late did not come: that is said once."""

FAST = "fast"
"""The one bonus the record shows by itself; the others are the street's to give."""
FALSE_FEEDBACK = "false_feedback"


@dataclass(frozen=True)
class Findings:
    """What is judged: the record, and the street's word on it."""

    record: CallRecord
    shares: Mapping[str, float]
    """Of each item's weight, 0 to 1."""
    fast: bool = False
    commended: Sequence[str] = ()
    """Bonuses the street gives."""
    false_feedback: bool = False


@dataclass(frozen=True)
class Score:
    """Points per item, the lines, and their sum."""

    points: Mapping[str, float]
    lines: Sequence[Deduction]
    total: float


def score(findings: Findings, scoring: Scoring) -> Score:
    """Return the score of one responder: 0 to 100, and bonuses above."""
    points = {
        item: round(weight * findings.shares[item], 2) for item, weight in scoring.weights.items()
    }
    taken = _taken(findings.record, scoring)
    given = _given(findings, scoring)
    lines = [
        *taken,
        *_capped("deduction_cap", taken, scoring.deduction_cap),
        *given,
        *_capped("bonus_cap", given, scoring.bonus_cap),
    ]
    sum_so_far = _sum(points, lines)
    lines += _zeroed(findings, scoring, sum_so_far) or _floored(sum_so_far)
    return Score(points, lines, _sum(points, lines))


def _taken(record: CallRecord, scoring: Scoring) -> list[Deduction]:
    times = {rule: int(count(record)) for rule, count in DEDUCTIONS.items()}
    return [
        Deduction(rule=rule, points=-float(scoring.deductions[rule] * times[rule]), times=n)
        for rule, n in times.items()
        if n and rule in scoring.deductions
    ]


def _given(findings: Findings, scoring: Scoring) -> list[Deduction]:
    earned = {FAST} if findings.fast else set[str]()
    return [
        Deduction(rule=rule, points=float(points))
        for rule, points in scoring.bonuses.items()
        if rule in earned.union(findings.commended)
    ]


def _capped(rule: str, lines: Sequence[Deduction], cap: float) -> list[Deduction]:
    total = fsum(line.points for line in lines)
    over = abs(total) - cap
    return [Deduction(rule=rule, points=over if total < 0 else -over)] if over > 0 else []


def _zeroed(findings: Findings, scoring: Scoring, so_far: float) -> list[Deduction]:
    zero = findings.false_feedback and FALSE_FEEDBACK in scoring.zero_for
    return [Deduction(rule=FALSE_FEEDBACK, points=-so_far)] if zero else []


def _floored(so_far: float) -> list[Deduction]:
    return [Deduction(rule="floor", points=-so_far)] if so_far < 0 else []


def _sum(points: Mapping[str, float], lines: Sequence[Deduction]) -> float:
    return round(fsum([*points.values(), *(line.points for line in lines)]), 2)
