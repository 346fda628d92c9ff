"""Stages, acts and reasons that nobody typed, in both languages."""

import pytest

from contracts.commands.routes import owned_by
from contracts.lifecycle import CaseStage, WhistleStage
from contracts.sentences import say
from contracts.stages import ACTS, STATES
from contracts.written import LEAD_FELL, english


@pytest.mark.parametrize("stage", sorted({*CaseStage, *WhistleStage}))
def test_every_public_stage_has_words(stage):
    assert all(STATES[stage])


@pytest.mark.parametrize(
    "act", sorted({route.act for route in owned_by("dispatch") if "whistles/{id}" in route.path})
)
def test_everything_that_may_be_done_with_a_whistle_has_words(act):
    assert all(ACTS[act])


def test_a_refusal_says_stages_and_acts_in_words():
    facts = {"state": "mustering", "allowed": ["remind", "change-lead", "no-such"]}

    assert say("illegal_move", "zh", facts) == (
        "目前是“集结中”，不能这样办。现在可以：催办、变更牵头、no-such。"
    )
    assert say("illegal_move", "en", facts) == (
        "It is now “mustering”, so this is not possible. Possible now: remind, change the lead, "
        "no-such."
    )


def test_what_people_typed_stays_in_their_words():
    assert english("我们自己写的理由") is None
    assert english(None) is None
    assert english(LEAD_FELL.zh) == LEAD_FELL.en
