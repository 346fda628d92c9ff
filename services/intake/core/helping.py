"""Two ways to an end without a department: the unit helps itself, or an agent carries a petition.

单元自救: called → agreed → done; it ends at the unit, with no task (a sewer, in half a day).
信访代办: entrusted → submitted → answered → reported back; the agent is whoever holds the case, and
waits as long as the law lets the authority take (信访工作条例 art. 34: 60 days, and once 30 more).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.case_work import (
    AgreeSelfHelp,
    AnswerPetition,
    CallNeighbours,
    ProlongPetition,
    SubmitPetition,
)
from contracts.events.case_handed import CaseProlonged
from contracts.events.case_work import (
    CasePetitionAnswered,
    CasePetitionProlonged,
    CasePetitionSubmitted,
    CaseSelfHelpAgreed,
    CaseSelfHelpCalled,
)
from contracts.events.event import Event
from contracts.lifecycle import CaseStage
from contracts.refusals import NotSo
from contracts.words import Level
from services.intake.core.case import HANDED_IN, Case, Petition
from services.intake.core.clocks import answer_by, due
from services.intake.core.closing import finished
from services.intake.core.gates import not_now
from services.intake.core.ladder import rung_here

PETITION_LAW: Final = "信访工作条例第三十四条"
WHY_SO_LONG: Final = "信访事项依法自受理之日起六十日内办结，代办时限随之顺延"


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
    handed_in = CasePetitionSubmitted(
        to=command.to, reference=command.reference, handed_in_at=now, law=PETITION_LAW
    )
    return [handed_in, *_waits(case, "submitted", now, city, WHY_SO_LONG)]


def prolong_petition(
    command: ProlongPetition, case: Case, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """It takes longer; once, and said before the time is over."""
    if case.petition == "prolonged":
        raise not_now("prolonged_once", case, actor)
    if case.petition != "submitted":
        raise not_now("submit_first", case, actor)
    if case.overdue:
        raise not_now("petition_late", case, actor)
    # Handed in by an earlier build, it is known no better than by its report.
    since = case.handed_in_at or case.reported_at
    longer = CasePetitionProlonged(reason=command.reason)
    return [longer, *_waits(case, "prolonged", since, city, command.reason)]


def _waits(
    case: Case, petition: Petition, handed_in_at: datetime, city: City, reason: str
) -> Iterator[Event]:
    """Give the agent as long as the authority has; never less than he had."""
    told = case.model_copy(update={"petition": petition, "handed_in_at": handed_in_at})
    by_when = answer_by(told, case.owner, city)
    if by_when and (case.due_at is None or by_when > case.due_at):
        yield CaseProlonged(reason=reason, owner=case.owner, due_at=by_when)


def answer_petition(
    command: AnswerPetition, case: Case, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The answer is the result; whoever entrusted it has yet to be told."""
    if case.petition not in HANDED_IN:
        raise not_now("submit_first", case, actor)
    solved = finished(case, command.text, city, now, command.photos)
    return [CasePetitionAnswered(text=command.text, photos=command.photos), solved]
