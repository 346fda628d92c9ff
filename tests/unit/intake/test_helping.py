"""The unit helps itself, an agent carries a petition, and who sees to the compound mends it."""

import pytest

from contracts.commands import case as ask
from contracts.commands.case_work import (
    AgreeSelfHelp,
    AnswerPetition,
    CallNeighbours,
    ProlongPetition,
    SubmitPetition,
)
from contracts.events.case import CaseReported
from contracts.events.case_handed import CaseEntrusted
from contracts.events.procedure import TaskSettled
from contracts.lifecycle import CaseStage
from contracts.refusals import NotNow, NotSo, NotYours
from contracts.words import Channel, Level, Place
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
    heard,
    report,
    sort,
)
from tests.unit.intake.towns import NEIGHBOURHOOD, PETITION, UNIT_HEAD, town
from tests.unit.response.town import DEMO

CALL = CallNeighbours(text="The sewer is blocked; nobody uses water")
AGREE = AgreeSelfHelp(plan="A plumber comes at two", share="50 yuan each")
SUBMIT = SubmitPetition(to="区信访局", reference="X-17")
ANSWER = AnswerPetition(text="The allowance is granted")
LONGER = ProlongPetition(reason="Three bodies have to be asked")
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
     (LONGER, "submit_first", None), (LONGER, "submit_first", "entrusted"),
     (LONGER, "prolonged_once", "prolonged"), (LONGER, "submit_first", "answered"),
     (ANSWER, "submit_first", "entrusted"), (ANSWER, "submit_first", None)],
)  # fmt: skip
def test_its_steps_are_taken_in_their_order(command, code, state):
    owned = act(case(), sort()).model_copy(update={"petition": state})

    with pytest.raises(NotNow, match=code):
        decide(command, owned, OFFICER)


def gate(compound):
    """Where a compound's gate is."""
    found = DEMO.compounds.get(compound)
    grid = found.grids[0]
    return Place(point=found.point, address=found.name, territory=grid, path=DEMO.path(grid))


def compound(**has):
    """A compound of the demo city whose company and committee are or are not there now."""
    today = NOON.date()
    return next(
        one.id
        for one in DEMO.compounds
        if (one.company_on(today) is not None) is has["company"]
        and (one.committee is not None) is has["committee"]
    )


def repaired(company=True, committee=False, **more):
    """What comes of a resident's word to the property of a compound that has these."""
    place = gate(compound(company=company, committee=committee))
    told = report(channel=Channel.PROPERTY, category="R06", point=place.point, **more)
    facts = core.Arrival("N1", place, "case-1")
    return decide(told, by=RESIDENT, city=DEMO, facts=facts)


@pytest.mark.mechanism(45)
def test_the_company_that_sees_to_the_compound_is_asked_and_the_community_answers_for_it():
    taken, sent = repaired()

    assert isinstance(taken, CaseReported)
    assert isinstance(sent, CaseEntrusted)
    assert (sent.procedure, DEMO.organisation(sent.responder).kind) == ("repair", "property")
    held = done(None, [taken, sent])
    assert (held.stage, held.home.level) == (CaseStage.ENTRUSTED, Level.COMMUNITY)


@pytest.mark.mechanism(45)
@pytest.mark.parametrize(
    ("result", "stage"), [("solved", CaseStage.SOLVED), ("returned", CaseStage.OWNED)]
)
def test_mended_the_resident_is_told_and_failed_the_community_has_it_again(result, stage):
    held = done(None, repaired())
    said = {"case_id": "case-1", "department": held.owner.at, "outcome": "mended", "text": "So"}
    settled = TaskSettled(result=result, **said)

    after = done(held, core.on_settled(heard(settled, "case-1-t1"), held, DEMO, NOON))

    assert (after.stage, after.owner.level) == (stage, Level.COMMUNITY)


@pytest.mark.mechanism(45)
def test_silence_brings_it_back_to_the_community():
    held = done(None, repaired())
    late = done(held, core.tick(held, DEMO, held.due_at))

    back = done(late, core.tick(late, DEMO, late.due_at))

    assert (back.stage, back.owner.level) == (CaseStage.OWNED, Level.COMMUNITY)


@pytest.mark.mechanism(45)
def test_without_a_company_the_next_who_answers_for_the_place_is_asked():
    taken, sent = repaired(company=False, committee=False)

    assert sent.responder in taken.place.path


@pytest.mark.mechanism(45)
def test_where_the_city_has_no_such_procedure_the_community_has_it_from_the_start():
    (taken,) = decide(report(channel=Channel.PROPERTY), by=RESIDENT)

    assert taken.owner.at == "c1"
