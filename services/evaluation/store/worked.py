"""How the work on whistles and cases is kept for counting, and by which facets it is found."""

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.calendar.wall import to_wall
from services.chassis.store import Shape
from services.evaluation.core import account, sheet
from services.evaluation.core.account import Account
from services.evaluation.core.period import month, week
from services.evaluation.core.sheet import Sheet, SheetCall
from services.evaluation.store.shelves import BY_BOARD, shelves


def _of_sheet(one: Sheet) -> Mapping[str, Any]:
    departments = {call.department for call in one.calls.values()}
    ended = shelves(one.period, one.street, departments) if one.counted else ()
    begun = shelves(one.started_in, one.street, ()) if one.counted else ()
    closings = shelves(one.closed_in, one.street, ()) if one.counted else ()
    in_time = one.closed_at and (one.close_by is None or one.closed_at <= one.close_by)
    return {
        "boards": [*ended],
        "begun": [*begun],
        "closings": [*closings],
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
    accepted = shelves(one.period, one.street, handled)
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


SHEETS = Shape(
    name="sheets",
    source="evaluation",
    model=Sheet,
    evolve=sheet.evolve,
    facets=_of_sheet,
    indexes=[
        *BY_BOARD,
        [("begun", 1), ("_id", 1)],
        [("closings", 1), ("_id", 1)],
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
