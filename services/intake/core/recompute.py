"""The calendar changed: what a case or a door waits for is due at another time.

Rule 1: what has struck has struck: only a limit that is still before somebody moves.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from contracts.city import City
from contracts.envelope import Envelope
from contracts.events.case import CaseReported
from contracts.events.case_handed import CaseEntrusted
from contracts.events.case_work import CaseRecomputed
from contracts.events.event import Event
from contracts.events.household import BindingRecomputed
from contracts.events.recomputed import DueMoved, WhistleRecomputed
from contracts.lifecycle import CaseStage
from contracts.reckoning import Ends, Limit, Rule, Said, moved
from services.intake.core.aging import stuck_at
from services.intake.core.case import Case
from services.intake.core.clocks import due, within_promise
from services.intake.core.closing import VERIFY, span_of
from services.intake.core.entrust import whole
from services.intake.core.entry import sort_by
from services.intake.core.household import Household
from services.intake.core.questions import rule_by

_HANDED_OUT: Final = frozenset({CaseStage.TRANSFERRED, CaseStage.ENTRUSTED})
"""Where somebody's task has the case's limit."""
_LOOK: Final = "check_by"
_LIMIT: Final = "limit_at"
_STUCK: Final = "stuck_at"
_WORD: Final = "rule_by"


def recompute(case: Case, said: Said, city: City, before: Sequence[City]) -> Sequence[Event]:
    """Reckon a case's limits by the calendar as it is now."""
    beside = (*_look(case), *_word(case), *_whole(case, said), *_aging(case))
    limits = [*_owed(case, said), *beside]
    found = {one.id: one for one in moved(limits, said, city, before)}
    return [_told(case, found, city)] if found else []


def on_whistle_recomputed(
    heard: Envelope[WhistleRecomputed], case: Case | None, city: City
) -> Sequence[Event]:
    """The whistle that has the case ends at another time, and so does the case's limit."""
    ends = heard.data.due_at
    if case is None or case.stage is not CaseStage.WHISTLED or case.whistle_id != heard.subject:
        return []
    if ends is None or case.due_at is None or case.overdue:
        return []
    at = within_promise(case, ends, heard.time)
    if at == case.due_at:
        return []
    ends = {"due_at": DueMoved(id="due_at", was=case.due_at, due_at=at)}
    if case.limit_at == case.due_at:
        ends[_LIMIT] = DueMoved(id=_LIMIT, was=case.due_at, due_at=at)
    return [_told(case, ends, city)]


def _owed(case: Case, said: Said) -> Iterator[Limit]:
    """Whichever of the stage's rules gives it: the usual one, or a group's, or a procedure's."""
    if case.due_at and not case.overdue:
        usual, *others = _rules(case, said)
        yield Limit("due_at", case.due_at, usual, tuple(others))


def _rules(case: Case, said: Said) -> Iterator[Rule]:
    yield lambda by, at: due(case.stage, case, case.owner, by, at)
    for told in (envelope.data for envelope in said):
        if isinstance(told, CaseReported) and case.stage is CaseStage.REPORTED:
            yield lambda by, at, told=told: sort_by(told.group, case.owner, by, at)
        if isinstance(told, CaseEntrusted) and told.task_id == case.task_id:
            yield lambda by, at, told=told: whole(
                by.procedure(told.procedure), case, case.owner, by, at
            )


def _whole(case: Case, said: Said) -> Iterator[Limit]:
    """The case's own limit, while it runs: reckoned for whoever took it on."""
    if case.limit_at and case.expires_at:
        usual, *others = _rules(case.model_copy(update={"stage": CaseStage.OWNED}), said)
        yield Limit(
            _LIMIT,
            case.limit_at,
            lambda by, since: due(CaseStage.OWNED, case, case.home, by, since),
            (usual, *others),
        )


def _look(case: Case) -> Iterator[Limit]:
    check = case.check
    if check and check.due_at and case.due_at:
        before, at = check.before, case.place.territory
        yield Limit(
            _LOOK,
            check.due_at,
            lambda by, since: by.due(at, since, span_of(before, by)).at,
            (lambda by, since: by.due(at, since, by.span(VERIFY)).at,),
        )


def _word(case: Case) -> Iterator[Limit]:
    asked = case.question
    if asked and case.due_at:
        level = asked.level
        yield Limit(_WORD, asked.due_at, lambda by, since: rule_by(level, case, by, since))


def _aging(case: Case) -> Iterator[Limit]:
    if case.stuck_at and case.due_at:
        place = case.place
        yield Limit(_STUCK, case.stuck_at, lambda by, since: stuck_at(place, by, since))


def _told(case: Case, ends: Ends, city: City) -> CaseRecomputed:
    names = ("due_at", _LOOK, _WORD, _LIMIT, _STUCK)
    owed, look, word, limit, stuck = (ends.get(name) for name in names)
    at = owed.due_at if owed else case.due_at
    assert at, "only what is open has limits"
    return CaseRecomputed(
        calendar=city.calendar_version,
        moved=tuple(ends.values()),
        due_at=at,
        check_by=look and look.due_at,
        limit_at=limit and limit.due_at,
        stuck_at=stuck and stuck.due_at,
        task_id=case.task_id if owed and case.stage in _HANDED_OUT else None,
        ruling_id=case.question.id if word and case.question else None,
        rule_by=word and word.due_at,
    )


def recompute_home(
    home: Household, said: Said, city: City, before: Sequence[City]
) -> Sequence[Event]:
    """Reckon by when each request for a door must be answered."""
    found = moved(_of_home(home), said, city, before)
    return [
        BindingRecomputed(
            calendar=city.calendar_version,
            moved=(one,),
            binding_id=one.id,
            resident=home.bindings[one.id].resident,
            due_at=one.due_at,
        )
        for one in found
    ]


def _of_home(home: Household) -> Iterator[Limit]:
    for id, one in home.bindings.items():
        if one.due_at:
            yield Limit(id, one.due_at, _verified(one.owner.at))


def _verified(at: str) -> Rule:
    return lambda by, since: by.due(at, since, by.rules.households.verify).at
