"""人民调解 as the demo pack has it: six steps, three tiers, consent, agreement, court, filing."""

from datetime import timedelta

import pytest

from contracts.events.procedure import TaskSettled, TaskStepWarned
from contracts.refusals import NotNow, NotYours
from services.response import core
from services.response.core.step_clocks import next_strike
from services.response.core.tick import tick
from tests.unit.response.builders import NOON, told
from tests.unit.response.haichuan import (
    COMMUNITY,
    begun,
    given,
    haichuan,
    open_names,
    spawned,
    take,
    walk,
)
from tests.unit.response.mediating import ACCEPT, AGREEMENT, TALK, TWO, assigned, refused, tried


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
@pytest.mark.parametrize("performed", ["no", "partly"])
def test_what_was_agreed_and_not_performed_is_not_filed_away(performed):
    kept = {"performed": performed, "record": "尚欠三百元"}
    task = walk(tried(), ("building-001", "agreed", AGREEMENT), ("grid-0101", "follow_up", kept))
    paid = {"performed": "yes", "record": "已付清"}
    told_where = {"ways_told": "可申请司法确认或向人民法院起诉"}

    early = refused(task, "grid-0101", "file")
    again = walk(task, ("grid-0101", "follow_up", paid), ("grid-0101", "file", {}))
    elsewhere = walk(task, ("grid-0101", "unperformed", told_where), ("grid-0101", "file", {}))

    assert early.code == "not_performed_yet"
    assert {"follow_up", "unperformed"} <= set(early.facts["allowed"])
    assert again.stage is elsewhere.stage is core.Stage.ENDED


def test_a_step_too_early_is_refused_with_what_is_open_in_words():
    refusal = refused(given("mediation", "R02"), "grid-0101", "assign", mediators=TWO)

    assert refusal.code == "step_not_open"
    assert ("受理登记", "Accept and register") in refusal.facts["steps"]


@pytest.mark.mechanism(119)
def test_the_agreement_tells_the_case_and_follow_up_is_due_thirty_days_later():
    events = take(tried(), "building-001", "agreed", **AGREEMENT)
    task = told(tried(), *events)

    [settled] = [event for event in events if isinstance(event, TaskSettled)]
    due = {clock.step: clock.due_at for clock in task.clocks}["follow_up"]
    assert (settled.result, settled.text) == ("solved", AGREEMENT["result"])
    assert timedelta(days=30) <= due - NOON < timedelta(days=36)


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


def test_the_lists_of_the_pack_are_checked_before_the_order_names_what_is_open():
    with pytest.raises(NotNow) as refusal:
        take(given("mediation", "R02"), "grid-0101", "assign", mediators=TWO)

    assert refusal.value.facts["allowed"] == ("accept", "danger")
