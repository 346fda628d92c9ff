"""Whatever anybody does to anything, in any order, at any time: it never falls through.

Every machine of every service is walked through in the same way (`life`): anybody of the city asks
anything, others say what they say, time passes also over holidays, clocks strike late or in time.
After each step it stands where its table says, somebody there is owes the next step by a time, and
its events tell the same to whoever hears them. Questions, pleas and supervisions live in their
whistle, recusal and redaction have no stages: they are walked through with what they are part of.
"""

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

import contracts
import services
from contracts.machine import Machine
from services.evaluation.core import assessment, callback, lag, month
from services.response.core import TASK_LIFE, Stage
from tests.unit.lives import (
    earning_lives,
    intake_lives,
    judgement_lives,
    offer_lives,
    response_lives,
    whistle_lives,
)
from tests.unit.lives.laws import LAWS, folds_to_the_same, somebody_may_act
from tests.unit.lives.life import drawn, index, walked, walks
from tests.unit.response.town import DEMO
from tests.unit.test_clocks import shapes

LIVES = {
    life.name: life
    for part in (
        intake_lives,
        whistle_lives,
        offer_lives,
        response_lives,
        judgement_lives,
        earning_lives,
    )
    for life in part.LIVES
}
BOOKS = {
    "hearsay": "a note that somebody spoke of what intake never had",
    "aside": "a note of what dispatch was told before its time",
    "trails": "a note of what was tried on a case before anybody whistled",
    "sheets": "a copy of a whistle, to be counted",
    "accounts": "a copy of a case, to be counted",
    "ratings": "one word, said once",
    "opinions": "one word, said once",
}
"""What is kept and owes nobody anything: it has no stages and no clock."""
PASSED: dict[int, set[Any]] = {
    id(TASK_LIFE): {Stage.CALLED, Stage.GIVEN},
    id(assessment.ASSESSMENT_LIFE): {assessment.Stage.CONFIRMED},
    id(callback.CALLBACK_LIFE): {callback.Stage.NEW},
    id(month.MONTH_LIFE): {month.Stage.OPEN},
    id(lag.LAGGING_LIFE): {lag.Stage.PUBLISHED},
}
"""Stages that a single decision passes through; nothing is ever kept there."""
STEPS, WALKS, OF_PROCEDURES = 30, 300, 40
"""Those of procedures are dear."""

every_life = pytest.mark.parametrize("name", LIVES)


@every_life
@settings(max_examples=40, deadline=None)
@given(start=index, steps=walks)
def test_whatever_happens_it_stands_legally_is_owed_and_is_told_alike(name, start, steps):
    moments = [*walked(LIVES[name], start, steps)]

    for moment in moments:
        for law in LAWS:
            law(moment)
    folds_to_the_same(moments)


@every_life
@settings(max_examples=10, deadline=None)
@given(start=index, steps=walks)
def test_there_is_always_somebody_who_may_act(name, start, steps):
    *_, last = walked(LIVES[name], start, steps)

    somebody_may_act(last)


@every_life
def test_every_command_there_is_is_among_the_acts(name):
    life = LIVES[name]

    asked = {type(what.command) for one in life.starts for what in life.asks(one, life.since)}

    assert asked == life.commands


def test_every_machine_there_is_is_walked_through():
    """A new one fails here until it has a life."""
    walked_through = {id(one.machine) for life in LIVES.values() for one in _standings(life)}

    missing = [name for name, machine in _machines() if id(machine) not in walked_through]

    assert missing == []


def test_everything_that_is_kept_is_walked_through_or_owes_nobody_anything():
    kept = {shape.name: shape for shape in shapes()}

    lived = {life.shape.name for life in LIVES.values()}

    assert lived | BOOKS.keys() == kept.keys()
    assert not lived & BOOKS.keys()
    assert {kept[name].due(None) for name in BOOKS} == {None}


def test_every_procedure_of_the_pack_is_walked_through():
    by_whistle_or_case = {"muster", "transfer"}

    assert LIVES.keys() >= DEMO.procedures.keys() - by_whistle_or_case


def test_the_walks_reach_every_stage_and_the_end_of_every_procedure():
    """Or they would prove nothing of what they miss."""
    reached: dict[int, set[Any]] = defaultdict(set)
    for life in LIVES.values():
        here = {(id(one.machine), one.stage) for one in _seen(life) if one.machine}
        for machine, stage in here:
            reached[machine].add(stage)
        ends = life.name not in DEMO.procedures or (id(TASK_LIFE), Stage.ENDED) in here
        assert ends, f"no walk ends a {life.name}"

    for name, machine in _machines():
        never = machine.table.keys() - reached[id(machine)] - PASSED.get(id(machine), set())
        assert {stage.value for stage in never} <= {"new"}, name


def _machines() -> Iterator[tuple[str, Machine[Any]]]:
    for package in (contracts, services):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.endswith("__main__"):
                continue
            said = vars(importlib.import_module(found.name)).items()
            yield from ((name, one) for name, one in said if isinstance(one, Machine))


def _standings(life) -> Iterator[Any]:
    for start in life.starts:
        yield from life.standing(start).values()


def _seen(life) -> Iterator[Any]:
    """Where it stood in many walks that are the same every time; the laws hold there, too."""
    dice = Random(life.name)
    for start in range(OF_PROCEDURES if life.name in DEMO.procedures else WALKS):
        for moment in walked(life, start, drawn(dice, STEPS)):
            for law in LAWS:
                law(moment)
            yield from life.standing(moment.after).values()
