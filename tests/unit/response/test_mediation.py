"""人民调解 as the demo pack has it: six steps, three tiers, consent, agreement, court, filing."""

from datetime import timedelta

import pytest

from contracts.events.procedure import TaskMoved, TaskSettled, TaskStepWarned
from contracts.refusals import NotNow, NotSo, NotYours, Refused
from services.response import core
from services.response.core.order import may_take, open_steps
from services.response.core.step_clocks import next_strike
from services.response.core.tick import tick
from tests.unit.response.builders import NOON, told
from tests.unit.response.haichuan import (
    COMMUNITY,
    begun,
    given,
    haichuan,
    open_names,
    person,
    spawned,
    take,
    walk,
)

ACCEPT = {
    "parties": ("张三", "李四"),
    "dispute": "楼上漏水",
    "origin": "application",
    "party_accounts": ("resident-1", "resident-2"),
}
TWO = ("grid-0101", "building-001")
YES = [
    ("grid-0101", "consent", {"party": "张三", "agrees": True}),
    ("resident-2", "consent", {"party": "李四", "agrees": True}),
]
TALK = {"record": "双方各述其由", "rights_told": True, "mode": "moral", "location": "home"}
AGREEMENT = {
    "form": "written",
    "parties_stated": "张三，住三楼；李四，住四楼",
    "facts": "漏水两次，争议为修理费",
    "responsibility": "李四承担修理费",
    "result": "李四三日内付修理费五百元",
    "performance": "转账一次付清",
    "perform_by": "2026-12-01",
    "effective_on": "2026-11-23",
    "signed": ("张三", "李四"),
    "mediator_signed": ("调解员",),
    "sealed": True,
}
STUDIO = {"mediators": ("mediator-01",)}
STATION = {"mediators": ("mediator-gangwan", "mediator-lawyer")}


def assigned():
    """At the lowest tier: accepted, building head and grid worker assigned, everybody agreed."""
    return walk(
        given("mediation", "R02"),
        ("grid-0101", "accept", ACCEPT),
        ("grid-0101", "assign", {"mediators": TWO}),
        *YES,
    )


def tried():
    return walk(assigned(), ("building-001", "mediate", TALK))


def at_the_station(**first):
    task = walk(
        tried(),
        ("grid-0101", "pass_up", {"reason": "谈不拢"}),
        ("mediator-01", "assign", STUDIO),
        ("mediator-01", "mediate", TALK),
        ("mediator-01", "pass_up", {"reason": "还是谈不拢"}),
    )
    return walk(task, ("mediator-gangwan", "assign", first or STATION))


def refused(task, by, step, now=NOON, **fields):
    with pytest.raises(Refused) as refusal:
        take(task, by, step, now=now, **fields)
    return refusal.value


@pytest.mark.mechanism(119)
def test_six_steps_from_acceptance_to_the_file():
    labels = [
        step.label_zh
        for step in given("mediation", "R02").steps
        if step.step in {"accept", "assign", "mediate", "agreed", "follow_up", "file"}
    ]

    task = walk(
        tried(),
        ("building-001", "agreed", AGREEMENT),
        ("grid-0101", "follow_up", {"performed": "yes", "record": "已付清"}),
        ("grid-0101", "file", {"file_number": "2026-17"}),
    )

    assert labels == [
        "受理登记",
        "分流、指定调解员",
        "调解",
        "达成协议",
        "回访、督促履行",
        "立卷归档",
    ]
    assert task.stage is core.Stage.ENDED
    assert task.result == "solved"


@pytest.mark.mechanism(119)
def test_the_agreement_tells_the_case_and_follow_up_is_due_thirty_days_later():
    events = take(tried(), "building-001", "agreed", **AGREEMENT)
    task = told(tried(), *events)

    [settled] = [event for event in events if isinstance(event, TaskSettled)]
    due = {clock.step: clock.due_at for clock in task.clocks}["follow_up"]
    assert (settled.result, settled.text) == ("solved", AGREEMENT["result"])
    assert timedelta(days=30) <= due - NOON < timedelta(days=36)


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


def possible(task, by):
    return {step.step for step in open_steps(task) if may_take(step, task, person(by))}


@pytest.mark.mechanism(119)
def test_a_party_who_refuses_is_not_mediated_and_the_file_ends_with_other_ways_told():
    task = walk(assigned(), ("resident-1", "consent", {"party": "张三", "agrees": False}))

    assert refused(task, "building-001", "mediate", **TALK).code == "not_everybody_agreed"
    ended = take(
        task,
        "grid-0101",
        "terminated",
        ended_because="refused",
        ways_told="可向人民法院起诉，可申请法律援助",
        result="一方拒绝，已告知诉讼和法律援助途径",
    )
    [settled] = [event for event in ended if isinstance(event, TaskSettled)]
    assert settled.result == "guided"
    assert "file" in open_names(told(task, *ended))


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


@pytest.mark.mechanism(119)
def test_rights_are_told_before_anybody_mediates():
    untold = {**TALK, "rights_told": False}

    assert refused(assigned(), "building-001", "mediate", **untold).code == "tell_rights_first"


