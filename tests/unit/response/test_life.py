"""The table of moves, whole and both ways."""

import pytest

from contracts.events import EVENTS
from contracts.machine import IllegalTransition
from services.response.core import TASK_LIFE, Stage, evolve
from tests.unit.response.builders import summoned, whistled

MOVES = [
    pytest.param(stage, kind, id=f"{stage}-{kind.type}")
    for stage in TASK_LIFE.table
    for kind in EVENTS.values()
]


@pytest.mark.parametrize(("stage", "kind"), MOVES)
def test_a_task_moves_only_as_its_table_says(stage, kind):
    event = kind.model_construct()

    if TASK_LIFE.allows(stage, kind):
        assert TASK_LIFE.advance(stage, event) == TASK_LIFE.table[stage][kind]
    else:
        with pytest.raises(IllegalTransition):
            TASK_LIFE.advance(stage, event)


def test_every_stage_is_listed_and_reachable():
    seen, todo = set(), [Stage.NEW]

    while todo:
        stage = todo.pop()
        seen.add(stage)
        todo += [s for s in TASK_LIFE.table[stage].values() if s not in seen]

    assert seen == set(Stage) == set(TASK_LIFE.table)


def test_only_accepted_released_and_ended_are_ends():
    ends = {stage for stage, moves in TASK_LIFE.table.items() if {*moves.values()} <= {stage}}

    assert ends == {Stage.ACCEPTED, Stage.RELEASED, Stage.ENDED}


def test_a_task_cannot_be_called_twice():
    task = whistled()

    with pytest.raises(IllegalTransition):
        evolve(task, summoned())
