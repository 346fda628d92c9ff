"""The word on an objection to a transfer, and what it leads to.

Rule 1: whoever was asked answers: the street its own questions, the district those at its level.
Rule 2: upheld, the case goes to whoever is designated, who may not return it; to its holder when
nobody is. Rejected, it stays where it is, on the limit it has.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.case_work import RuleTransfer
from contracts.events.case_ruling import CaseRuled, CaseRulingReferred
from contracts.events.event import Event
from contracts.refusals import NotSo, NotThere, NotYours
from contracts.words import Level
from services.intake.core.case import Case, Question
from services.intake.core.questions import about, rule_by
from services.intake.core.returning import returned
from services.intake.core.rulers import RULERS, seat
from services.intake.core.transfer import check_department, handed

_LONGEST: Final = 200
"""Of a note."""


def rule(
    command: RuleTransfer, case: Case, actor: Actor, city: City, now: datetime, *, facts: str
) -> Sequence[Event]:
    """Give the word.

    Args:
        facts: the id of the case, from which the next task gets its own.
    """
    question = _asked(command, case)
    if not RULERS[question.level](actor, case):
        raise NotYours("not_this_ruler", ruler=city.territory(question.at).name)
    _check_named(command, case, city)
    if command.refer:
        return [_referred(command, question, case, city, now)]
    return [_given(command, question, case), *_led_to(command, case, city, now, facts)]


def _asked(command: RuleTransfer, case: Case) -> Question:
    if case.question is None or case.question.id != command.ruling_id:
        raise NotThere("no_such_ruling", ruling_id=command.ruling_id)
    return case.question


def _check_named(command: RuleTransfer, case: Case, city: City) -> None:
    named = command.designated
    if named is None:
        return
    if not command.upheld:
        raise NotSo("designated_only_when_upheld", field="designated")
    check_department(named, case, city, "designated")
    if named == case.owner.at:
        name = city.organisation(named).name
        raise NotSo("designated_is_the_same", field="designated", department=name)


def _referred(
    command: RuleTransfer, question: Question, case: Case, city: City, now: datetime
) -> CaseRulingReferred:
    """提级: the street passes the question up, with its own words."""
    if question.level is Level.DISTRICT:
        raise NotSo("nobody_above_district", field="refer")
    return CaseRulingReferred(
        **about(case),
        ruling_id=question.id,
        level=Level.DISTRICT,
        at=seat(Level.DISTRICT, case),
        due_at=rule_by(Level.DISTRICT, case, city, now),
        reason=command.reason,
    )


def _given(command: RuleTransfer, question: Question, case: Case) -> CaseRuled:
    return CaseRuled(
        **about(case),
        ruling_id=question.id,
        about=question.about,
        upheld=command.upheld,
        designated=command.designated,
        reason=command.reason,
    )


def _led_to(
    command: RuleTransfer, case: Case, city: City, now: datetime, id: str
) -> Sequence[Event]:
    if not command.upheld:
        return []
    back = returned(case, command.reason, city, now)
    if command.designated is None:
        return [back]
    to = handed(command.designated, case, city, now, id).model_copy(
        update={"designated": True, "note": command.reason[:_LONGEST].strip()}
    )
    return [back, to]
