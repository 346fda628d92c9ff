"""The unit helps itself, an agent carries a petition, and who sees to the compound mends it."""

from datetime import timedelta

import pytest

from contracts.commands import case as ask
from contracts.commands.case_work import (
    AgreeSelfHelp,
    AnswerPetition,
    CallNeighbours,
    SubmitPetition,
)
from contracts.events.case import CaseReported, CaseTransferred
from contracts.lifecycle import CaseStage
from contracts.refusals import NotNow, NotSo, NotYours
from contracts.words import Channel, Level
from services.intake import core
from tests.unit.intake.builders import (
    FEED_BACK,
    NEXT_WORKER,
    NOON,
    OFFICER,
    RESIDENT,
    SETTLE,
    act,
    case,
    decide,
    done,
    report,
    sort,
)
from tests.unit.intake.said import cannot_solve, completed
from tests.unit.intake.towns import (
    LEFT,
    NEIGHBOURHOOD,
    PETITION,
    RUN,
    STANDARDS,
    UNIT_HEAD,
    town,
)

CALL = CallNeighbours(text="The sewer is blocked; nobody uses water")
AGREE = AgreeSelfHelp(plan="A plumber comes at two", share="50 yuan each")
SUBMIT = SubmitPetition(to="区信访局", reference="X-17")
ANSWER = AnswerPetition(text="The allowance is granted")
COMPANY = town(compounds=(RUN,))
NOBODY_THERE = town(compounds=(LEFT,))
RURAL = town(rungs={"urban": ("grid", "community", "street", "district")})


def petition(**changes):
    """A petition that was entrusted to the community."""
    told = report(channel=Channel.PETITION, mandate=PETITION)
    return act(None, told, OFFICER).model_copy(update=changes)


@pytest.mark.mechanism(53, 70)
def test_the_unit_calls_agrees_and_does_it_and_no_task_is_made():
    called = act(case(), CALL, UNIT_HEAD, city=NEIGHBOURHOOD)
    agreed = act(called, AGREE, UNIT_HEAD, city=NEIGHBOURHOOD)
    settled = act(agreed, ask.Settle(result="It runs again"), UNIT_HEAD, city=NEIGHBOURHOOD)
    told = act(settled, FEED_BACK, UNIT_HEAD, city=NEIGHBOURHOOD)

    assert (called.owner.level, called.self_help) == (Level.UNIT, "called")
    assert agreed.self_help == "agreed"
    assert told.stage is CaseStage.FED_BACK
    assert (told.home.level, told.task_id, told.transfers) == (Level.UNIT, None, 0)


def test_nobody_agrees_before_they_were_called():
    owned = act(case(), sort(level="unit"))

    with pytest.raises(NotNow, match="call_them_first"):
        decide(AGREE, owned, UNIT_HEAD, city=NEIGHBOURHOOD)


def test_only_somebody_of_the_place_calls_them():
    with pytest.raises(NotYours, match="not_your_case"):
        decide(CALL, case(), NEXT_WORKER)


def test_where_there_are_no_units_they_cannot_be_called():
    with pytest.raises(NotSo, match="no_such_level"):
        decide(CALL, case(), UNIT_HEAD, city=RURAL)


@pytest.mark.mechanism(27)
def test_a_petition_is_entrusted_submitted_answered_and_reported_back():
    owned = act(petition(), sort(), OFFICER)
    submitted = act(owned, SUBMIT, OFFICER)
    answered = act(submitted, ANSWER, OFFICER)
    told = act(answered, FEED_BACK, OFFICER)

    states = [one.petition for one in (owned, submitted, answered)]
    assert states == ["entrusted", "submitted", "answered"]
    assert answered.stage is CaseStage.SOLVED
    assert told.stage is CaseStage.FED_BACK


@pytest.mark.mechanism(27)
@pytest.mark.parametrize("submitted", [False, True])
def test_a_petition_does_not_end_before_it_is_answered(submitted):
    owned = act(petition(), sort(), OFFICER)
    before = act(owned, SUBMIT, OFFICER) if submitted else owned

    with pytest.raises(NotNow, match="petition_unanswered"):
        decide(SETTLE, before, OFFICER)


@pytest.mark.parametrize(
    ("command", "code", "state"),
    [(SUBMIT, "no_petition", None), (SUBMIT, "no_petition", "submitted"),
     (ANSWER, "submit_first", "entrusted"), (ANSWER, "submit_first", None)],
)  # fmt: skip
def test_its_steps_are_taken_in_their_order(command, code, state):
    owned = act(case(), sort()).model_copy(update={"petition": state})

    with pytest.raises(NotNow, match=code):
        decide(command, owned, OFFICER)


def repair(city, **more):
    """What comes of a resident's word to the property."""
    told = report(channel=Channel.PROPERTY, **more)
    facts = core.Arrival("N1", case().place, "case-1")
    return decide(told, by=RESIDENT, city=city, facts=facts)


@pytest.mark.mechanism(45)
def test_who_sees_to_the_compound_is_asked_first_and_the_community_holds_it():
    taken, sent = repair(COMPANY)

    assert isinstance(taken, CaseReported)
    assert isinstance(sent, CaseTransferred)
    assert (sent.department, sent.procedure) == ("wuye", "property_repair")
    held = done(None, [taken, sent])
    assert (held.owner.at, held.home.at) == ("wuye", "c1")


@pytest.mark.mechanism(45)
def test_mended_the_resident_is_told_and_failed_the_community_has_it_again():
    held = done(None, repair(COMPANY))

    mended = done(held, core.on_completed(completed(), held, COMPANY, NOON))
    failed = done(held, core.on_given_back(cannot_solve(), held, COMPANY, NOON))

    assert mended.stage is CaseStage.SOLVED
    assert (failed.stage, failed.owner.at) == (CaseStage.OWNED, "c1")


@pytest.mark.mechanism(45)
def test_silence_brings_it_back_to_the_community():
    held = done(None, repair(COMPANY))
    late = done(held, core.tick(held, COMPANY, held.due_at))

    back = done(late, core.tick(late, COMPANY, late.due_at))

    assert (back.stage, back.owner.at) == (CaseStage.OWNED, "c1")
    assert back.due_at > late.due_at - timedelta(seconds=1)


@pytest.mark.mechanism(45)
@pytest.mark.parametrize("nobody", [NOBODY_THERE, STANDARDS])
def test_where_nobody_sees_to_it_the_community_has_it_from_the_start(nobody):
    (taken,) = repair(nobody)

    assert taken.owner.at == "c1"


def test_who_is_reported_is_not_asked_to_mend_it():
    events = repair(COMPANY, about="wuye")

    assert [type(one) for one in events] == [CaseReported]


def test_the_community_hands_a_repair_to_who_sees_to_the_compound():
    owned = act(case(), sort())

    (sent,) = decide(ask.Transfer(department="wuye"), owned, OFFICER, city=COMPANY)

    assert sent.procedure == "property_repair"
    with pytest.raises(NotSo, match="unknown_department"):
        decide(ask.Transfer(department="wuye"), owned, OFFICER, city=NOBODY_THERE)
