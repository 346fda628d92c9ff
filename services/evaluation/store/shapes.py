"""How assessments and call-backs are kept, and by which facets boards and their evidence are found.

`boards` holds the month, and the month with each unit it counts for: one indexed list answers the
whole board, one unit's row and the documents behind it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from contracts.calendar.wall import to_wall
from contracts.events.evaluation import AssessmentRedacted, CallbackRedacted
from contracts.events.month import RatingRedacted
from contracts.events.review import ReviewRedacted
from services.chassis.store import Shape
from services.evaluation.core import (
    Assessment,
    Callback,
    Subject,
    account,
    assessment,
    callback,
    rating,
    review,
    sheet,
)
from services.evaluation.core.account import Account
from services.evaluation.core.callback import Answer
from services.evaluation.core.period import month, week
from services.evaluation.core.rating import Rating
from services.evaluation.core.review import Review
from services.evaluation.core.scoring import FALSE_FEEDBACK
from services.evaluation.core.sheet import Sheet, SheetCall
from services.evaluation.store.lasting import RISKS

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
        "on_time": int(bool(one.exempt) or not (record.overdue or record.no_show)),
        "no_shows": int(record.no_show),
        "scored": int(one.total is not None),
        "total": one.total or 0.0,
        "false": int(any(line.rule == FALSE_FEEDBACK for line in one.deductions)),
        "supervisions": record.supervisions,
        **_of_word(one),
        **({"corrected": one.period} if one.period and _corrected(one) else {}),
    }


def _of_word(one: Assessment) -> Mapping[str, Any]:
    """What the department said of the street."""
    word = one.street_word
    return {
        "words": int(word is not None),
        "wrongly": int(word is not None and not word.rightly),
        "completeness": word.completeness if word else 0.0,
        "cooperation": word.cooperation if word else 0.0,
    }


def _corrected(one: Assessment) -> bool:
    """Whether somebody's later word changed what the month counts."""
    return bool(one.exempt) or (one.was is not None and one.was != one.total)


def _of_callback(one: Callback) -> Mapping[str, Any]:
    """What is excluded stays on its shelf, so that it is found, and counts in no rate."""
    shelves = (
        mark
        for answer in one.answers
        for mark in _shelves(answer.period, one.street, answer.departments)
    )
    return {
        "boards": [*dict.fromkeys(shelves)],
        "streets": one.street,
        "answers": [_answer(answer) for answer in one.answers],
        "corrected": [*{answer.period for answer in one.answers if _left(answer)}],
    }


def _left(answer: Answer) -> bool:
    return bool(answer.excluded and answer.period)


def _answer(answer: Answer) -> Mapping[str, Any]:
    told = {**answer.model_dump(mode="json"), "solved": answer.counts_solved}
    return {**told, "period": f"excluded/{answer.period}"} if answer.excluded else told


def _of_review(one: Review) -> Mapping[str, Any]:
    return {"target": one.target}


def _of_rating(one: Rating) -> Mapping[str, Any]:
    marks = [shelf(one.period), shelf(one.period, "streets", one.street)]
    return {"marks": marks, "departments": one.department, "score": one.score}


def _of_sheet(one: Sheet) -> Mapping[str, Any]:
    departments = {call.department for call in one.calls.values()}
    ended = _shelves(one.period, one.street, departments) if one.counted else ()
    begun = _shelves(one.started_in, one.street, ()) if one.counted else ()
    in_time = one.closed_at and (one.close_by is None or one.closed_at <= one.close_by)
    return {
        "boards": [*ended],
        "begun": [*begun],
        "people": sorted({mark for call in one.calls.values() for mark in _people(call)}),
        "streets": one.street,
        "state": one.state,
        "problems": one.problems,
        "solved": one.solved,
        "wrong": int(one.wrong_calls > 0),
        "wrong_calls": one.wrong_calls,
        "closed": int(one.closed_at is not None),
        "closed_in_time": int(bool(in_time)),
        "supervisions": sum(call.supervisions for call in one.calls.values()),
        "talk_count": sum(len(call.talks) for call in one.calls.values()),
        "calls": [_of_call(call, one) for call in one.calls.values()],
        **_of_talks(one),
    }


