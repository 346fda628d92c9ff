"""Stages, acts and reasons that nobody typed, in both languages."""

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import contracts
import services
from contracts.acts import ACTS
from contracts.commands.routes import ROUTES
from contracts.machine import Machine
from contracts.sentences import Sentence, say
from contracts.stages import CHANNELS, STATES
from contracts.words import Channel
from contracts.written import LEAD_FELL, english

DOOR_ONLY = {"register", "revoke"}
"""Acts of doors the gateway keeps itself."""


def machines() -> Iterator[Machine[Any]]:
    """Every table of stages there is, wherever it stands."""
    for package in (contracts, services):
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                kept = vars(import_module(found.name)).values()
                yield from (one for one in kept if isinstance(one, Machine))


@pytest.mark.parametrize("stage", sorted({str(s) for machine in machines() for s in machine.table}))
def test_every_stage_of_every_machine_has_words(stage: str):
    assert all(STATES[stage])


@pytest.mark.parametrize("act", sorted({route.act for route in ROUTES if "{" in route.path}))
def test_everything_that_may_be_done_with_something_has_words(act: str):
    assert all(ACTS[act])


def test_the_stage_of_a_place_is_said_in_words():
    said = say("claim_elsewhere", "zh", {"claim": "on_duty", "allowed": ["release"]})

    assert f"“{STATES['on_duty'][0]}”" in said
    assert ACTS["release"][0] in said


def test_what_bears_both_languages_is_said_in_the_reader_s():
    steps = (Sentence("调解", "Mediate"), Sentence("终止", "End it"))

    assert "调解、终止" in say("step_not_open", "zh", {"steps": steps})
    assert "Mediate, End it" in say("step_not_open", "en", {"steps": steps})


@pytest.mark.parametrize("channel", Channel)
def test_every_way_in_has_words(channel: Channel):
    assert all(CHANNELS[channel])


def test_no_words_are_kept_for_what_there_is_not():
    assert {*ACTS} <= {route.act for route in ROUTES} | DOOR_ONLY
    assert {*CHANNELS} == {*Channel}


def test_one_act_on_several_things_is_named_so_that_it_fits_them_all():
    shared = Counter(route.act for route in ROUTES)

    assert shared["confirm"] > 1
    assert ACTS["confirm"] == ("确认", "confirm")


def test_a_refused_channel_is_told_by_its_name():
    assert "（服务窗口）" in say("channel_needs", "zh", {"channel": "window"})
    assert "(the window)" in say("channel_needs", "en", {"channel": "window"})


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
