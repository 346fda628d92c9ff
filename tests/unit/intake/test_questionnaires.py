"""A community asks its residents: drafted, opened, answered once each and by nobody, closed."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from contracts.asking import QuestionAnswer, Sharing
from contracts.commands import questionnaire as ask
from contracts.redaction import ANYBODY
from contracts.refusals import NotNow, NotSo, NotThere, NotYours, Refused
from contracts.sentences_questionnaires import SENTENCES
from contracts.words import Level, Owner
from services.chassis.acts import Posted
from services.chassis.memory_store import MemoryStore
from services.chassis.numbers import MemoryNumbers
from services.intake.core import questionnaire as core
from services.intake.core.questioning import STAGES as WHEN
from services.intake.core.questioning import tick_questionnaire
from services.intake.handlers import Questioning
from services.intake.store import QUESTIONNAIRES
from tests.unit.intake.questionnaires import (
    AGE,
    CLOSE,
    CLOSED,
    CLOSES,
    COMMANDS,
    DRAFT,
    LACKING,
    NEED,
    NEIGHBOUR,
    OPEN,
    OPENED,
    OTHER_OFFICER,
    OUTSIDER,
    STAGES,
    WISH,
    answer,
    decide,
    done,
    draft,
)
from tests.unit.intake.visits import CITY, COMMANDER, HERE, NOON, OFFICER, RESIDENT, WORKER

ASKED = [one for one in COMMANDS if type(one) in WHEN]


@pytest.mark.mechanism(30)
def test_a_community_drafts_one_and_owes_it_until_it_closes():
    (drafted,) = decide(draft())

    assert drafted.community == "binhe-02"
    assert drafted.owner == Owner(level=Level.COMMUNITY, at="binhe-02")
    assert drafted.due_at == CLOSES
    assert [tally.chosen for tally in DRAFT.tallies] == [(0, 0, 0), (0, 0), ()]


@pytest.mark.parametrize(
    ("command", "by", "code"),
    [
        (draft(), OTHER_OFFICER, "not_your_area"),
        (draft(), RESIDENT, "not_your_area"),
        (draft(), COMMANDER, "not_your_area"),
        (draft(closes_at=NOON), OFFICER, "closes_in_the_past"),
        (draft(AGE, AGE), OFFICER, "same_id_twice"),
        (draft(AGE.model_copy(update={"options": AGE.options[:1]})), OFFICER, "too_few_options"),
        (draft(WISH.model_copy(update={"options": AGE.options})), OFFICER, "too_few_options"),
        (draft(WISH.model_copy(update={"category": "R99"})), OFFICER, "unknown_category"),
    ],
)
def test_one_that_cannot_be_is_refused(command, by, code):
    with pytest.raises(Refused) as refused:
        decide(command, by=by)

    assert refused.value.code == code


@pytest.mark.mechanism(30)
def test_every_sheet_is_counted_and_none_is_remembered():
    events = decide(answer(options=("canteen", "shade")), OPENED, RESIDENT)
    once = done(OPENED, events)
    words = QuestionAnswer(question="wish", text="路灯太暗")
    twice = done(once, decide(answer(words), once, NEIGHBOUR))

    assert [tally.answered for tally in twice.tallies] == [2, 0, 1]
    assert twice.tallies[0].chosen == (2, 0, 1)
    assert "路灯" not in twice.model_dump_json()
    assert RESIDENT.id not in (twice.model_dump_json() + events[0].model_dump_json())


def test_nobody_answers_twice():
    once = done(OPENED, decide(answer(), OPENED, RESIDENT))

    with pytest.raises(NotNow, match="answered_already"):
        decide(answer(NEED), once, RESIDENT)


def test_it_takes_so_many_sheets_and_no_more(monkeypatch):
    monkeypatch.setattr("services.intake.core.sheet.MOST_SHEETS", 1)
    once = done(OPENED, decide(answer(), OPENED, RESIDENT))

    with pytest.raises(NotNow, match="questionnaire_full"):
        decide(answer(), once, NEIGHBOUR)


@pytest.mark.mechanism(30)
@pytest.mark.parametrize(
    ("sharing", "said", "named"),
    [
        (Sharing.COUNT, [], None),
        (Sharing.WORDS, ["想要送餐上门"], None),
        (Sharing.NAMED, ["想要送餐上门"], RESIDENT.id),
    ],
)
def test_the_community_reads_what_the_resident_shares_and_a_need_is_told_all_the_same(
    sharing, said, named
):
    answered, told = decide(answer(NEED, sharing=sharing), OPENED, RESIDENT)

    assert [one.text for one in answered.said] == said
    assert answered.reporter == named
    assert (told.text, told.category, told.reporter) == (NEED.text, "R04", named)
    assert told.place == HERE


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (answer(options=()), "not_an_answer"),
        (answer(options=("pool",)), "not_an_answer"),
        (answer(QuestionAnswer(question="age", options=("young", "old"))), "not_an_answer"),
        (answer(QuestionAnswer(question="wish")), "not_an_answer"),
        (answer(QuestionAnswer(question="wish", text="x", options=("old",))), "not_an_answer"),
        (answer(QuestionAnswer(question="shoe", text="42")), "unknown_question"),
        (answer(NEED, NEED), "same_id_twice"),
        (ask.AnswerQuestionnaire(answers=(NEED,)), "question_left_out"),
    ],
)
def test_a_sheet_that_does_not_fit_is_refused(command, code):
    with pytest.raises(NotSo) as refused:
        decide(command, OPENED, RESIDENT)

    assert refused.value.code == code


@pytest.mark.parametrize("command", ASKED, ids=repr)
@pytest.mark.parametrize("stage", STAGES)
def test_each_is_possible_in_its_own_stages_only(command, stage):
    known = STAGES[stage]
    by = RESIDENT if isinstance(command, ask.AnswerQuestionnaire) else OFFICER
    if known.stage in WHEN[type(command)]:
        assert decide(command, known, by)
        return
    with pytest.raises((NotNow, NotThere)) as refused:
        decide(command, known, by)

    assert refused.value.facts.get("state", "draft") == stage


@pytest.mark.parametrize("by", [RESIDENT, OTHER_OFFICER, WORKER], ids=lambda one: one.id)
@pytest.mark.parametrize("command", [OPEN, CLOSE], ids=repr)
def test_it_is_the_communitys_alone(command, by):
    with pytest.raises(NotYours, match="not_your_questionnaire"):
        decide(command, DRAFT, by)


@pytest.mark.parametrize("by", [OUTSIDER, OFFICER, WORKER], ids=lambda one: one.id)
def test_only_residents_of_the_community_answer(by):
    with pytest.raises(NotYours, match="not_of_this_community"):
        decide(answer(), OPENED, by)


@pytest.mark.parametrize("command", ASKED, ids=repr)
def test_nothing_can_be_asked_of_one_that_is_not_there(command):
    with pytest.raises(NotThere):
        decide(command, None)


@pytest.mark.mechanism(30)
@pytest.mark.parametrize("known", [DRAFT, OPENED])
def test_its_date_closes_it_once_and_nobody_answers_after(known):
    early = tick_questionnaire(known, CLOSES - timedelta(milliseconds=1))
    events = tick_questionnaire(known, CLOSES)
    over = done(known, events)

    assert early == []
    assert (over.stage, over.owner, over.due_at) == ("closed", None, None)
    assert tick_questionnaire(over, CLOSES) == []


def test_a_date_that_came_closes_the_door_before_the_clock_does():
    with pytest.raises(NotNow) as refused:
        decide(answer(), OPENED, RESIDENT, now=CLOSES)

    assert refused.value.facts["allowed"] == []


@pytest.mark.mechanism(30)
async def test_a_sheet_is_taken_in_as_nobodys():
    said, store = [], MemoryStore(QUESTIONNAIRES, now=lambda: NOON)
    store.outbox.wake = said.extend
    desk = Questioning(store, CITY, lambda *_: HERE, MemoryNumbers())
    asked = [(draft(), OFFICER), (OPEN, OFFICER), (answer(NEED), RESIDENT)]

    for n, (command, by) in enumerate(asked):
        await desk.act(command, "qn-1", Posted(by=by, at=NOON, key=f"k{n}"))

    assert [one.type for one in said[2:]] == ["questionnaire.answered", "questionnaire.need_told"]
    assert {one.by for one in said[2:]} == {ANYBODY}
    assert not any(RESIDENT.id in one.model_dump_json() for one in said)


def test_every_code_that_is_raised_has_a_sentence_and_none_is_left_over():
    files = [Path(core.__file__).with_name(f"{name}.py") for name in ("questioning", "sheet")]
    raised = {
        code for file in files for code in re.findall(r'Not\w+\(\s*"(\w+)"', file.read_text())
    }

    shared = {"illegal_move", "not_found", "not_your_area", "unknown_category"}
    assert raised - shared == set(SENTENCES)


def test_the_stages_are_those_of_the_practice():
    assert (DRAFT.stage, OPENED.stage, CLOSED.stage) == ("draft", "open", "closed")
    assert LACKING.required