def _of_talks(one: Sheet) -> Mapping[str, Any]:
    """What the bulletin names: who was talked to, about what, in which month."""
    talks = [
        {
            "department": call.department,
            "month": month(talk.at),
            "at": talk.at.isoformat(),
            "duty": talk.duty,
        }
        for call in one.calls.values()
        for talk in call.talks
    ]
    if not (talks and one.counted):
        return {}
    months = sorted({talk["month"] for talk in talks})
    return {"talked": months, "talks": talks, "number": one.number}


def _people(call: SheetCall) -> Iterator[str]:
    for step in call.steps.values():
        yield f"{to_wall(step.at):%Y}/{step.by}"


def _of_call(call: SheetCall, one: Sheet) -> Mapping[str, Any]:
    done = call.state != "open" or one.ended_at is not None
    state = "closed" if done else "overdue" if call.overdue else "open"
    counted = {"supervisions": call.supervisions, "talk_count": len(call.talks)}
    return {"department": call.department, "state": state, **counted}


def _of_account(one: Account) -> Mapping[str, Any]:
    base = one.left is None
    handled = tuple(dict.fromkeys((*one.departments, *one.repairs.by)))
    accepted = _shelves(one.period, one.street, handled)
    back: Mapping[str, str] = one.repairs.back if base else {}
    return {
        "accepted": [*accepted],
        "weeks": [week(one.accepted_at)] if one.accepted_at and base else [],
        "streets": one.street,
        "community": one.community,
        "grid": one.grid,
        "departments": [*one.departments],
        "repairers": [{"id": id, "back": int(id in back)} for id in handled],
        "sent_back": [*back],
        "category": one.category,
        "channel": one.channel,
        "way": one.way,
        "base": int(base),
        "left": int(not base),
        "closed": int(base and one.closed_at is not None),
        "overdue": int(base and one.closed_at is None and one.overdue > 0),
        "ownerless": int(base and one.closed_at is None and not one.owner),
        "reopened": int(base and one.reopened > 0),
        "first_contact": int(base and one.first_contact),
        "proactive": int(base and one.proactive),
        "touched": int(one.waited is not None),
        "waited": one.waited or 0.0,
    }


ASSESSMENTS = Shape(
    name="assessments",
    source="evaluation",
    model=Assessment,
    evolve=assessment.evolve,
    due=assessment.clock,
    facets=_of_assessment,
    redaction=AssessmentRedacted,
    indexes=[*_BY_BOARD, [("corrected", 1), ("_id", 1)]],
)

CALLBACKS = Shape(
    name="callbacks",
    source="evaluation",
    model=Callback,
    evolve=callback.evolve,
    due=callback.clock,
    facets=_of_callback,
    redaction=CallbackRedacted,
    indexes=[*_BY_BOARD, [("corrected", 1), ("_id", 1)]],
)

REVIEWS = Shape(
    name="reviews",
    source="evaluation",
    model=Review,
    evolve=review.evolve,
    due=review.clock,
    facets=_of_review,
    redaction=ReviewRedacted,
)

SHEETS = Shape(
    name="sheets",
    source="evaluation",
    model=Sheet,
    evolve=sheet.evolve,
    facets=_of_sheet,
    indexes=[
        *_BY_BOARD,
        [("begun", 1), ("_id", 1)],
        [("people", 1), ("_id", 1)],
        [("talked", 1), ("_id", 1)],
    ],
)

ACCOUNTS = Shape(
    name="accounts",
    source="evaluation",
    model=Account,
    evolve=account.evolve,
    facets=_of_account,
    indexes=[[("accepted", 1), ("_id", 1)], [("weeks", 1), ("_id", 1)]],
)

RATINGS = Shape(
    name="ratings",
    source="evaluation",
    model=Rating,
    evolve=rating.evolve,
    facets=_of_rating,
    redaction=RatingRedacted,
    indexes=[[("marks", 1), ("_id", 1)]],
)

BOOKS: Mapping[str, Shape[Any]] = {
    shape.name: shape for shape in (ASSESSMENTS, CALLBACKS, SHEETS, ACCOUNTS, RATINGS, RISKS)
}
"""What is counted by groups, by the name of its collection."""
