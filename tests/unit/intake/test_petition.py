"""信访代办: whoever carries a petition waits as long as the law lets the authority take."""

from datetime import date, timedelta

import pytest

from contracts.calendar import Calendar, DayKind
from contracts.city.defaults import SPAN_DEFAULTS
from contracts.commands.case import Escalate
from contracts.envelope import Envelope
from contracts.events.case import CaseOverdue
from contracts.events.case_handed import CaseProlonged
from contracts.events.case_work import CaseExpired, CasePetitionSubmitted
from contracts.refusals import NotNow
from contracts.words import Level
from contracts.written import english
from services.intake import core
from services.intake.core.promise import hastened
from services.intake.core.recompute import recompute
from tests.unit.intake.builders import CITY, NOON, OFFICER, act, city, decide, done, sort
from tests.unit.intake.test_helping import ANSWER, LONGER, SUBMIT, petition

DAY = timedelta(days=1)
MORE = NOON + 50 * DAY
ANSWERED_BY = CITY.due("c1", NOON, SPAN_DEFAULTS["petition.answer"]).at
PROLONGED_TO = CITY.due("c1", ANSWERED_BY, SPAN_DEFAULTS["petition.prolonged"]).at


def handed_in(**changes):
    """A petition the community's officer has handed in."""
    return act(act(petition(), sort(), OFFICER), SUBMIT, OFFICER).model_copy(update=changes)


@pytest.mark.mechanism(27)
def test_whoever_carries_it_has_as_long_as_the_law_gives_the_authority():
    owned = act(petition(), sort(), OFFICER)

    submitted, waits = decide(SUBMIT, owned, OFFICER)

    case = done(owned, [submitted, waits])
    assert (case.due_at, case.limit_at) == (ANSWERED_BY, ANSWERED_BY)
    assert (ANSWERED_BY - NOON).days == 60
    assert (submitted.handed_in_at, submitted.law) == (NOON, "信访工作条例第三十四条")
    assert english(waits.reason)


def test_nobody_is_late_asked_or_stuck_while_it_is_awaited_and_the_clock_rings_when_it_is_over():
    case = handed_in()

    before = core.tick(case, CITY, ANSWERED_BY - DAY)
    over = core.tick(case, CITY, ANSWERED_BY)

    assert (case.next_at, before) == (ANSWERED_BY, [])
    assert {type(one) for one in over} == {CaseOverdue, CaseExpired}


@pytest.mark.mechanism(27)
def test_it_is_prolonged_once_by_what_the_law_allows_and_the_reason_is_on_record():
    case = handed_in()

    longer, waits = decide(LONGER, case, OFFICER, now=MORE)

    after = done(case, [longer, waits])
    assert (after.due_at, after.limit_at) == (PROLONGED_TO, PROLONGED_TO)
    assert (PROLONGED_TO - ANSWERED_BY).days in range(30, 33)
    assert longer.reason == waits.reason == LONGER.reason
    assert act(after, ANSWER, OFFICER, now=PROLONGED_TO - DAY).petition == "answered"
    with pytest.raises(NotNow, match="prolonged_once"):
        decide(LONGER, after, OFFICER, now=MORE)


def test_what_is_late_already_is_not_prolonged():
    late = handed_in(overdue=True)

    with pytest.raises(NotNow, match="petition_late"):
        decide(LONGER, late, OFFICER, now=ANSWERED_BY + DAY)


def test_one_that_was_handed_in_before_that_was_written_down_is_reckoned_from_its_report():
    told = CasePetitionSubmitted(to="区信访局")
    old = done(act(petition(), sort(), OFFICER), [told])

    after = act(old, LONGER, OFFICER)

    assert (old.handed_in_at, old.due_at < ANSWERED_BY) == (None, True)
    assert after.due_at == PROLONGED_TO


def test_the_time_stands_when_it_is_sorted_anew_or_passed_up():
    case = handed_in()

    again = act(case, sort(), OFFICER, now=MORE)
    up = act(case, Escalate(reason="The street knows them"), OFFICER, now=MORE)

    assert again.due_at == ANSWERED_BY
    assert (up.owner.level, up.due_at) == (Level.STREET, ANSWERED_BY)


def test_no_promise_of_the_hotlines_shortens_what_a_law_gives():
    promised = {"promised": (NOON + DAY,)}

    assert hastened(handed_in(**promised), CITY, NOON) == []
    assert hastened(handed_in(**promised, petition="answered"), CITY, NOON)


@pytest.mark.parametrize("prolonged", [False, True])
def test_a_new_calendar_moves_it(prolonged):
    case = act(handed_in(), LONGER, OFFICER, now=MORE) if prolonged else handed_in()
    ends = PROLONGED_TO if prolonged else ANSWERED_BY
    holiday = {date(ends.year, ends.month, ends.day): DayKind.HOLIDAY}
    before, after = city(calendar=Calendar()), city(calendar=Calendar(version="2", days=holiday))
    case = case.model_copy(update={"due_at": (at := by(before, prolonged)), "limit_at": at})
    word = CaseProlonged(reason="x", owner=case.owner, due_at=at)
    told = {"id": "e", "source": "intake", "subject": "case-1", "seq": 1, "by": "x"}
    said = [Envelope(**told, type=word.type, time=NOON, data=word)]

    [moved] = recompute(case, said, after, [before])

    assert moved.due_at == moved.limit_at == by(after, prolonged) > at


def by(where, prolonged):
    """When a petition of noon must be answered, by a city's calendar."""
    at = where.due("c1", NOON, SPAN_DEFAULTS["petition.answer"]).at
    return where.due("c1", at, SPAN_DEFAULTS["petition.prolonged"]).at if prolonged else at
