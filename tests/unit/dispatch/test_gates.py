"""Every command against every actor and every stage, both ways."""

import pytest

from contracts.commands import coordination as talk
from contracts.commands import relief as plea
from contracts.commands import whistle as ask
from contracts.commands.routes import owned_by
from contracts.lifecycle import WHISTLE_LIFE, WhistleStage
from contracts.refusals import NotNow, NotThere, NotYours
from services.dispatch.core import DECISIONS
from services.dispatch.core.gates import GATES, allowed, enter
from services.dispatch.handlers import COMMANDS as COMMANDS_OF_OFFERS
from services.dispatch.handlers.notices import COMMANDS as COMMANDS_OF_NOTICES
from tests.unit.dispatch.builders import (
    COMMANDS,
    ENDORSE,
    REVISE,
    at_every_stage,
    decide,
    draft,
    finished,
    whistle,
)
from tests.unit.dispatch.town import (
    CITY,
    COMMANDER,
    DISTRICT,
    EVERYBODY,
    LEADER,
    LIAISON,
    OFFICER,
    SECRETARY,
    STREET_SUPERVISOR,
    WATER_HEAD,
    WORKER,
)

STAGES = at_every_stage()
RAISED = {"mustering", "working"}
WHEN = {
    ask.Endorse: {"draft"},
    ask.Approve: {"endorsed"},
    ask.RefuseDraft: {"draft", "endorsed", "returned"},
    ask.ReturnDraft: {"draft", "endorsed"},
    ask.ReviseDraft: {"returned"},
    ask.Remind: RAISED,
    ask.CallMore: RAISED | {"solved"},
    ask.ChangeLead: RAISED | {"solved"},
    ask.SendBack: RAISED | {"solved"},
    ask.WithdrawWhistle: RAISED | {"draft", "endorsed", "returned"},
    ask.EscalateWhistle: RAISED,
    ask.DecideRuling: RAISED,
    ask.ConfirmWhistle: {"solved"},
    ask.CloseWhistle: {"assessed"},
    talk.Say: RAISED | {"solved"},
    talk.Meet: RAISED | {"solved"},
    talk.FinishStep: RAISED | {"solved"},
    talk.Supervise: RAISED,
    talk.AnswerSupervision: RAISED,
    ask.Ratify: set(),
    ask.Join: set(),
    ask.DeclineJoin: set(),
    plea.Waive: RAISED,
    plea.DecideRelief: RAISED,
}
CALLED = {LIAISON, WATER_HEAD}
WHO = {
    ask.Endorse: {OFFICER, SECRETARY},
    ask.RefuseDraft: {OFFICER, SECRETARY, COMMANDER},
    ask.ReturnDraft: {OFFICER, SECRETARY, COMMANDER},
    ask.Remind: {COMMANDER, STREET_SUPERVISOR},
    ask.DecideRuling: {COMMANDER, DISTRICT},
    talk.Say: {COMMANDER, STREET_SUPERVISOR, *CALLED},
    talk.Meet: {COMMANDER, STREET_SUPERVISOR},
    talk.FinishStep: {COMMANDER, *CALLED},
    talk.Supervise: {COMMANDER, STREET_SUPERVISOR, DISTRICT},
    talk.AnswerSupervision: CALLED,
    ask.Join: set(),
    ask.DeclineJoin: set(),
    plea.DecideRelief: {COMMANDER, STREET_SUPERVISOR, DISTRICT},
}

ACTS = {route.command: route.act for route in owned_by("dispatch")}


def named(values):
    return [pytest.param(value, id=type(value).__name__) for value in values]


def one_of(command):
    """Somebody who may ask this."""
    others = {ask.Endorse: OFFICER, ask.ReviseDraft: WORKER, talk.AnswerSupervision: LIAISON}
    return others.get(type(command), COMMANDER)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("command", named(COMMANDS))
def test_a_command_is_let_in_in_its_stages_and_refused_in_all_others(command, stage):
    before, by = STAGES[stage], one_of(command)

    if isinstance(command, ask.Ratify | ask.Join | ask.DeclineJoin):
        with pytest.raises((NotNow, NotYours)):
            decide(command, before, by)
    elif not GATES[type(command)].may(by, before):
        with pytest.raises(NotYours):
            decide(command, before, by)
    elif stage in WHEN[type(command)]:
        assert enter(command, before, by, CITY) is before
    else:
        with pytest.raises(NotNow) as refused:
            decide(command, before, by)
        assert refused.value.code in {"illegal_move", "calls_open"}
        assert refused.value.facts["state"] == stage
        assert refused.value.facts["allowed"] == allowed(by, before)


@pytest.mark.mechanism(6)
@pytest.mark.parametrize("command", named([c for c in COMMANDS if c is not REVISE]))
@pytest.mark.parametrize("by", [pytest.param(one, id=one.id) for one in EVERYBODY])
def test_only_who_may_ask_is_let_in_and_others_learn_nothing_of_the_stage(command, by):
    may = WHO.get(type(command), {COMMANDER})
    if by in (may | {LEADER} if COMMANDER in may else may):
        assert GATES[type(command)].may(by, whistle())
        return

    for before in STAGES.values():
        with pytest.raises(NotYours):
            decide(command, before, by)


@pytest.mark.parametrize("stage", STAGES)
def test_what_is_said_to_be_allowed_is_exactly_what_is_let_in(stage):
    before = STAGES[stage]

    words = {ACTS[kind] for kind, stages in WHEN.items() if stage in stages}

    assert set(allowed(COMMANDER, before)) == words - {"endorse", "answer", "revise"}


@pytest.mark.parametrize("command", named(COMMANDS))
def test_a_whistle_that_is_not_there_is_not_there_for_anybody(command):
    with pytest.raises(NotThere, match="not_found"):
        decide(command, None, one_of(command))


def test_a_draft_from_below_waits_for_its_community():
    before = draft()

    assert allowed(COMMANDER, before) == ["refuse", "return", "withdraw"]
    assert allowed(OFFICER, before) == ["endorse", "refuse", "return"]


def test_a_draft_of_the_community_itself_needs_nobody_behind_it():
    before = draft(SECRETARY)

    assert "approve" in allowed(COMMANDER, before)
    with pytest.raises(NotNow, match="illegal_move"):
        decide(ENDORSE, before, OFFICER)


@pytest.mark.mechanism(1)
@pytest.mark.parametrize("command", named([c for c in COMMANDS if GATES[type(c)].ends]))
def test_who_would_end_a_whistle_too_early_is_told_which_calls_are_open(command):
    half = finished(whistle("water", "roads", "fire"), 1)

    with pytest.raises(NotNow, match="calls_open") as refused:
        decide(command, half)

    assert refused.value.facts["open"] == ["wh-1-2", "wh-1-3"]
    assert refused.value.facts["departments"] == ["the roads", "the fire"]


def test_every_command_of_dispatch_has_a_decision_and_a_gate():
    beside = COMMANDS_OF_OFFERS | COMMANDS_OF_NOTICES
    commands = {route.command for route in owned_by("dispatch")} - beside

    assert set(DECISIONS) == commands
    assert set(GATES) == commands - {ask.Raise}


def test_the_stages_tested_here_are_all_there_are():
    assert set(STAGES) | {"new"} == {stage.value for stage in WhistleStage}
    assert {s.stage for s in STAGES.values()} | {WhistleStage.NEW} == set(WHISTLE_LIFE.table)
