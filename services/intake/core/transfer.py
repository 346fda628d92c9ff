"""转办: a case is handed to one department, and comes back to its holder if that will not do."""

from collections.abc import Sequence
from datetime import datetime

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.case import Transfer
from contracts.events.case_handed import CaseTransferred
from contracts.events.event import Event
from contracts.lifecycle import CaseStage
from contracts.refusals import NotSo
from contracts.words import Level, Owner
from services.intake.core.case import Case
from services.intake.core.clocks import due
from services.intake.core.closing import check_looked_at
from services.intake.core.entrust import check_talked_first
from services.intake.core.ladder import street_of
from services.intake.core.outward import spot, words

CALLABLE = frozenset({"department", "enterprise", "joint_enforcement", "office"})
"""Kinds of organisation a case may be handed to."""


def transfer(
    command: Transfer, case: Case, actor: Actor, city: City, now: datetime, *, facts: str
) -> Sequence[Event]:
    """Hand it to one department; to whom a ruling named, as to one who may not return it.

    Args:
        facts: the id of the case, from which the task gets its own.
    """
    check_department(command.department, case, city, "department")
    check_talked_first(case, city)
    check_looked_at("sorting", case, actor, city)
    return [
        handed(command.department, case, city, now, facts).model_copy(
            update={"note": command.note, "designated": command.department in case.bound}
        )
    ]


def check_department(department: str, case: Case, city: City, field: str) -> None:
    """Refuse whom this case cannot be handed to."""
    if not _callable(department, case, city):
        raise NotSo("unknown_department", field=field)
    if department in case.recused:
        raise NotSo("reported_cannot_handle", field=field)


def handed(department: str, case: Case, city: City, now: datetime, id: str) -> CaseTransferred:
    """Put it into the department's hands; `id` is the case's."""
    owner = Owner(level=Level.DEPARTMENT, at=department)
    return CaseTransferred(
        task_id=f"{id}-t{case.transfers + 1}",
        department=department,
        street=street_of(case.place),
        category=case.category,
        text=words(case),
        place=spot(case),
        recused=case.recused,
        owner=owner,
        due_at=due(CaseStage.TRANSFERRED, case, owner, city, now),
    )


def _callable(department: str, case: Case, city: City) -> bool:
    """Departments and enterprises; of a street's own offices and teams, only that street's."""
    if not city.knows_organisation(department):
        return False
    one = city.organisation(department)
    serves = one.territory is None or one.territory in case.place.path
    return one.kind.value in CALLABLE and serves
