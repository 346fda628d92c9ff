"""Two ways to an end without a department: the unit helps itself, or an agent carries a petition.

单元自救: called → agreed → done; it ends at the unit, with no task (a sewer, in half a day).
信访代办: entrusted → submitted → answered → reported back; the agent is whoever holds the case.
"""

from collections.abc import Sequence
from datetime import datetime

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.case_work import (
    AgreeSelfHelp,
    AnswerPetition,
    CallNeighbours,
    SubmitPetition,
)
from contracts.events.case_work import (
    CasePetitionAnswered,
    CasePetitionSubmitted,
    CaseSelfHelpAgreed,
    CaseSelfHelpCalled,
)
from contracts.events.event import Event
from contracts.lifecycle import CaseStage
from contracts.refusals import NotSo
from contracts.words import Level
from services.intake.core.case import Case
from services.intake.core.clocks import due
from services.intake.core.closing import finished
from services.intake.core.gates import not_now
from services.intake.core.ladder import rung_here


def call_neighbours(
    command: CallNeighbours, case: Case, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Ask the unit to help itself; the unit holds it now."""
    unit = rung_here(case.place, Level.UNIT, city)
    if unit is None:
        raise NotSo("no_such_level", field="level")
    by_when = due(CaseStage.OWNED, case, unit, city, now)
    return [CaseSelfHelpCalled(text=command.text, owner=unit, due_at=by_when)]


def agree_self_help(
    command: AgreeSelfHelp, case: Case, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """They agree; what is done then is told with `settle`."""
    if case.self_help is None:
        raise not_now("call_them_first", case, actor)
    return [CaseSelfHelpAgreed(plan=command.plan, share=command.share)]


def submit_petition(
    command: SubmitPetition, case: Case, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Hand it in; once."""
    if case.petition != "entrusted":
        raise not_now("no_petition", case, actor)
    return [CasePetitionSubmitted(to=command.to, reference=command.reference)]


def answer_petition(
    command: AnswerPetition, case: Case, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The answer is the result; whoever entrusted it has yet to be told."""
    if case.petition != "submitted":
        raise not_now("submit_first", case, actor)
    solved = finished(case, command.text, city, now, command.photos)
    return [CasePetitionAnswered(text=command.text, photos=command.photos), solved]
