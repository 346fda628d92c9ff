"""The step engine: order, who, evidence, choices, ends, effects, as the pack says."""

import pytest

from contracts.commands.step import TakeStep
from contracts.events.case_handed import CaseReturned
from contracts.events.procedure import (
    TaskEnded,
    TaskMoved,
    TaskProlonged,
    TaskSettled,
    TaskSpawned,
    TaskStepped,
)
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Level, Owner
from services.response import core
from services.response.core.order import names, open_steps
from services.response.core.stepping import take as taking
from tests.unit.response.builders import CASE, NOON, handed_over, told
from tests.unit.response.files import (
    ACCEPT,
    AGREED,
    ASSIGN,
    COMMANDER,
    FILE,
    HEAD,
    MEDIATOR,
    OFFICER,
    PARTY,
    SECOND,
    STRANGER,
    STREET_MEDIATOR,
    TOWN,
    TRY,
    UP,
    YES,
    YES_TOO,
    given,
    opened,
    take,
    town,
)


def decide(command, task, actor, now=NOON, city=TOWN):
    return list(core.DECISIONS[type(command)](command, task, actor, city, now))


def after(task, *acts, city=TOWN):
    """The file after these (command, actor) pairs."""
    for command, actor in acts:
        task = told(task, *decide(command, task, actor, city=city))
    return task


def open_names(task):
    return names(open_steps(task))


ACCEPTED = after(given(), (ACCEPT, HEAD))
ASSIGNED = after(ACCEPTED, (ASSIGN, HEAD), (YES, HEAD), (YES_TOO, PARTY))
TRIED = after(ASSIGNED, (TRY, MEDIATOR))


def refusal(command, task, actor):
    with pytest.raises((NotNow, NotSo, NotYours, NotThere)) as refused:
        decide(command, task, actor)
    return refused.value


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
    assert refusal(ASSIGN, ACCEPTED, COMMANDER).code == "not_your_step"


def test_accounts_named_on_the_file_take_the_steps_of_their_group():
    assert refusal(TRY, ASSIGNED, HEAD).code == "not_your_step"
    assert [type(event) for event in decide(TRY, ASSIGNED, MEDIATOR)] == [TaskStepped]


def test_a_step_too_early_or_taken_already_is_refused_with_what_is_open():
    early = refusal(ASSIGN, given(), HEAD)
    twice = refusal(ACCEPT, ACCEPTED, HEAD)

    assert (early.code, early.facts["allowed"]) == ("step_not_open", ("accept", "danger"))
    assert twice.code == "step_not_open"


def test_a_step_that_does_not_exist_and_a_task_without_a_procedure_have_no_such_step():
    liaison = handed_over()

    assert refusal(take("dance"), ACCEPTED, HEAD).code == "no_such_step"
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


def test_the_result_tells_the_case_and_shuts_out_the_others():
    events = decide(AGREED, TRIED, MEDIATOR)
    task = told(TRIED, *events)

    [settled] = [event for event in events if isinstance(event, TaskSettled)]
    assert (settled.result, settled.text, settled.case_id) == (
        "solved",
        "No drums after nine",
        CASE,
    )
    assert task.stage is core.Stage.SETTLED
    assert open_names(task) == events[0].opens == ("danger", "follow")


def test_failing_says_which_other_way_is_open():
    failed = take("failed", note="You may go to court; legal help is at the station")

    [_, settled] = decide(failed, TRIED, MEDIATOR_AT_GRID)

    assert settled.result == "guided"


MEDIATOR_AT_GRID = HEAD


def test_the_last_step_closes_the_file():
    task = after(
        TRIED, (AGREED, MEDIATOR), (take("follow", {"kept": "yes"}), HEAD), (take("file"), HEAD)
    )

    assert task.stage is core.Stage.ENDED
    assert not task.open
    assert refusal(take("danger"), task, HEAD).code == "step_not_open"


def test_a_file_that_is_taken_back_is_over_but_one_with_its_result_goes_on():
    owner = Owner(level=Level.STREET, at="s1")
    back = CaseReturned(owner=owner, due_at=NOON, task_id=FILE, reason="x")

    assert told(TRIED, back).stage is core.Stage.RELEASED
    assert told(after(TRIED, (AGREED, MEDIATOR)), back).stage is core.Stage.SETTLED


