"""The step engine: order, who, evidence, choices, ends, effects, as the pack says."""

import pytest

from contracts.events.procedure import TaskMoved, TaskStepped
from contracts.refusals import NotThere
from services.response import core
from tests.unit.response.builders import CASE, handed_over, told
from tests.unit.response.files import (
    ACCEPT,
    ASSIGN,
    COMMANDER,
    HEAD,
    MEDIATOR,
    OFFICER,
    PARTY,
    STRANGER,
    STREET_MEDIATOR,
    TRY,
    UP,
    YES,
    YES_TOO,
    given,
    take,
    town,
)
from tests.unit.response.stepped import (
    ACCEPTED,
    ASSIGNED,
    TRIED,
    after,
    decide,
    open_names,
    refusal,
)


def test_an_entrusted_case_is_a_file_with_its_first_steps_open():
    task = given()

    assert task.case_id == CASE
    assert task.stage is core.Stage.STEPPING
    assert open_names(task) == ("accept", "danger")


def test_the_first_step_opens_the_next():
    assert open_names(ACCEPTED) == ("assign", "consent", "longer", "danger", "refused")


def test_a_step_is_taken_by_its_roles_at_the_responder_only():
    assert refusal(ACCEPT, given(), STRANGER).code == "not_on_this_file"
    assert refusal(ACCEPT, given(), OFFICER).code == "not_on_this_file"
    assert decide(ACCEPT, given(), HEAD)


def test_a_role_above_the_responder_counts_where_the_step_says_so():
    longer = take("longer", {"reason": "Both ask for it"})

    assert decide(longer, ACCEPTED, COMMANDER)
    assert refusal(ASSIGN, ACCEPTED, COMMANDER).code == "step_not_yours"


def test_accounts_named_on_the_file_take_the_steps_of_their_group():
    assert refusal(TRY, ASSIGNED, HEAD).code == "step_not_yours"
    assert [type(event) for event in decide(TRY, ASSIGNED, MEDIATOR)] == [TaskStepped]


def test_a_step_too_early_or_taken_already_is_refused_with_what_is_open():
    early = refusal(ASSIGN, given(), HEAD)
    twice = refusal(ACCEPT, ACCEPTED, HEAD)

    assert (early.code, early.facts["allowed"]) == ("step_not_open", ("accept", "danger"))
    assert twice.code == "step_not_open"


def test_a_step_that_does_not_exist_and_a_task_without_a_procedure_have_no_such_step():
    liaison = handed_over()

    assert refusal(take("dance"), ACCEPTED, HEAD).code == "unknown_step"
    assert refusal(take("accept"), liaison, STRANGER).code == "not_on_this_file"
    with pytest.raises(NotThere):
        decide(ACCEPT, None, HEAD)


@pytest.mark.parametrize(
    ("command", "field", "code"),
    [
        (take("accept"), "fields.parties", "evidence_missing"),
        (take("accept", {"parties": ()}), "fields.parties", "evidence_missing"),
        (take("accept", {"parties": ("Zhang",)}), "fields.parties", "field_too_few"),
        (take("accept", {"parties": tuple("abcdef")}), "fields.parties", "field_too_many"),
        (take("accept", {"parties": "Zhang"}), "fields.parties", "field_wrong"),
        (take("accept", {"parties": ("a", "b"), "x": "y"}), "fields.x", "unknown_field"),
        (
            take("accept", {"parties": ("a", "b"), "guests": ("nobody",)}),
            "fields.guests",
            "no_such_account",
        ),
    ],
)
def test_evidence_is_there_and_of_its_type(command, field, code):
    refused = refusal(command, given(), HEAD)

    assert (refused.code, refused.facts["field"]) == (code, field)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"record": "x", "held_on": "yesterday"}, "not_a_date"),
        ({"record": 7}, "field_wrong"),
        ({"record": True}, "field_wrong"),
    ],
)
def test_a_date_is_a_date_and_a_text_a_text(fields, code):
    assert refusal(take("try", fields), ASSIGNED, MEDIATOR).code == code


def test_a_repeatable_step_is_taken_as_often_as_the_tier_may_try():
    thrice = after(TRIED, (TRY, MEDIATOR), (TRY, MEDIATOR))

    assert "try" in open_names(TRIED)
    assert "try" not in open_names(thrice)


def test_nobody_mediates_before_every_party_agreed():
    one = after(ACCEPTED, (ASSIGN, HEAD), (YES, HEAD))

    refused = refusal(TRY, one, MEDIATOR)

    assert refused.code == "not_everybody_agreed"
    assert refused.facts["missing"] == ["Li"]


def test_a_tier_that_never_tried_cannot_pass_it_up():
    assert refusal(UP, ASSIGNED, HEAD).code == "not_tried_here"


def test_passing_up_gives_the_file_to_the_studio_of_the_community_with_its_records():
    [stepped, moved] = decide(UP, TRIED, HEAD)
    task = told(TRIED, stepped, moved)

    assert isinstance(moved, TaskMoved)
    assert (task.department, task.at) == ("studio", ("studio", "c1"))
    assert task.known["record"] == "Both told their side"
    assert "assign" in open_names(task)
    assert "try" not in open_names(task)
    assert refusal(ASSIGN, task, HEAD).code == "not_on_this_file"


def test_without_a_studio_the_community_itself_answers():
    plain = town(studio=False)
    task = after(given(plain), (ACCEPT, HEAD), (ASSIGN, HEAD), (YES, HEAD), (YES_TOO, PARTY),
                 (TRY, MEDIATOR), city=plain)  # fmt: skip

    [_, moved] = decide(UP, task, HEAD, city=plain)

    assert moved.responder == "c1"


def at_the_street():
    community = (ASSIGN, MEDIATOR), (TRY, MEDIATOR), (UP, MEDIATOR)
    return after(TRIED, (UP, HEAD), *community)


def test_the_top_of_the_ladder_has_nobody_above():
    assign = take("assign", {"mediators": ("street-mediator",)})
    task = after(at_the_street(), (assign, STREET_MEDIATOR), (TRY, STREET_MEDIATOR))

    assert task.department == "s1"
    assert refusal(UP, task, STREET_MEDIATOR).code == "no_tier_above"
