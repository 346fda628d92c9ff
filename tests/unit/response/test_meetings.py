"""会: the five parties, joint and coordination meetings, and what they agree on."""

import pytest

from contracts.events.procedure import TaskEnded, TaskMoved
from contracts.refusals import NotYours
from services.response import core
from tests.unit.response.builders import told
from tests.unit.response.haichuan import (
    COMMUNITY,
    STREET,
    begun,
    given,
    haichuan,
    spawned,
    take,
    walk,
)
from tests.unit.response.talks import CONVENE, HOLD, RESOLVE, TASKS, refused

CALLED = ("residents", "community", "street", "property", "departments")


@pytest.mark.mechanism(224)
def test_the_five_parties_are_called_meet_and_resolve_into_tasks():
    call = {**CONVENE, "parties_called": CALLED, "bodies": ("chengguan", "wuye-bilan")}
    held = {**HOLD, "parties_present": ("residents", "property"), "came": ("chengguan",)}
    task = begun("joint_meeting", "secretary-01", about=("case-7",))

    missing = refused(task, "secretary-01", "call", **{**call, "parties_called": CALLED[:4]})
    task = walk(task, ("secretary-01", "call", call), ("secretary-01", "hold", held))
    events = take(task, "secretary-01", "resolve", **RESOLVE)

    assert (missing.code, missing.facts["missing"]) == ("parties_missing", ("部门",))
    assert task.about == ("case-7",)
    assert len(spawned(events)) == 2
    assert isinstance(events[-1], TaskEnded)


@pytest.mark.mechanism(229)
def test_the_party_joint_meeting_agrees_on_resources_of_several_units():
    units = {**CONVENE, "bodies": ("xuexiao", "yiyuan")}
    call = {name: units[name] for name in ("held_at", "topic", "bodies")}
    held = {"attendance": ("甲", "乙"), "record": "各单位表态", "came": ("xuexiao",)}
    agreed = {
        "result": "共享停车场",
        "resources": ("实验小学：夜间车位三十个",),
        "tasks": TASKS[:1],
    }

    task = walk(
        begun("party_meeting", "commander-gangwan", STREET),
        ("commander-gangwan", "call", call),
        ("commander-gangwan", "hold", held),
    )
    events = take(task, "commander-gangwan", "resolve", **agreed)

    alone = {**call, "bodies": ("xuexiao",)}
    fresh = begun("party_meeting", "commander-gangwan", STREET)
    assert refused(fresh, "commander-gangwan", "call", **alone).code == "field_too_few"
    assert told(task, *events).known["resources"] == agreed["resources"]
    assert isinstance(events[-1], TaskEnded)


@pytest.mark.mechanism(87)
def test_the_street_leads_a_coordination_meeting_on_a_case_with_attendees_and_decisions():
    call = {"held_at": CONVENE["held_at"], "where": "街道会议室", "bodies": ("shuiwu", "zhujian")}
    held = {
        "attendance": ("水务王工", "住建李工"),
        "record": "会商",
        "result": "先抢修",
        "tasks": TASKS,
        "came": ("shuiwu", "zhujian"),
    }

    task = given("coordination", "R07", STREET)
    task = walk(task, ("staff-gangwan", "call", call))
    events = take(task, "staff-gangwan", "hold", **held)

    assert refused(given("coordination", "R07", STREET), "officer-01", "call", **call).code == (
        "not_on_this_file"
    )
    assert [one.responder for one in spawned(events)] == ["chengguan", "gangwan-01"]
    assert told(task, *events).known["attendance"] == held["attendance"]


def test_a_department_does_not_open_the_street_s_meetings():
    with pytest.raises(NotYours):
        begun("coordination", "liaison-chengguan", STREET)


@pytest.mark.mechanism(213)
def test_a_level_that_lets_it_lie_loses_it_to_the_next():
    task = given("deliberation", "R04")
    while task.department == "gangwan-01-01":
        events = core.tick(task, haichuan(), core.due_at(task))
        task = told(task, *events)

    assert isinstance(events[-1], TaskMoved)
    assert task.department == COMMUNITY


@pytest.mark.mechanism(214)
def test_street_community_and_residents_meet_together_and_agree_who_does_what():
    call = {"held_at": CONVENE["held_at"], "topic": "停车"}
    three = {"record": "共商", "attendance": ("甲", "乙", "丙")}
    all_three = {**three, "parties_present": ("street", "community", "residents")}
    two = {**three, "parties_present": ("community", "residents", "property")}
    task = walk(begun("co_governance", "officer-01"), ("officer-01", "call", call))

    missing = refused(task, "officer-01", "hold", **two)
    task = walk(task, ("officer-01", "hold", all_three))
    events = take(task, "officer-01", "resolve", result="画线", tasks=TASKS)

    assert (missing.code, missing.facts["missing"]) == ("parties_missing", ("街道",))
    assert len(spawned(events)) == 2
