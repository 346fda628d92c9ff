"""A procedure is opened on a case 交办: mediation, talks, repair …, by whoever serves the place.

Rule 1: a category that has a procedure goes through it before it goes to a single department.
Rule 2: the case keeps its rung while somebody carries the procedure out, and comes back there.
Rule 3: a limit that a law sets is nobody's to move: neither a promise nor a ticket that joins.
"""

from collections.abc import Sequence
from datetime import datetime

from contracts.actor import Actor
from contracts.calendar.wall import to_wall
from contracts.city import City, Procedure
from contracts.city.staffing import first_staffed, staffed
from contracts.city.stewards import ladder
from contracts.city.tiers import manned
from contracts.commands.case import Entrust
from contracts.events.case_handed import CaseEntrusted
from contracts.events.event import Event
from contracts.lifecycle import CaseStage
from contracts.refusals import NotSo
from contracts.words import Level, Owner
from services.intake.core.case import Case
from services.intake.core.clocks import due, within_promise
from services.intake.core.ladder import street_of
from services.intake.core.outward import spot, words

_NOT_ENTRUSTED = frozenset({"muster", "transfer"})
"""They begin with a whistle and with a transfer."""


def entrust(
    command: Entrust, case: Case, actor: Actor, city: City, now: datetime, *, facts: str
) -> Sequence[Event]:
    """Open a procedure on it.

    Args:
        facts: the id of the case, from which the task gets its own.
    """
    procedure = _procedure(command, case, city)
    responder = _responder(command, procedure, case, city, now)
    if responder in case.recused:
        raise NotSo("reported_cannot_handle", field="responder")
    if not staffed(procedure, responder, case.place.path, city):
        raise NotSo("nobody_there", field="responder", value=responder)
    owner = Owner(level=Level.DEPARTMENT, at=responder)
    return [
        CaseEntrusted(
            task_id=f"{facts}-t{case.transfers + 1}",
            procedure=procedure.name,
            responder=responder,
            street=street_of(case.place),
            category=case.category,
            text=words(case),
            place=spot(case),
            note=command.note,
            recused=case.recused,
            law=procedure.law,
            owner=owner,
            due_at=whole(procedure, case, owner, city, now),
        )
    ]


def check_talked_first(case: Case, city: City) -> None:
    """Refuse to hand a matter of neighbours to a department before they have talked."""
    first = city.procedures_of.get(case.category)
    if first and not case.entrusted:
        raise NotSo("talk_first", field="department", procedure=city.procedure(first).label_zh)


def _procedure(command: Entrust, case: Case, city: City) -> Procedure:
    name = command.procedure or city.procedures_of.get(case.category)
    if name is None or name in _NOT_ENTRUSTED or name not in city.procedures:
        raise NotSo("unknown_procedure", field="procedure", value=name or "")
    return city.procedure(name)


def _responder(
    command: Entrust, procedure: Procedure, case: Case, city: City, now: datetime
) -> str:
    """Who is asked, if it may be; else the lowest rung that there is, or the next one up."""
    path, asked = case.place.path, command.responder
    if asked is None:
        tiers = ladder(procedure.tiers, case.place, city, to_wall(now).date())
        lowest = manned(tiers, path, city)[0] or case.home.at
        return first_staffed(procedure, (lowest, *reversed(path)), path, city) or lowest
    if not _may_be_asked(asked, path, city):
        raise NotSo("unknown_responder", field="responder", value=asked)
    return asked


def _may_be_asked(responder: str, path: Sequence[str], city: City) -> bool:
    if city.knows_territory(responder):
        return responder in path
    return city.knows_organisation(responder) and city.serves(responder) in (None, *path)


def whole(procedure: Procedure, case: Case, owner: Owner, city: City, now: datetime) -> datetime:
    """The procedure's own limit, or the category's: by what the hotline was promised at the latest,
    unless a law sets it."""
    own = city.rules.spans.get(procedure.limit or "")
    if own is None:
        return due(CaseStage.ENTRUSTED, case, owner, city, now)
    by_when = city.due(owner.at, now, own).at
    return by_when if procedure.law else within_promise(case, by_when, now)