def test_more_time_moves_the_limit_of_the_whole():
    longer = take("longer", {"reason": "Both ask for it"})

    [_, prolonged] = decide(longer, ACCEPTED, HEAD)
    task = told(ACCEPTED, prolonged)

    assert isinstance(prolonged, TaskProlonged)
    assert task.complete_by > ACCEPTED.complete_by


def test_danger_calls_others_at_once_beside_the_file():
    events = taking(
        take("danger", note="He has a knife"), TRIED, HEAD, TOWN, NOON, core.Filed(FILE)
    )
    [spawned] = [event for event in events if isinstance(event, TaskSpawned)]

    assert (spawned.child, spawned.responder, spawned.procedure) == (f"{FILE}-1", "fire", "help")
    assert "He has a knife" in spawned.text
    assert told(TRIED, *events).stage is core.Stage.STEPPING


def test_what_is_asked_of_others_is_a_task_of_theirs():
    [_, spawned] = taking(take("danger", note="x"), TRIED, HEAD, TOWN, NOON, core.Filed(FILE))

    child = told(None, spawned, *core.on_spawned(spawned, FILE, TOWN, NOON))

    assert child.department == "fire"
    assert open_names(child) == ("done",)
    assert core.due_at(child) < child.complete_by


def test_a_mediator_who_was_replaced_cannot_be_assigned_again():
    other = after(ASSIGNED, (take("assign", {"mediators": ("second",)}), HEAD))

    assert other.named["assigned"] == ("second",)
    assert other.taken_off == ("mediator",)
    assert refusal(ASSIGN, other, HEAD).code == "recused_before"
    assert refusal(TRY, other, MEDIATOR).code in {"not_on_this_file", "not_your_step"}
    assert decide(TRY, other, SECOND)


def test_only_those_who_mediate_are_assigned():
    refused = refusal(take("assign", {"mediators": ("party",)}), ACCEPTED, HEAD)

    assert refused.code == "not_a_mediator"


def test_a_meeting_begins_without_a_case_and_its_resolution_makes_tasks():
    task = told(None, *decide(opened(named={"participant": ("party",)}), None, OFFICER))
    task = after(task, (take("hold", {"record": "Talked"}), PARTY))
    tasks = ({"responder": "water", "text": "Draw lines"}, {"responder": "s1", "text": "A sign"})

    events = taking(
        take("resolve", {"tasks": tasks}), task, OFFICER, TOWN, NOON, core.Filed("task-1")
    )

    spawned = [event for event in events if isinstance(event, TaskSpawned)]
    assert [(one.child, one.responder) for one in spawned] == [
        ("task-1-1", "water"),
        ("task-1-2", "s1"),
    ]
    assert isinstance(events[-1], TaskEnded)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"procedure": "nothing"}, "no_such_procedure"),
        ({"procedure": "help"}, "no_such_procedure"),
        ({"responder": "nowhere"}, "unknown_organisation"),
        ({"responder": "water"}, "unknown_territory"),
        ({"territory": "nowhere"}, "unknown_territory"),
        ({"named": {"participant": ("nobody",)}}, "no_such_account"),
        ({"due_at": NOON}, "due_past"),
    ],
)
def test_a_procedure_is_begun_with_what_the_pack_knows(changes, code):
    assert refusal(opened(**changes), None, OFFICER).code == code


def test_a_procedure_is_begun_by_its_roles_at_the_place():
    assert refusal(opened(), None, PARTY).code == "not_yours_to_open"
    assert refusal(opened(), None, STRANGER).code == "not_yours_to_open"
    assert decide(opened(), None, COMMANDER)


def test_nothing_is_begun_under_an_id_that_is_taken():
    assert refusal(opened(), TRIED, OFFICER).code == "illegal_move"


def test_a_step_with_an_unreadable_value_is_refused_at_the_edge():
    with pytest.raises(ValueError, match="fields"):
        TakeStep(step="accept", fields={"x": None})
