"""A past month under other weights or limits: nothing is stored, nobody is told.

Rule 1: what is not named stays as the pack has it, and a name the pack does not have is refused:
nothing changes unsaid, nothing said is passed over.
Rule 2: the street's word stays what it was; only what it is worth, and when something was late, is
counted anew. A score that somebody ruled on stays as it was ruled.
Rule 3: late is counted in the calendar of who was called, as it was then.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from contracts.city import City, Rates, Scoring
from contracts.commands.month import WhatIf
from contracts.refusals import NotSo
from contracts.summons import CallRecord, Duty
from services.evaluation.core.assessment import Assessment
from services.evaluation.core.row import Board, Change, Judged, Row, Subject
from services.evaluation.core.scoring import FALSE_FEEDBACK, FAST, Findings, score


class Supposed(BaseModel):
    """The month as it was and as it would have been."""

    model_config = ConfigDict(frozen=True)

    period: str
    assessments: int
    """How many were counted anew."""
    rescored: int
    """How many of them would have another total."""
    before: Board
    after: Board
    changes: tuple[Change, ...]


def supposed_city(command: WhatIf, city: City) -> City:
    """The city with the other numbers.

    Raises:
        NotSo: they do not fit together, or the pack has no such number.
    """
    changed = {"scoring": _scoring(command, city.scoring), "rates": _rates(command, city.rates)}
    return replace(city, rules=city.rules.model_copy(update=changed))


def _scoring(command: WhatIf, scoring: Scoring) -> Scoring:
    for field in ("weights", "street"):
        given, items = getattr(command, field), getattr(scoring, field)
        if given is not None and set(given) != set(items):
            raise NotSo("same_items", field=field, items=tuple(items))
    _known("deductions", command.deductions, scoring.deductions)
    told: Mapping[str, Any] = {
        "weights": command.weights,
        "deductions": {**scoring.deductions, **(command.deductions or {})},
        "department_street": command.department_street,
        "street": command.street,
        "wrong_whistle": command.wrong_whistle,
        "min_sample": command.min_sample,
    }
    changes = {name: value for name, value in told.items() if value is not None}
    try:
        return Scoring.model_validate({**scoring.model_dump(), **changes})
    except ValidationError:
        whole = command.weights is None or sum(command.weights.values()) == _WHOLE
        raise NotSo("weights_do_not_sum", field="street" if whole else "weights") from None


def _rates(command: WhatIf, rates: Rates) -> Rates:
    _known("rates", command.rates, _RATES)
    try:
        return Rates.model_validate({**rates.model_dump(), **(command.rates or {})})
    except ValidationError:
        raise NotSo("rates_do_not_sum", field="rates") from None


def _known(field: str, given: Mapping[str, object] | None, items: Collection[str]) -> None:
    for name in given or ():
        if name not in items:
            raise NotSo("unknown_number", field=f"{field}.{name}", items=tuple(items))


_RATES: Final = ("response", "solution", "satisfaction", "basically_satisfied")
_WHOLE: Final = 100
"""What the weights of one scorecard sum to."""


def unit(one: Assessment, subject: Subject) -> str:
    """On whose row of a board an assessment counts."""
    return one.street if subject == "streets" else one.department


def supposed(
    command: WhatIf, found: Sequence[Assessment], city: City, other: City
) -> tuple[list[Judged], int]:
    """What the month's assessments would add up to, each by itself, and how many moved."""
    anew = [(one, _anew(one, command, city, other)) for one in found]
    moved = sum(one.total != after.total for one, after in anew)
    return [_counted(after, command.subject) for _, after in anew], moved


def _anew(one: Assessment, command: WhatIf, city: City, other: City) -> Assessment:
    record = _late(one, command, city)
    again = one.model_copy(update={"record": record})
    if one.total is None or (one.was is not None and one.was != one.total):
        return again
    named = {line.rule for line in one.deductions}
    findings = Findings(
        record=record,
        shares=_shares(one, city),
        fast=FAST in named,
        commended=tuple(named & set(city.scoring.bonuses) - {FAST}),
        false_feedback=FALSE_FEEDBACK in named,
    )
    return again.model_copy(update={"total": score(findings, other.scoring).total})


def _shares(one: Assessment, city: City) -> dict[str, float]:
    weights = city.scoring.weights
    known = one.shares or {
        item: points / weights[item] for item, points in one.points.items() if weights.get(item)
    }
    return {item: known.get(item, 1.0) for item in weights}


def _late(one: Assessment, command: WhatIf, city: City) -> CallRecord:
    record = one.facts
    if not command.limits:
        return record
    others = tuple(duty for duty in record.overdue if duty not in command.limits)
    late = tuple(duty for duty in command.limits if _was_late(duty, one, command, city))
    return record.model_copy(update={"overdue": (*others, *late)})


def _was_late(duty: Duty, one: Assessment, command: WhatIf, city: City) -> bool:
    record = one.facts
    by = getattr(record.clocks, f"{duty}_by")
    done = getattr(record, _DONE[duty])
    factor = (command.limits or {}).get(duty, 1.0)
    span = city.kind(one.kind).clocks[duty]
    if by <= record.summoned_at:
        return duty in record.overdue
    new = city.share(record.department, record.summoned_at, by, span, factor)
    return done is None or done > new


_DONE = {"acknowledge": "acknowledged_at", "arrive": "arrived_at", "complete": "completed_at"}


def _counted(one: Assessment, subject: Subject) -> Judged:
    record = one.facts
    return Judged(
        id=unit(one, subject),
        lead=record.lead,
        calls=1,
        problems=len(one.ends),
        solved=one.solved,
        on_time=int(bool(one.exempt) or not (record.overdue or record.no_show)),
        no_shows=int(record.no_show),
        scored=int(one.total is not None),
        total=one.total or 0.0,
    )


def changed(before: Board, after: Board) -> Iterable[Change]:
    """What would differ of the figures people look at."""
    old = {row.id: row for row in before.rows}
    for row in after.rows:
        was, now = _looked_at(old[row.id]), _looked_at(row)
        for figure, value in now.items():
            if was[figure] != value:
                yield Change(
                    subject=after.subject, id=row.id, figure=figure, was=was[figure], now=value
                )


def _looked_at(row: Row) -> Mapping[str, float | str | None]:
    figures = ("rank", "score", "average", "score_rank", "stars", "band")
    found = {name: getattr(row, name) for name in figures}
    return {**found, "composite": row.rates.composite}
