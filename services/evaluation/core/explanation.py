"""Every score opens onto its formula: weights × shares, and each line with the fact it came from.

The points and the lines sum to the total; the street's word stands beside what the record shows.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from contracts.city import City
from contracts.summons import CallRecord, ProblemEnd
from services.evaluation.core.assessment import Assessment


class Item(BaseModel):
    """One item of the street's word."""

    model_config = ConfigDict(frozen=True)

    item: str
    label_zh: str
    label_en: str
    weight: float
    share: float
    points: float
    """weight × share."""


class Because(BaseModel):
    """One line, and the fact it came from."""

    model_config = ConfigDict(frozen=True)

    rule: str
    label_zh: str
    label_en: str
    points: float
    times: int
    evidence: Mapping[str, Any]


class Explanation(BaseModel):
    """How one score came about."""

    model_config = ConfigDict(frozen=True)

    id: str
    whistle_id: str
    number: str
    street: str
    department: str
    stage: str
    formula: str = "Σ weight × share + Σ deductions + Σ bonuses"
    items: tuple[Item, ...]
    lines: tuple[Because, ...]
    sum_of_items: float
    sum_of_lines: float
    total: float | None
    was: float | None
    """The total before the first ruling: from then on the ruling's total stands."""
    comment: str | None
    appeals: tuple[str, ...]
    rulings: tuple[str, ...]
    ends: tuple[ProblemEnd, ...]
    """The very problems behind it, each with its own end 一事一考."""
    record: CallRecord
    exempt: str | None


def explain(id: str, one: Assessment, city: City) -> Explanation:
    """Open a score."""
    items = tuple(_items(one, city))
    lines = tuple(_lines(one, city))
    return Explanation(
        id=id,
        whistle_id=one.whistle_id,
        number=one.number,
        street=one.street,
        department=one.department,
        stage=one.stage,
        items=items,
        lines=lines,
        sum_of_items=round(sum(item.points for item in items), 2),
        sum_of_lines=round(sum(line.points for line in lines), 2),
        total=one.total,
        was=one.was,
        comment=one.comment,
        appeals=one.appeals,
        rulings=one.rulings,
        ends=one.ends,
        record=one.facts,
        exempt=one.exempt,
    )


def _items(one: Assessment, city: City) -> Sequence[Item]:
    weights = city.scoring.weights
    shares = one.shares or {}
    return [
        Item(
            item=item,
            **_labels(item, city),
            weight=weights.get(item, points),
            share=shares.get(item, points / weights[item] if weights.get(item) else 1.0),
            points=points,
        )
        for item, points in one.points.items()
    ]


def _lines(one: Assessment, city: City) -> Sequence[Because]:
    return [
        Because(
            rule=line.rule,
            **_labels(line.rule, city),
            points=line.points,
            times=line.times,
            evidence=_fact(line.rule, one, city),
        )
        for line in one.deductions
    ]


def _labels(rule: str, city: City) -> dict[str, str]:
    return {
        "label_zh": city.label(f"score.{rule}", "zh"),
        "label_en": city.label(f"score.{rule}", "en"),
    }


def _fact(rule: str, one: Assessment, city: City) -> Mapping[str, Any]:
    if rule in _FACTS:
        return _FACTS[rule](one.facts)
    if rule in _CAPS:
        return {"cap": getattr(city.scoring, rule)}
    return {"said_by": one.scorer, "comment": one.comment}


_CAPS = frozenset({"deduction_cap", "bonus_cap"})
"""A cap rests on the pack."""

_FACTS: Mapping[str, Callable[[CallRecord], Mapping[str, Any]]] = {
    "late_acknowledge": lambda r: {"by": r.clocks.acknowledge_by, "at": r.acknowledged_at},
    "late_arrival": lambda r: {"by": r.clocks.arrive_by, "at": r.arrived_at},
    "no_show": lambda r: {"by": r.clocks.arrive_by, "at": r.arrived_at},
    "wrong_rank": lambda r: {"rank_met": r.rank_met},
    "objection_rejected": lambda r: {"objections_rejected": r.objections_rejected},
    "second_objection": lambda r: {"objections_rejected": r.objections_rejected},
    "rework": lambda r: {"reworks": r.reworks},
    "fast": lambda r: {"by": r.clocks.complete_by, "at": r.completed_at},
    "floor": lambda _: {"lowest": 0},
}
"""The facts of the record behind each line; the others are the street's word."""
