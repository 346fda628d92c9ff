"""A procedure that is begun without a case, by those who may."""

import pytest

from contracts.commands.step import TakeStep
from contracts.events.procedure import TaskEnded, TaskSpawned
from services.response import core
from services.response.core.stepping import take as taking
from tests.unit.response.builders import NOON, told
from tests.unit.response.files import COMMANDER, HEAD, OFFICER, PARTY, STRANGER, TOWN, opened, take
from tests.unit.response.stepped import ACCEPTED, TRIED, after, decide, refusal


def test_only_those_who_mediate_are_assigned():
    refused = refusal(take("assign", {"mediators": ("party",)}), ACCEPTED, HEAD)

    assert refused.code == "not_a_mediator"


def test_a_meeting_begins_without_a_case_and_its_resolution_makes_tasks():
    task = told(None, *decide(opened(named={"participant": ("party",)}), None, OFFICER))
    task = after(task, (take("hold", {"record": "Talked"}), PARTY))
    tasks = ({"responder": "water", "text": "Draw lines"}, {"responder": "fire", "text": "A sign"})

    events = taking(
        take("resolve", {"tasks": tasks}), task, OFFICER, TOWN, NOON, core.Filed("task-1")
    )

    spawned = [event for event in events if isinstance(event, TaskSpawned)]
    assert [(one.child, one.responder) for one in spawned] == [
        ("task-1-1", "water"),
        ("task-1-2", "fire"),
    ]
    assert isinstance(events[-1], TaskEnded)


def asked_of(responder, recused=()):
    task = told(None, *decide(opened(named={"participant": ("party",)}), None, OFFICER))
    task = after(task, (take("hold", {"record": "Talked"}), PARTY))
    tasks = ({"responder": responder, "text": "A sign"},)
    return take("resolve", {"tasks": tasks}), task.model_copy(update={"recused": recused})


@pytest.mark.parametrize("nobody", ["s1", "c1", "g1", "studio"])
def test_nothing_is_asked_where_nobody_of_the_pack_could_do_it(nobody):
    refused = refusal(*asked_of(nobody), OFFICER)

    assert (refused.code, refused.facts["field"]) == ("nobody_there", "fields.tasks")
    assert refused.facts["value"] == nobody
    assert decide(*asked_of("water"), OFFICER)


def test_nothing_is_asked_of_the_body_the_file_is_about():
    refused = refusal(*asked_of("water", recused=("water",)), OFFICER)

    assert (refused.code, refused.facts["field"]) == ("reported_cannot_handle", "fields.tasks")
    assert decide(*asked_of("water", recused=("fire",)), OFFICER)


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
