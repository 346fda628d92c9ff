"""By when the owner of a case must act, stage by stage."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, TypeAlias

from contracts.calendar import Span
from contracts.city import City
from contracts.city.limits import NO_CLOCK
from contracts.lifecycle import CaseStage
from contracts.words import Owner, Urgency
from services.intake.core.case import HANDED_IN, Case

SORT: Final = "case.sort"
URGENT_GRADE: Final = "L2"
"""The time grade of 急事."""

Clock: TypeAlias = Callable[[Case, Owner, City, datetime], datetime]


def by_span(key: str) -> Clock:
    """A limit the pack names."""
    return lambda _, owner, city, start: city.due(owner.at, start, city.span(key)).at


def _settled(case: Case, owner: Owner, city: City, start: datetime) -> datetime:
    """The limit of the standard or the category; what the sorter calls urgent is never later than
    the pack's L2, and nothing later than what the hotline was promised."""
    limits = [_usual(case, city)]
    if case.urgency is Urgency.URGENT:
        limits += [span for grade, span in city.rules.case_grades.items() if grade == URGENT_GRADE]
    usual = min(city.due(owner.at, start, limit).at for limit in limits)
    return within_promise(case, usual, start)


def _owned(case: Case, owner: Owner, city: City, start: datetime) -> datetime:
    """As long as the authority may take to answer a petition; the usual limit otherwise."""
    answer = answer_by(case, owner, city)
    return answer if answer and answer > start else _settled(case, owner, city, start)


def answer_by(case: Case, owner: Owner, city: City) -> datetime | None:
    """When a petition must be answered, from its handing in; None: none awaits an answer.

    The law counts from its acceptance, which the agent seldom learns: from here it is ours.
    """
    if case.petition not in HANDED_IN or case.handed_in_at is None:
        return None
    by_when = city.due(owner.at, case.handed_in_at, city.span("petition.answer")).at
    if case.petition == "prolonged":
        by_when = city.due(owner.at, by_when, city.span("petition.prolonged")).at
    return by_when


def within_promise(case: Case, limit: datetime, start: datetime) -> datetime:
    """A limit, or the soonest of what the hotline was promised if that is sooner (domain.md 1.4,
    2.5)."""
    # A promise that is broken already binds nobody: what is late goes on by the usual limits.
    return min((limit, *(promised for promised in case.promises if promised > start)))


def _usual(case: Case, city: City) -> Span:
    if not city.knows_category(case.category):
        return city.span(NO_CLOCK)
    standard = city.standard(case.category, case.standard) if case.standard else None
    return (standard and standard.limit) or city.case_limit(case.category)


def _asked(case: Case, owner: Owner, city: City, start: datetime) -> datetime:
    """The call-back's, which runs from the end of the case's limit (domain.md 2.6)."""
    return city.due(owner.at, max(start, case.limit_at or start), city.span("callback")).at


CLOCKS: Final[Mapping[CaseStage, Clock]] = {
    CaseStage.REPORTED: by_span(SORT),
    CaseStage.OWNED: _owned,
    CaseStage.TRANSFERRED: _settled,
    CaseStage.ENTRUSTED: _settled,
    CaseStage.WHISTLED: _settled,
    CaseStage.ORDERED: _settled,
    CaseStage.SOLVED: by_span("case.feed_back"),
    CaseStage.FED_BACK: by_span("close.reporter_silence"),
    CaseStage.CONFIRMED: _asked,
}
"""One clock for every open stage."""


def due(stage: CaseStage, case: Case, owner: Owner, city: City, start: datetime) -> datetime:
    """When the limit of this stage ends for this owner, if it starts then."""
    return CLOCKS[stage](case, owner, city, start)
