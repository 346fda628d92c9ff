"""Shapes of what lasts: closed months, streets that lag, opinions on people, what was earned."""

from services.chassis.store import Shape
from services.evaluation.core import lag, month, passbook, staff
from services.evaluation.core.lag import LaggingStreet
from services.evaluation.core.month import Month
from services.evaluation.core.passbook import Passbook
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
)

OPINIONS = Shape(
    name="opinions",
    source="evaluation",
    model=Opinion,
    evolve=staff.evolve,
    facets=lambda one: {"person": f"{one.year}/{one.account}"},
    indexes=[[("person", 1), ("_id", 1)]],
)

PASSBOOKS = Shape(
    name="passbooks",
    source="evaluation",
    model=Passbook,
    evolve=passbook.evolve,
    due=passbook.clock,
)
