"""What a step leads to: the case is told, others are called or asked, the file closes."""

from contracts.events.case_handed import CaseReturned
from contracts.events.procedure import TaskProlonged, TaskSettled, TaskSpawned
from contracts.words import Level, Owner
from services.response import core
from services.response.core.stepping import take as taking
from tests.unit.response.builders import CASE, NOON, told
from tests.unit.response.files import AGREED, ASSIGN, FILE, HEAD, MEDIATOR, SECOND, TOWN, TRY, take
from tests.unit.response.stepped import (
    ACCEPTED,
    ASSIGNED,
    TRIED,
    after,
    decide,
    open_names,
    refusal,
)


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
    assert refusal(TRY, other, MEDIATOR).code in {"not_on_this_file", "step_not_yours"}
    assert decide(TRY, other, SECOND)