@pytest.mark.mechanism(119)
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"signed": ("张三",)}, "signatures_missing"),
        ({"sealed": False}, "seal_missing"),
        ({"mediator_signed": ()}, "seal_missing"),
        ({"perform_by": "soon"}, "not_a_date"),
        ({"effective_on": "2027-01-01"}, "not_effective_yet"),
        ({"form": "telepathy"}, "not_a_choice"),
        ({"facts": ""}, "evidence_missing"),
    ],
)
def test_the_agreement_has_every_field_of_the_law(changes, code):
    command = {**AGREEMENT, **changes}
    command = {name: value for name, value in command.items() if value != ""}

    assert refused(tried(), "building-001", "agreed", **command).code == code


@pytest.mark.mechanism(119)
def test_an_oral_agreement_is_recorded_without_signatures_and_seal():
    oral = {
        name: value
        for name, value in AGREEMENT.items()
        if name not in {"signed", "mediator_signed", "sealed"}
    }

    assert take(tried(), "building-001", "agreed", **{**oral, "form": "oral"})


@pytest.mark.mechanism(119)
def test_court_confirmation_has_thirty_days_and_is_recalled_at_the_twentieth():
    task = walk(tried(), ("building-001", "agreed", AGREEMENT))
    [clock] = [one for one in task.clocks if one.step == "court_confirmed"]
    asked = {"applied_on": "2026-12-20", "court": "海川区人民法院"}

    assert timedelta(days=19) < clock.warn_at - NOON < timedelta(days=25)
    assert take(task, "resident-1", "court_confirmed", now=clock.due_at, **asked)
    late = clock.due_at + timedelta(minutes=1)
    assert refused(task, "resident-1", "court_confirmed", now=late, **asked).code == "window_closed"
    strikes = []
    for _ in range(9):
        at = core.due_at(task)
        happened = tick(task, haichuan(), at)
        strikes += [(type(event), event.step) for event in happened]
        task = told(task, *happened)
    assert (TaskStepWarned, "court_confirmed") in strikes
    assert {step for kind, step in strikes if kind is not TaskStepWarned}.isdisjoint(
        {"court_confirmed"}
    )


@pytest.mark.mechanism(119)
def test_both_may_agree_to_thirty_days_more_once():
    task = tried()

    longer = walk(task, ("building-001", "prolong", {"reason": "双方同意"}))

    assert longer.complete_by - task.complete_by >= timedelta(days=30)
    assert refused(longer, "building-001", "prolong", reason="再延").code == "step_not_open"


def test_a_party_may_have_its_mediator_replaced():
    swap = {"party": "张三", "reason": "他们是亲戚", "mediators": ("grid-0101",)}

    task = walk(assigned(), ("resident-1", "replace", swap))

    assert task.named["assigned"] == ("grid-0101",)
    assert task.taken_off == ("building-001",)
    again = refused(task, "grid-0101", "assign", mediators=("building-001",))
    assert again.code == "recused_before"


def test_a_party_does_not_mediate_its_own_dispute():
    task = walk(
        given("mediation", "R02"),
        ("grid-0101", "accept", {**ACCEPT, "party_accounts": ("building-001",)}),
    )

    code = refused(task, "grid-0101", "assign", mediators=("building-001",)).code

    assert code == "not_a_mediator"


@pytest.mark.mechanism(120)
def test_danger_to_life_calls_the_police_at_once_and_the_mediation_goes_on():
    task = assigned()

    events = take(task, "building-001", "danger", note="有人拿刀")
    [called] = spawned(events)
    child = told(None, called, *core.on_spawned(called, "case-1-t1", haichuan(), NOON))

    assert (called.responder, called.procedure) == ("gongan", "police_help")
    assert "有人拿刀" in child.text
    assert next_strike(child).clock.step == "go"
    assert told(task, *events).stage is core.Stage.STEPPING


def test_whoever_mediates_may_begin_on_his_own_initiative():
    task = begun("mediation", "mediator-01", COMMUNITY)

    assert task.case_id is None
    assert task.tiers[0].tier == "community"
    with pytest.raises(NotYours):
        begun("mediation", "resident-1", COMMUNITY)


@pytest.mark.mechanism(52)
def test_a_family_dispute_is_acted_on_only_by_those_who_may_see_it():
    task = given("mediation", "R03")

    assert task.restricted
    assert refused(task, "building-001", "accept", **ACCEPT).code == "not_on_this_file"
    assert take(task, "grid-0101", "accept", **ACCEPT)


def test_a_file_that_is_late_at_one_tier_goes_up_by_itself():
    task = tried()
    for _ in range(12):
        events = tick(task, haichuan(), core.due_at(task))
        task = told(task, *events)
        if any(isinstance(event, TaskMoved) for event in events):
            break

    assert task.department == "studio-gangwan-01"


def test_the_lists_of_the_pack_are_checked_before_the_order_names_what_is_open():
    with pytest.raises(NotNow) as refusal:
        take(given("mediation", "R02"), "grid-0101", "assign", mediators=TWO)

    assert refusal.value.facts["allowed"] == ("accept", "danger")
