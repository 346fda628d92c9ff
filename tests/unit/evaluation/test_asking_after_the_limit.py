"""回访 after the limit, not after closing (domain.md 2.6): done or not, and never twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.city.judging import Judging
from contracts.commands.evaluation import RateCase
from contracts.events.case import CaseFedBack, CaseMerged, CaseWithdrawn
from contracts.refusals import NotNow
from contracts.words import Level, Owner
from services.evaluation.core.asking import on_case_confirmed, on_case_expired, on_case_gone
from services.evaluation.core.callback import Stage
from services.evaluation.handlers import Evaluation
from services.evaluation.store import CALLBACKS, shelf
from tests.unit.evaluation.builders import (
    CASE,
    CITY,
    EVALUATOR,
    NO_ANSWER,
    NOON,
    RESIDENT,
    answer,
    asking,
    case_confirmed,
    case_expired,
    city,
    decide,
    heard,
)
from tests.unit.evaluation.said import Speaker
from tests.unit.evaluation.tiny_pack import rules
from tests.unit.evaluation.town import Town

HOUR = timedelta(hours=1)
LIMIT = NOON + 48 * HOUR
THREE_DAYS = 72 * HOUR


def expired(callback=None, at=NOON, **changes):
    """A call-back after the limit of its case was over."""
    event = case_expired(**changes)
    before = heard(callback, event)
    return heard(before, *on_case_expired(event, CASE, before, CITY, at))


def confirmed_then(callback, at=NOON, **changes):
    """What is said when the case is confirmed, and the call-back after it."""
    event = case_confirmed(**{"handling": 0, "limit_at": NOON} | changes)
    before = heard(callback, event)
    said = list(on_case_confirmed(event, CASE, before, CITY, at))
    return said, heard(before, *said)


def told(callback, command=None, now=NOON):
    [said] = decide(command or answer(), callback, EVALUATOR, now)
    return said, heard(callback, said)


def counted(callback):
    """The answers as boards unwind them."""
    return CALLBACKS.facets(callback)["answers"]


@pytest.mark.mechanism(97, 138)
def test_when_the_limit_is_over_the_reporter_is_asked_though_nothing_is_done():
    callback = expired()

    assert (callback.stage, callback.round, callback.finished) == (Stage.DUE, 1, False)
    assert callback.due_at == NOON + THREE_DAYS


@pytest.mark.mechanism(138)
@pytest.mark.parametrize("solved", [True, False])
def test_what_is_unfinished_counts_as_not_solved_whatever_was_said_of_it(solved):
    said, after = told(expired(), answer(solved=solved))

    assert said.unfinished
    assert (said.solved, after.answers[0].solved) == (solved, solved)
    assert [one["solved"] for one in counted(after)] == [False]


def test_the_reporter_says_it_unasked_of_what_is_unfinished_too():
    rate = RateCase(solved=True, satisfaction="satisfied")

    [said] = decide(rate, expired(), RESIDENT)

    assert said.unfinished


def test_three_tries_are_three_tries_after_the_limit_as_well():
    callback = expired()
    for tried in range(2):
        _, callback = told(callback, NO_ANSWER, NOON + timedelta(hours=tried))

    said, after = told(callback, NO_ANSWER, NOON + timedelta(hours=2))

    assert (said.reached, after.tries, after.stage) == (False, 3, Stage.RECORDED)
    assert [one["solved"] for one in counted(after)] == [None]


@pytest.mark.parametrize("finished", [CaseFedBack, None], ids=["fed back", "confirmed"])
def test_who_was_told_a_result_before_the_call_counts_as_they_say(finished):
    owner = Owner(level=Level.STREET, at="s1")
    word = CaseFedBack(text="x", reporters=("r",), owner=owner, due_at=NOON, expired=True)
    callback = heard(expired(), word) if finished else confirmed_then(expired())[1]

    said, after = told(callback)

    assert not said.unfinished
    assert [one["solved"] for one in counted(after)] == [True]


def test_a_result_that_was_told_by_the_limit_is_one():
    said, _ = told(expired(fed_back=True))

    assert not said.unfinished


def test_a_case_that_is_confirmed_while_somebody_is_being_asked_is_asked_about_once():
    said, after = confirmed_then(expired())

    assert said == []
    assert (after.stage, after.round, after.finished) == (Stage.DUE, 1, True)


@pytest.mark.parametrize("command", [answer(solved=False), answer()])
def test_a_case_that_is_confirmed_after_its_call_is_not_asked_about_again(command):
    _, asked = told(expired(), command)

    [said], after = confirmed_then(asked)

    assert (said.type, said.again, said.period) == ("callback.recorded", True, None)
    assert (after.stage, after.round) == (Stage.RECORDED, 1)
    assert after.answers == asked.answers
    with pytest.raises(NotNow, match="illegal_move"):
        decide(answer(), after, EVALUATOR)


def test_the_limit_after_the_word_of_the_reporter_asks_nobody():
    _, callback = confirmed_then(None)
    late = case_expired()

    assert callback.stage is Stage.DUE
    assert on_case_expired(late, CASE, heard(callback, late), CITY, NOON) == []


def test_each_disagreement_makes_a_new_handling_with_a_call_of_its_own():
    _, asked = told(expired(), answer(solved=False))

    again = expired(asked, handling=1)

    assert (again.stage, again.round, again.tries) == (Stage.DUE, 2, 0)
    assert confirmed_then(again, handling=1)[0] == []


def test_what_was_said_by_an_earlier_build_is_asked_about_as_it_was():
    again = asking(told(asking())[1])

    assert (again.stage, again.round, again.finished) == (Stage.DUE, 2, True)


@pytest.mark.mechanism(138)
def test_who_agreed_early_may_be_called_at_once_and_must_be_after_the_limit():
    [due], callback = confirmed_then(None, limit_at=LIMIT)

    assert due.due_at == LIMIT + THREE_DAYS
    assert told(callback)[0].reached


def test_a_city_may_call_nobody_before_the_limit_and_hears_who_rates_by_themselves():
    _, callback = confirmed_then(None, limit_at=LIMIT)
    strict = replace(CITY, rules=rules(judging=Judging(ask_before_limit=False)))

    with pytest.raises(NotNow, match="before_the_limit") as refused:
        decide(answer(), callback, EVALUATOR, LIMIT - HOUR, strict)

    assert refused.value.facts["limit_at"] == LIMIT
    assert decide(answer(), callback, EVALUATOR, LIMIT, strict)
    rate = RateCase(solved=True, satisfaction="satisfied")
    assert decide(rate, callback, RESIDENT, NOON, strict)


@pytest.mark.parametrize("reporter", ["alarm-abc", "clock"])
def test_nobody_is_asked_after_the_limit_of_what_no_person_reported(reporter):
    event = case_expired(reporter=reporter)

    assert on_case_expired(event, CASE, heard(None, event), CITY, NOON) == []


GONE = [
    CaseWithdrawn(reason="Mine"),
    CaseMerged(into="case-0", reporter="resident", reason="The same"),
]


@pytest.mark.parametrize("event", GONE, ids=lambda event: event.type)
def test_who_took_it_back_or_has_it_in_another_case_is_not_called(event):
    callback = heard(expired(), event)

    [said] = on_case_gone(CASE, callback, NOON)
    after = heard(callback, said)

    assert (said.reached, said.period) == (False, None)
    assert (after.stage, after.due_at) == (Stage.RECORDED, None)
    for other in (None, heard(None, event), after):
        assert on_case_gone(CASE, other, NOON) == []


async def test_the_office_hears_the_limit_and_counts_it_on_the_board_of_the_street():
    town = Town()
    case = Speaker(CASE, source="intake")
    await town.hears(case, case_expired())
    await town.act(answer(), "cb-case-1", EVALUATOR)
    await town.hears(case, case_confirmed(handling=0, limit_at=NOON))

    _, rows = await town.board("streets")

    rates = rows["s1"].rates
    assert (rates.solution.count, rates.solution.of, rows["s1"].asked) == (0, 1, 1)
    kept = await town.stores["callbacks"].find({"boards": shelf("2026-11", "streets", "s1")})
    assert [one.state.round for one in kept] == [1]


@pytest.mark.parametrize("event", GONE, ids=lambda event: event.type)
async def test_the_office_hears_that_a_case_is_gone_and_calls_nobody(event):
    town = Town()
    case = Speaker(CASE, source="intake")
    await town.hears(case, case_expired())
    before = (await town.stores["callbacks"].get("cb-case-1")).state

    await town.hears(case, event)

    after = (await town.stores["callbacks"].get("cb-case-1")).state
    assert (before.stage, after.stage, after.due_at) == (Stage.DUE, Stage.RECORDED, None)
    assert [(one.reached, one.period) for one in after.answers] == [(False, None)]


@pytest.mark.parametrize(("expired", "wanted"), [(True, True), (False, False)])
def test_only_a_result_told_after_the_limit_is_listened_to(expired, wanted):
    owner = Owner(level=Level.STREET, at="s1")
    word = CaseFedBack(text="x", reporters=("r",), owner=owner, due_at=NOON, expired=expired)
    listens = Evaluation(None, None, city()).handlers[CaseFedBack]  # type: ignore[arg-type]

    assert listens.wants(word) is wanted
