"""Shapes of what lasts: closed months, streets that lag, opinions, what was earned, warnings."""

from collections.abc import Mapping
from typing import Any

from contracts.events.month import LaggingRedacted
from contracts.events.staff import OpinionRedacted
from services.chassis.store import Shape
from services.evaluation.core import lag, month, passbook, risk, staff
from services.evaluation.core.lag import LaggingStreet
from services.evaluation.core.month import Month
from services.evaluation.core.passbook import Passbook
from services.evaluation.core.period import month as month_of
from services.evaluation.core.risk import Risk
from services.evaluation.core.staff import Opinion

MONTHS = Shape(
    name="months",
    source="evaluation",
    model=Month,
    evolve=month.evolve,
    due=month.clock,
    facets=lambda one: {"closed": int(bool(one.versions))},
    indexes=[[("closed", 1), ("_id", 1)]],
)

LAGGING = Shape(
    name="lagging",
    source="evaluation",
    model=LaggingStreet,
    evolve=lag.evolve,
    due=lag.clock,
    redaction=LaggingRedacted,
)

OPINIONS = Shape(
    name="opinions",
    source="evaluation",
    model=Opinion,
    evolve=staff.evolve,
    redaction=OpinionRedacted,
    facets=lambda one: {"person": f"{one.year}/{one.account}"},
    indexes=[[("person", 1), ("_id", 1)]],
)

PASSBOOKS = Shape(
    name="passbooks",
    source="evaluation",
    model=Passbook,
    evolve=passbook.evolve,
    due=passbook.clock,
    facets=lambda book: {"marks": [line.mark for line in book.lines]},
    indexes=[[("marks", 1)]],
)


def _of_risk(one: Risk) -> Mapping[str, Any]:
    return {
        "area": one.area,
        "open": one.due_at is not None,
        "marks": [month_of(one.at)] if one.at else [],
        "streets": one.street,
        "answered": int(one.stage is risk.Stage.ANSWERED),
    }


RISKS = Shape(
    name="risks",
    source="evaluation",
    model=Risk,
    evolve=risk.evolve,
    due=lambda one: one.due_at,
    facets=_of_risk,
    indexes=[[("area", 1), ("open", 1)], [("marks", 1), ("_id", 1)]],
)
