"""The three tiers of 人民调解, and who mediates at each."""

import pytest

from contracts.events.procedure import TaskMoved
from contracts.refusals import NotSo
from services.response import core
from services.response.core.tick import tick
from tests.unit.response.builders import told
from tests.unit.response.haichuan import given, haichuan, open_names, spawned, take, walk
from tests.unit.response.mediating import (
    ACCEPT,
    AGREEMENT,
    STATION,
    STUDIO,
    TALK,
    TWO,
    assigned,
    at_the_station,
    possible,
    refused,
    tried,
)


@pytest.mark.mechanism(52, 125)
def test_the_first_tier_is_the_building_head_and_the_grid_worker_together():
    task = assigned()

    assert task.tiers[0].tier == "grid"
    assert task.named["assigned"] == TWO
    assert told(task, *take(task, "building-001", "mediate", **TALK)).taken["mediate"] == 1
    assert told(task, *take(task, "grid-0101", "mediate", **TALK)).taken["mediate"] == 1


@pytest.mark.mechanism(125, 128)
def test_a_tier_passes_up_only_after_it_tried_and_kept_a_record():
    too_early = refused(assigned(), "grid-0101", "pass_up", reason="不想管")
    moved = [e for e in take(tried(), "grid-0101", "pass_up", reason="谈不拢")]

    assert too_early.code == "step_not_open"
    assert [type(event) for event in moved][-1] is TaskMoved
    assert told(tried(), *moved).known["record"] == TALK["record"]


@pytest.mark.mechanism(124)
def test_the_second_tier_is_the_community_s_studio_with_its_named_lead():
    task = walk(tried(), ("grid-0101", "pass_up", {"reason": "谈不拢"}))
    city = haichuan()

    assert task.department == "studio-gangwan-01"
    assert city.organisation(task.department).kind == "mediation_studio"
    assert city.lead(task.department) == "mediator-01"
    assert walk(task, ("mediator-01", "assign", STUDIO)).named["assigned"] == ("mediator-01",)
    assert refused(task, "grid-0101", "assign", **STUDIO).code == "not_on_this_file"


@pytest.mark.mechanism(126)
def test_a_committee_of_three_to_nine_stands_in_the_community_and_issues_the_agreement():
    city = haichuan()
    committees = [one for one in city.organisations.values() if one.kind == "mediation_committee"]
    members = [len(city.holders("mediator", one.id)) for one in committees]
    member = city.holders("mediator", "council-gangwan-01")[0]
    task = walk(
        given("mediation", "R02", "council-gangwan-01"),
        (member, "accept", ACCEPT),
        (member, "assign", {"mediators": (member,)}),
        (member, "consent", {"party": "张三", "agrees": True}),
        ("resident-2", "consent", {"party": "李四", "agrees": True}),
        (member, "mediate", TALK),
        (member, "agreed", AGREEMENT),
    )

    assert (len(committees), sum(members)) == (8, 65)
    assert all(3 <= count <= 9 for count in members)
    assert task.known["sealed"] is True


@pytest.mark.mechanism(121, 127)
def test_the_street_s_station_receives_from_the_communities():
    task = at_the_station()

    assert task.department == "station-gangwan"
    assert haichuan().organisation(task.department).kind == "dispute_station"
    assert task.taken.get("mediate", 0) == 0
    assert refused(task, "mediator-01", "mediate", **TALK).code == "not_on_this_file"
    assert "mediate" in open_names(task)


@pytest.mark.mechanism(123)
def test_at_the_station_the_panel_is_picked_by_the_kind_of_dispute():
    wrong = None
    try:
        at_the_station(mediators=("mediator-counsellor",))
    except NotSo as error:
        wrong = error
    family = given("mediation", "R03")

    assert wrong is not None
    assert (wrong.code, "律师、法律顾问" in wrong.facts["professions"]) == (
        "not_of_the_panel",
        True,
    )
    assert family.panel == ("full_time", "counsellor", "lawyer", "judge")
    assert at_the_station().named["assigned"] == STATION["mediators"]


@pytest.mark.mechanism(123)
def test_mediators_have_their_professions():
    professionals = haichuan().professionals

    assert {
        professionals.profession(f"mediator-{one}") for one in ("police", "lawyer", "judge")
    } == {
        "police",
        "lawyer",
        "judge",
    }
    assert professionals.profession("mediator-gangwan") == "full_time"
    assert professionals.profession("resident-1") is None


@pytest.mark.mechanism(120, 130)
def test_joint_mediation_has_a_lead_several_mediators_and_several_bodies():
    joint = {
        "mediators": ("mediator-gangwan", "mediator-police", "mediator-judge"),
        "lead": "mediator-gangwan",
        "bodies": ("gongan", "sifa"),
    }
    task = at_the_station()

    events = take(task, "mediator-gangwan", "joint", **joint)

    assert told(task, *events).named["assigned"] == joint["mediators"]
    assert [(one.responder, one.procedure) for one in spawned(events)] == [
        ("gongan", "mediation_help"),
        ("sifa", "mediation_help"),
    ]
    alone = {**joint, "mediators": ("mediator-gangwan",)}
    elsewhere = {**joint, "lead": "mediator-lawyer"}
    assert refused(task, "mediator-gangwan", "joint", **alone).code == "joint_needs_several"
    assert refused(task, "mediator-gangwan", "joint", **elsewhere).code == "lead_not_among_them"


@pytest.mark.mechanism(130)
def test_every_mediator_of_a_joint_file_works_on_it():
    task = at_the_station()

    working = {by for by in ("mediator-gangwan", "mediator-lawyer", "mediator-judge")
               if "mediate" in possible(task, by)}  # fmt: skip

    assert working == {"mediator-gangwan", "mediator-lawyer"}


@pytest.mark.mechanism(119, 128)
def test_it_fails_only_where_every_tier_has_tried():
    told_ways = {"ways_told": "仲裁、诉讼、法律援助", "result": "调解不成，已告知其他途径"}
    top = walk(at_the_station(), ("mediator-lawyer", "mediate", TALK))

    low = refused(tried(), "grid-0101", "failed", **told_ways)
    [_, settled] = take(top, "mediator-lawyer", "failed", **told_ways)

    assert low.code == "pass_it_up_first"
    assert settled.result == "guided"


@pytest.mark.mechanism(119)
def test_each_tier_tries_three_times_at_most():
    task = walk(tried(), *[("building-001", "mediate", TALK)] * 2)

    assert refused(task, "building-001", "mediate", **TALK).code == "step_not_open"
    assert "pass_up" in open_names(task)


def test_a_file_that_is_late_at_one_tier_goes_up_by_itself():
    task = tried()
    for _ in range(12):
        events = tick(task, haichuan(), core.due_at(task))
        task = told(task, *events)
        if any(isinstance(event, TaskMoved) for event in events):
            break

    assert task.department == "studio-gangwan-01"
