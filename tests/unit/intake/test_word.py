"""The reporters' word, and what it does."""

from datetime import timedelta

import pytest

from contracts.commands import case as ask
from contracts.lifecycle import CaseStage
from contracts.refusals import NotNow
from contracts.words import Level, Owner
from tests.unit.intake.builders import (
    COMMANDER,
    FEED_BACK,
    NEIGHBOUR,
    NOON,
    OFFICER,
    RESIDENT,
    act,
    at_every_stage,
    case,
    decide,
    whistled,
)

STAGES = at_every_stage()
HOUR = timedelta(hours=1)


@pytest.mark.mechanism(32, 97)
def test_feedback_tells_every_reporter_and_waits_for_their_word():
    solved = STAGES["solved"].model_copy(update={"reporters": ("ren", "lin")})

    [event] = decide(FEED_BACK, solved, OFFICER)

    assert event.reporters == ("ren", "lin")
    assert event.due_at == NOON + 7 * HOUR


def test_a_yes_says_whose_case_it_was_for_the_boards():
    [event] = decide(ask.Confirm(), STAGES["fed_back"], RESIDENT)

    assert not event.silent
    assert (event.reporter, event.street, event.category) == ("ren", "s1", "lamp")
    assert event.number == "N1"
    assert event.due_at == event.limit_at + 5 * HOUR


def test_a_yes_after_the_limit_leaves_the_whole_time_to_call():
    late = STAGES["fed_back"].model_copy(update={"limit_at": NOON - HOUR})

    [event] = decide(ask.Confirm(), late, RESIDENT)

    assert event.due_at == NOON + 5 * HOUR


def test_any_of_the_reporters_may_agree_or_not():
    both = STAGES["fed_back"].model_copy(update={"reporters": ("ren", "lin")})

    [yes] = decide(ask.Confirm(), both, NEIGHBOUR)
    [no] = decide(ask.Dispute(reason="Still dark"), both, NEIGHBOUR)

    assert yes.reporter == "lin"
    assert no.reason == "Still dark"


def test_a_no_opens_it_again_with_its_history_and_counts():
    whistled_once = whistled(STAGES["owned"])
    solved = whistled_once.model_copy(update={"stage": CaseStage.SOLVED})
    fed_back = act(solved, FEED_BACK, COMMANDER)

    again = act(fed_back, ask.Dispute(reason="Still dark"), RESIDENT)
    fed_back_again = again.model_copy(update={"stage": CaseStage.FED_BACK})
    thrice = act(fed_back_again, ask.Dispute(reason="Dark"), RESIDENT)

    assert again.stage is CaseStage.OWNED
    assert again.owner == Owner(level=Level.STREET, at="s1")
    assert again.due_at == NOON + 10 * HOUR
    assert again.whistle_id == "wh-1"
    assert (again.reopened, thrice.reopened) == (1, 2)
    assert again.number == whistled_once.number
    assert again.reporters == whistled_once.reporters


def test_a_reporter_may_still_say_no_after_somebodys_yes():
    again = act(STAGES["confirmed"], ask.Dispute(reason="Dark again"), RESIDENT)

    assert again.stage is CaseStage.OWNED
    assert again.reopened == 1


@pytest.mark.parametrize("stage", ["reported", "transferred", "whistled", "confirmed"])
def test_words_and_questions_change_neither_owner_nor_time(stage):
    before = STAGES[stage]

    after = act(act(before, ask.Supplement(text="No 12"), RESIDENT), ask.Hurry(), RESIDENT)

    assert after.model_copy(update={"last_words": None}) == before


def test_the_only_reporter_may_take_it_back():
    withdrawn = act(case(), ask.Withdraw(reason="It was my own switch"), RESIDENT)

    assert not withdrawn.open
    assert withdrawn.due_at is None


def test_nobody_takes_back_what_others_reported_too():
    shared = case(reporters=("ren", "lin"))

    with pytest.raises(NotNow, match="others_reported_it") as refused:
        decide(ask.Withdraw(reason="Not for me"), shared, RESIDENT)

    assert "supplement" in refused.value.facts["allowed"]
