"""A procedure is opened on a case: which, by whom, and what its end does to the case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.commands import case as ask
from contracts.events.case import CaseAnswered, CaseMerged, CaseSolved
from contracts.events.case_handed import CaseEntrusted, CaseProlonged, CaseReturned
from contracts.events.procedure import TaskProlonged, TaskSettled
from contracts.lifecycle import CaseStage
from contracts.refusals import NotSo
from contracts.words import Level, Owner
from services.intake.core import on_merged, on_prolonged, on_settled
from tests.unit.intake.builders import (
    CITY,
    ENTRUST,
    NOON,
    OFFICER,
    TRANSFER,
    WORKER,
    act,
    case,
    city,
    decide,
    done,
    heard,
    sort,
)
from tests.unit.intake.towns import TICKET
from tests.unit.response.town import DEMO

OWNED = act(case(), sort())
NOISE = OWNED.model_copy(update={"category": "noise"})
TASK = "case-1-t1"


def entrusted(before=NOISE, **asked):
    return act(before, ask.Entrust(**asked), OFFICER)


def settled(result, text="Done"):
    event = TaskSettled(
        department="c1", case_id="case-1", result=result, outcome="x", text=text, photos=("ph-1",)
    )
    return heard(event, TASK, source="response")


def hears(envelope, before):
    return on_settled(envelope, case=before, city=CITY, now=NOON)


@pytest.mark.mechanism(50, 52)
def test_a_category_with_a_procedure_goes_to_it_and_not_to_a_single_department():
    with pytest.raises(NotSo) as refused:
        decide(TRANSFER, NOISE, OFFICER)
    [event] = decide(ask.Entrust(), NOISE, OFFICER)

    assert (refused.value.code, refused.value.facts["procedure"]) == ("talk_first", "talks")
    assert isinstance(event, CaseEntrusted)
    assert (event.procedure, event.responder, event.task_id) == ("talks", "c1", TASK)


@pytest.mark.mechanism(50)
def test_after_the_talks_it_may_go_to_a_department():
    back = done(entrusted(), hears(settled("returned"), entrusted()))

    event, *_ = decide(TRANSFER, back, OFFICER)

    assert event.task_id == "case-1-t2"


def test_the_case_waits_at_its_rung_for_as_long_as_the_procedure_may_take():
    after = entrusted()

    assert after.stage is CaseStage.ENTRUSTED
    assert (after.owner.level, after.owner.at) == (Level.DEPARTMENT, "c1")
    assert after.home == NOISE.home
    assert after.due_at == NOON + timedelta(hours=30)


def test_a_procedure_without_a_limit_has_the_category_s():
    assert act(OWNED, ENTRUST, OFFICER).due_at == NOON + timedelta(hours=10)


def test_without_a_ladder_the_rung_that_holds_it_carries_it_out():
    assert act(OWNED, ENTRUST, OFFICER).owner.at == OWNED.home.at


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (ask.Entrust(), "unknown_procedure"),
        (ask.Entrust(procedure="nothing"), "unknown_procedure"),
        (ask.Entrust(procedure="transfer"), "unknown_procedure"),
        (ask.Entrust(procedure="visit", responder="nobody"), "unknown_responder"),
        (ask.Entrust(procedure="visit", responder="c2"), "unknown_responder"),
    ],
)
def test_procedure_and_responder_are_the_pack_s_and_the_place_s(command, code):
    with pytest.raises(NotSo) as refused:
        decide(command, OWNED, OFFICER)

    assert refused.value.code == code


@pytest.mark.parametrize("responder", ["g1", "s1", "desk"])
def test_whoever_serves_the_place_may_be_asked(responder):
    assert entrusted(OWNED, procedure="visit", responder=responder).owner.at == responder


@pytest.mark.parametrize("responder", ["g1", "s1", "water", "gasco"])
def test_it_is_not_given_to_where_nobody_could_carry_it_out(responder):
    alone = city(posted=(OFFICER,))

    with pytest.raises(NotSo) as refused:
        decide(ask.Entrust(procedure="visit", responder=responder), OWNED, OFFICER, city=alone)

    assert (refused.value.code, refused.value.facts["field"]) == ("nobody_there", "responder")


def test_where_the_rung_that_holds_it_has_nobody_for_it_the_next_one_up_is_asked():
    grid = Owner(level=Level.GRID, at="g1")
    held_by_grid = OWNED.model_copy(update={"home": grid, "owner": grid})

    [event] = decide(
        ask.Entrust(procedure="visit"), held_by_grid, WORKER, city=city(posted=(OFFICER,))
    )

    assert event.responder == "c1"


@pytest.mark.mechanism(197)
def test_a_line_of_another_community_is_not_asked():
    line = CITY.organisation("gasco").model_copy(update={"id": "line", "territory": "c2"})
    city = replace(CITY, organisations={**CITY.organisations, "line": line})
    command = ask.Entrust(procedure="visit", responder="line")

    with pytest.raises(NotSo) as refused:
        decide(command, OWNED, OFFICER, city=city)

    assert refused.value.code == "unknown_responder"


def test_a_body_that_is_reported_is_not_entrusted_with_the_report():
    accused = OWNED.model_copy(update={"recused": ("gasco",)})

    with pytest.raises(NotSo) as refused:
        decide(ask.Entrust(procedure="visit", responder="gasco"), accused, OFFICER)

    assert refused.value.code == "reported_cannot_handle"


@pytest.mark.mechanism(50, 52)
@pytest.mark.parametrize(
    ("result", "kind", "stage"),
    [
        ("solved", CaseSolved, CaseStage.SOLVED),
        ("returned", CaseReturned, CaseStage.OWNED),
        ("guided", CaseAnswered, CaseStage.FED_BACK),
    ],
)
def test_its_end_is_the_case_s(result, kind, stage):
    before = entrusted()

    [event] = hears(settled(result), before)

    assert isinstance(event, kind)
    assert done(before, [event]).stage is stage


def test_what_another_task_says_or_a_case_that_went_elsewhere_changes_nothing():
    other = settled("solved").model_copy(update={"subject": "case-1-t9"})

    assert not hears(other, entrusted())
    assert not hears(settled("returned"), OWNED)
    assert not hears(settled("solved"), case())


def test_a_late_yes_counts_even_when_the_case_was_just_taken_back():
    back = done(entrusted(), hears(settled("returned"), entrusted()))

    assert [type(event) for event in hears(settled("solved"), back)] == [CaseSolved]


def test_more_time_for_the_procedure_is_more_time_for_the_case():
    later = NOON + timedelta(hours=60)
    event = TaskProlonged(department="c1", case_id="case-1", complete_by=later, reason="Both ask")

    [said] = on_prolonged(
        heard(event, TASK, source="response"), case=entrusted(), city=CITY, now=NOON
    )

    assert isinstance(said, CaseProlonged)
    assert done(entrusted(), [said]).due_at == later
    assert not on_prolonged(heard(event, TASK, source="response"), case=OWNED, city=CITY, now=NOON)


# --- what the hotline was promised, and what a law sets -------------------------------------------

LAW = "某条例 art. 1"
PROMISE = NOON + timedelta(hours=6)
TALKS_END = NOON + timedelta(hours=30)
TICKETED = NOISE.model_copy(update={"order": TICKET.model_copy(update={"due_at": PROMISE})})


def town(law=None):
    """The town, where the limit of the talks is set by this law."""
    talks = CITY.procedure("talks").model_copy(update={"law": law})
    return replace(CITY, procedures={**CITY.procedures, "talks": talks})


@pytest.mark.mechanism(25, 52)
@pytest.mark.parametrize(("law", "by_when"), [(None, PROMISE), (LAW, TALKS_END)])
def test_a_procedure_ends_by_the_promise_unless_a_law_sets_its_limit(law, by_when):
    [said] = decide(ask.Entrust(), TICKETED, OFFICER, city=town(law))
    after = done(TICKETED, [said])

    assert (said.due_at, said.law) == (by_when, law)
    assert (after.due_at, after.law) == (by_when, law)


@pytest.mark.parametrize("law", [None, LAW])
def test_without_a_promise_or_with_a_broken_one_it_runs_as_long_as_it_may(law):
    late = TICKETED.model_copy(update={"order": TICKET.model_copy(update={"due_at": NOON})})

    for before in (NOISE, late):
        assert act(before, ask.Entrust(), OFFICER, city=town(law)).due_at == TALKS_END


@pytest.mark.parametrize("law", [None, LAW])
def test_a_promise_that_is_later_lengthens_nothing(law):
    order = TICKET.model_copy(update={"due_at": NOON + timedelta(days=9)})

    before = NOISE.model_copy(update={"order": order})

    assert act(before, ask.Entrust(), OFFICER, city=town(law)).due_at == TALKS_END


@pytest.mark.mechanism(25, 52)
@pytest.mark.parametrize(("law", "by_when"), [(None, PROMISE), (LAW, TALKS_END)])
def test_a_ticket_that_joins_shortens_no_limit_that_a_law_sets(law, by_when):
    before = act(NOISE, ask.Entrust(), OFFICER, city=town(law))
    ticket = CaseMerged(into="case-1", reporter="lin", reason="Same", promises=(PROMISE,))

    after = done(before, on_merged(heard(ticket, "case-2"), before, CITY, NOON))

    assert (after.due_at, after.limit_at) == (by_when, by_when)
    assert after.promises == (PROMISE,)


@pytest.mark.parametrize(("law", "by_when"), [(None, PROMISE), (LAW, NOON + timedelta(hours=60))])
def test_only_what_a_law_sets_is_prolonged_past_the_promise(law, by_when):
    before = act(TICKETED, ask.Entrust(), OFFICER, city=town(law))
    more = NOON + timedelta(hours=60)
    event = TaskProlonged(department="c1", case_id="case-1", complete_by=more, reason="Both ask")

    [said] = on_prolonged(heard(event, TASK, source="response"), case=before, city=CITY, now=NOON)

    assert said.due_at == by_when


def test_what_follows_a_lawful_procedure_is_bound_by_the_promise_again():
    before = act(TICKETED, ask.Entrust(), OFFICER, city=town(LAW))

    back = done(before, hears(settled("returned"), before))

    assert back.due_at == PROMISE


@pytest.mark.mechanism(52)
def test_the_law_that_sets_a_limit_of_the_demo_city_is_named():
    lawful = {one.name: one.law for one in DEMO.procedures.values() if one.law}

    assert lawful == {"mediation": "人民调解工作若干规定 art. 33"}
