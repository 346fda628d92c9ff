"""How assessments and call-backs are kept, and by which facets boards and their evidence are found.

`boards` holds the month, and the month with each unit it counts for: one indexed list answers the
whole board, one unit's row and the documents behind it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services.chassis.store import Shape
from services.evaluation.core import Assessment, Callback, Subject, assessment, callback

_BY_BOARD = [[("boards", 1), ("_id", 1)]]


def shelf(period: str, subject: Subject | None = None, id: str = "") -> str:
    """Return the mark under which a month, or one unit's month, is found."""
    return f"{period}/{subject}/{id}" if subject else period


def _shelves(period: str | None, street: str, departments: Iterable[str]) -> Iterator[str]:
    if period is not None:
        yield shelf(period)
        yield shelf(period, "streets", street)
        yield from (shelf(period, "departments", department) for department in departments)


def _of_assessment(one: Assessment) -> Mapping[str, Any]:
    record = one.facts
    return {
        "boards": [*_shelves(one.period, one.street, [one.department])],
        "streets": one.street,
        "departments": one.department,
        "lead": record.lead,
        "problems": len(one.ends),
        "solved": one.solved,
        "on_time": int(not record.overdue and not record.no_show),
        "no_shows": int(record.no_show),
        "scored": int(one.total is not None),
        "total": one.total or 0.0,
    }


def _of_callback(one: Callback) -> Mapping[str, Any]:
    shelves = (
        mark
        for answer in one.answers
        for mark in _shelves(answer.period, one.street, answer.departments)
    )
    return {
        "boards": [*dict.fromkeys(shelves)],
        "streets": one.street,
        "answers": [answer.model_dump(mode="json") for answer in one.answers],
    }


ASSESSMENTS = Shape(
    name="assessments",
    source="evaluation",
    model=Assessment,
    evolve=assessment.evolve,
    due=assessment.clock,
    facets=_of_assessment,
    indexes=_BY_BOARD,
)

CALLBACKS = Shape(
    name="callbacks",
    source="evaluation",
    model=Callback,
    evolve=callback.evolve,
    due=callback.clock,
    facets=_of_callback,
    indexes=_BY_BOARD,
)
