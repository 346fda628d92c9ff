"""议事 and meetings as the demo pack has them: who talks, who votes, what a resolution leads to."""

import pytest

from contracts.events.procedure import TaskSettled
from services.response import core
from tests.unit.response.builders import NOON, told
from tests.unit.response.haichuan import (
    COMMUNITY,
    STREET,
    begun,
    given,
    haichuan,
    open_names,
    spawned,
    take,
    walk,
)
from tests.unit.response.talks import CONVENE, HOLD, PROPOSE, RESOLVE, refused, talked, voted

BOTH = {**HOLD, "parties_present": ("residents", "community", "departments")}


@pytest.mark.mechanism(50, 213)
def test_parking_is_talked_over_first_by_the_residents_of_the_place():
    task = given("deliberation", "R04")

    assert haichuan().procedures_of["R04"] == haichuan().procedures_of["R05"] == "deliberation"
    assert [tier.tier for tier in task.tiers] == ["residents", "community", "street"]
    assert task.department == "gangwan-01-01"
    assert open_names(task) == ("convene",)


@pytest.mark.mechanism(50, 226)
def test_talks_end_in_a_resolution_that_settles_the_case_and_makes_tasks():
    task = walk(talked(), *voted())

    events = take(task, "grid-0101", "resolve", **RESOLVE)

    [settled] = [event for event in events if isinstance(event, TaskSettled)]
    assert (settled.result, settled.text) == ("solved", RESOLVE["result"])
    assert [(one.responder, one.procedure) for one in spawned(events)] == [
        ("chengguan", "decision"),
        ("gangwan-01", "decision"),
    ]
    assert told(task, *events).known["items"] == 2


@pytest.mark.mechanism(226)
def test_a_decision_is_carried_out_by_whoever_it_names():
    task = walk(talked(), *voted())
    first, second = spawned(take(task, "grid-0101", "resolve", **RESOLVE))
    for one, by in ((first, "liaison-chengguan"), (second, "officer-01")):
        child = told(None, one, *core.on_spawned(one, "case-1-t1", haichuan(), NOON))
        done = walk(child, (by, "accept", {"handler": "王五"}), (by, "done", {"measures": "已办"}))

        assert done.stage is core.Stage.ENDED


@pytest.mark.mechanism(226)
def test_nothing_is_resolved_that_was_not_voted_for():
    task = walk(talked(), *voted("against"))

    assert refused(talked(), "grid-0101", "resolve", **RESOLVE).code == "step_not_open"
    assert refused(task, "grid-0101", "resolve", **RESOLVE).code == "not_carried"


@pytest.mark.mechanism(213)
def test_residents_decide_the_community_helps_and_the_street_backstops():
    task = talked()
    below = task.department

    task = walk(task, ("grid-0101", "pass_up", {"reason": "议而不决"}))
    community = task.department
    task = walk(
        task,
        ("officer-01", "convene", CONVENE),
        ("officer-01", "hold", BOTH),
        ("officer-01", "pass_up", {"reason": "要街道出面"}),
    )

    assert (below, community, task.department) == ("gangwan-01-01", COMMUNITY, STREET)
    assert refused(task, "officer-01", "convene", **CONVENE).code == "not_on_this_file"
    top = walk(task, ("staff-gangwan", "convene", CONVENE), ("staff-gangwan", "hold", BOTH))
    [_, settled] = take(top, "staff-gangwan", "not_agreed", result="暂无一致意见")
    assert settled.result == "returned"


@pytest.mark.mechanism(213)
def test_nobody_pushes_it_up_before_the_residents_talked():
    task = walk(given("deliberation", "R04"), ("grid-0101", "convene", CONVENE))

    assert refused(task, "grid-0101", "pass_up", reason="麻烦").code == "step_not_open"


@pytest.mark.mechanism(226)
def test_residents_cadres_and_departments_take_part():
    only_us = {**HOLD, "parties_present": ("community",)}
    strangers = {**HOLD, "parties_present": ("martians",)}
    task = walk(given("deliberation", "R05"), ("grid-0101", "convene", CONVENE))
    above = walk(
        talked(), ("grid-0101", "pass_up", {"reason": "x"}), ("officer-01", "convene", CONVENE)
    )

    assert refused(task, "grid-0101", "hold", **only_us).code == "residents_missing"
    assert refused(task, "grid-0101", "hold", **strangers).code == "not_a_choice"
    assert refused(above, "officer-01", "hold", **HOLD).code == "one_party_only"
    assert take(above, "officer-01", "hold", **BOTH)


@pytest.mark.mechanism(226)
def test_who_is_asked_to_the_table_has_a_task_with_the_words_of_whoever_asks():
    task = given("deliberation", "R05")
    convened = {**CONVENE, "bodies": ("gongan", STREET)}

    asked = [one for one in take(task, "grid-0101", "convene", **convened) if hasattr(one, "child")]

    assert [(one.responder, one.procedure) for one in asked] == [
        ("gongan", "talk_help"),
        (STREET, "talk_help"),
    ]
    assert asked[0].text.startswith("召集议事\n")


@pytest.mark.mechanism(226)
def test_a_resident_who_takes_part_may_propose():
    task = walk(
        given("deliberation", "R04"),
        ("grid-0101", "convene", {**CONVENE, "residents": ("resident-3",)}),
        ("grid-0101", "hold", HOLD),
    )

    assert take(task, "resident-3", "propose", **PROPOSE)
    assert refused(task, "resident-4", "propose", **PROPOSE).code == "not_on_this_file"


LOOK = {"signs": "连续三天夜间争吵"}


@pytest.mark.mechanism(134)
def test_a_warning_of_an_area_is_watched_until_it_is_cleared_or_becomes_a_case():
    task = begun("watch", "grid-0101", "gangwan-01-01")
    watched = walk(task, ("grid-0101", "look", LOOK), ("grid-0101", "look", LOOK))

    cleared = walk(watched, ("grid-0101", "cleared", {"result": "已劝和"}))
    number = {"case_number": "C20261122-0007", "result": "转为调解"}
    became = walk(watched, ("grid-0101", "became_case", number))

    assert task.case_id is None
    assert cleared.stage is became.stage is core.Stage.ENDED
    assert became.known["case_number"] == "C20261122-0007"
    assert refused(became, "grid-0101", "cleared", result="x").code == "step_not_open"


@pytest.mark.mechanism(134)
def test_a_warning_names_nobody_and_is_looked_at_in_time():
    named = begun("watch", "grid-0101", "gangwan-01-01", named={"party": ("resident-1",)})
    task = begun("watch", "grid-0101", "gangwan-01-01")

    assert refused(named, "grid-0101", "look", **LOOK).code == "area_only"
    assert core.due_at(task) < task.complete_by
