"""Every command against every actor and every stage, both ways."""

import pytest

from contracts.commands import case as ask
from contracts.commands.routes import owned_by
from contracts.events.case import CaseEvent
from contracts.lifecycle import CASE_LIFE, CaseStage
from contracts.refusals import NotNow, NotThere, NotYours
from services.intake.core import AS_REPORT, DECISIONS
from services.intake.core.gates import GATES, allowed
from services.intake.core.questioning import QUESTIONNAIRE_DECISIONS
from services.intake.core.visit_gates import VISIT_DECISIONS
from services.intake.handlers.homing import HOME_DECISIONS
from tests.unit.intake.builders import (
    AUDITOR,
    COMMANDER,
    COMMANDS,
    EVERYBODY,
    HEAD,
    LIAISON,
    NEIGHBOUR,
    NEXT_WORKER,
    OFFICER,
    OTHER_COMMANDER,
    RESIDENT,
    SECRETARY,
    STAFF,
    SUPERVISOR,
    WORKER,
    actor,
    at_every_stage,
    case,
    decide,
    sort,
)

STAGES = at_every_stage()
HELD = {
    ask.Sort,
    ask.Answer,
    ask.Merge,
    ask.Refuse,
    ask.Transfer,
    ask.Entrust,
    ask.Settle,
    ask.Escalate,
}
HELD |= {ask.FeedBack}
WHEN = {
    ask.Sort: {"reported", "owned"},
    ask.Answer: {"reported", "owned"},
    ask.Merge: {"reported", "owned"},
    ask.Refuse: {"reported", "owned"},
    ask.Transfer: {"reported", "owned"},
    ask.Entrust: {"reported", "owned"},
    ask.Settle: {"owned"},
    ask.Escalate: {"reported", "owned"},
    ask.FeedBack: {"solved"},
    ask.Confirm: {"fed_back"},
    ask.Dispute: {"fed_back", "confirmed"},
    ask.Withdraw: {"reported", "owned"},
}
OPEN = {
    "reported",
    "owned",
    "transferred",
    "entrusted",
    "whistled",
    "ordered",
    "solved",
    "fed_back",
    "confirmed",
}


def holder(command):
    """Somebody who may ask this of any of the cases."""
    return COMMANDER if type(command) in HELD else RESIDENT


def named(values):
    return [pytest.param(value, id=type(value).__name__) for value in values]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("command", named(COMMANDS))
def test_a_command_is_decided_in_its_stages_and_refused_in_all_others(command, stage):
    before, by = STAGES[stage], holder(command)

    if stage in WHEN.get(type(command), OPEN):
        assert all(isinstance(event, CaseEvent) for event in decide(command, before, by))
    else:
        with pytest.raises(NotNow) as refused:
            decide(command, before, by)
        assert refused.value.code == "illegal_move"
        assert refused.value.facts["state"] == stage
        assert refused.value.facts["allowed"] == allowed(by, before)


LEGAL = [
    pytest.param(command, stage, id=f"{type(command).__name__}-{stage}")
    for command in COMMANDS
    for stage in STAGES
    if stage in WHEN.get(type(command), OPEN)
]


@pytest.mark.parametrize(("command", "stage"), LEGAL)
def test_what_is_decided_is_always_a_move_of_the_public_table(command, stage):
    before = STAGES[stage]

    events = decide(command, before, holder(command))

    assert CASE_LIFE.replay(before.stage, events) in CASE_LIFE.table


MAY_HOLD = {
    "unit": {HEAD, WORKER, OFFICER, SECRETARY, STAFF, COMMANDER, SUPERVISOR},
    "grid": {WORKER, OFFICER, SECRETARY, STAFF, COMMANDER, SUPERVISOR},
    "community": {OFFICER, SECRETARY, STAFF, COMMANDER, SUPERVISOR},
    "street": {STAFF, COMMANDER, SUPERVISOR},
    "district": {SUPERVISOR},
}


@pytest.mark.mechanism(68, 73, 164)
@pytest.mark.parametrize("level", MAY_HOLD)
@pytest.mark.parametrize("by", [pytest.param(one, id=one.id) for one in EVERYBODY])
def test_only_the_rung_that_holds_a_case_and_those_above_it_decide(level, by):
    owned = at_level(level)
    answer = ask.Answer(text="Tonight")

    if by in MAY_HOLD[level]:
        assert decide(answer, owned, by)
    else:
        with pytest.raises(NotYours, match="not_the_holder"):
            decide(answer, owned, by)


def at_level(level):
    """A case held at this level."""
    before = case()
    rungs = {"unit": "g1", "grid": "g1", "community": "c1", "street": "s1", "district": "hc"}
    owner = {"level": level, "at": rungs[level]}
    return type(before).model_validate(before.model_dump() | {"owner": owner, "home": owner})


REPORTERS_OWN = (
    ask.Confirm(),
    ask.Dispute(reason="No"),
    ask.Supplement(text="More"),
    ask.Hurry(),
    ask.Withdraw(reason="Mine"),
)


@pytest.mark.parametrize("by", [pytest.param(one, id=one.id) for one in EVERYBODY])
@pytest.mark.parametrize("command", named(REPORTERS_OWN))
def test_only_somebody_who_reported_it_speaks_for_it(command, by):
    stage = sorted(WHEN.get(type(command), OPEN))[0]
    before = STAGES[stage]

    if by == RESIDENT:
        decide(command, before, by)
    else:
        with pytest.raises(NotYours, match="not_a_reporter"):
            decide(command, before, by)


@pytest.mark.parametrize("command", named(COMMANDS))
def test_a_stranger_learns_nothing_of_the_stage(command):
    stranger = actor("mo", LIAISON.posts[0].role, "gasco")

    for before in STAGES.values():
        with pytest.raises(NotYours):
            decide(command, before, stranger)


@pytest.mark.parametrize("command", named(COMMANDS))
def test_nothing_can_be_asked_of_a_case_that_is_not_there(command):
    with pytest.raises(NotThere, match="not_found"):
        decide(command, None, COMMANDER)


def test_every_command_of_the_route_table_has_a_decision():
    doors = {route.command for route in owned_by("intake")}

    decided = {*DECISIONS, *VISIT_DECISIONS, *QUESTIONNAIRE_DECISIONS, *HOME_DECISIONS}
    assert decided | {*AS_REPORT} == doors
    assert set(GATES) == set(DECISIONS) - {ask.Report}


def test_a_refusal_names_only_what_this_actor_may_do_instead():
    fed_back = STAGES["fed_back"]

    assert allowed(RESIDENT, fed_back) == ["confirm", "dispute", "supplement", "hurry", "message"]
    assert allowed(OFFICER, fed_back) == ["bundle", "message"]
    assert "sort" in allowed(WORKER, STAGES["reported"])
    assert allowed(NEIGHBOUR, STAGES["reported"]) == []


def test_a_refusal_on_a_merged_case_names_the_one_it_went_into():
    with pytest.raises(NotNow) as refused:
        decide(sort(), STAGES["merged"], COMMANDER)

    assert refused.value.facts["into"] == "case-0"
    assert refused.value.facts["allowed"] == []


def test_the_builders_reach_every_stage():
    reached = {CaseStage(before.stage) for before in STAGES.values()}

    assert reached == set(CaseStage) - {CaseStage.NEW}
    assert not {NEXT_WORKER, OTHER_COMMANDER, AUDITOR} & MAY_HOLD["unit"]
