"""The two tables of moves, whole and both ways."""

import pytest

from contracts.events import EVENTS
from contracts.machine import IllegalTransition
from services.evaluation.core import (
    ASSESSMENT_LIFE,
    CALLBACK_LIFE,
    assessment,
    callback,
    lag,
    month,
    review,
    risk,
)
from services.evaluation.core.lag import LAGGING_LIFE
from services.evaluation.core.month import MONTH_LIFE
from services.evaluation.core.review import REVIEW_LIFE
from services.evaluation.core.risk import RISK_LIFE

LIVES = [
    (ASSESSMENT_LIFE, assessment.Stage.NEW),
    (CALLBACK_LIFE, callback.Stage.NEW),
    (REVIEW_LIFE, review.Stage.NEW),
    (MONTH_LIFE, month.Stage.OPEN),
    (LAGGING_LIFE, lag.Stage.NEW),
    (RISK_LIFE, risk.Stage.NEW),
]
MOVES = [
    pytest.param(machine, stage, kind, id=f"{type(stage).__module__[-10:]}-{stage}-{kind.type}")
    for machine, _ in LIVES
    for stage in machine.table
    for kind in EVENTS.values()
]


@pytest.mark.parametrize(("machine", "stage", "kind"), MOVES)
def test_a_machine_moves_only_as_its_table_says(machine, stage, kind):
    event = kind.model_construct()

    if machine.allows(stage, kind):
        assert machine.advance(stage, event) == machine.table[stage][kind]
    else:
        with pytest.raises(IllegalTransition):
            machine.advance(stage, event)


@pytest.mark.parametrize(("machine", "start"), LIVES)
def test_every_stage_is_listed_and_reachable(machine, start):
    seen, todo = set(), [start]

    while todo:
        stage = todo.pop()
        seen.add(stage)
        todo += [s for s in machine.table[stage].values() if s not in seen]

    assert seen == set(type(start)) == set(machine.table)


def test_an_assessment_ends_when_it_is_final():
    ends = {
        stage
        for stage, moves in ASSESSMENT_LIFE.table.items()
        if stage is not assessment.Stage.NEW and set(moves.values()) == {stage}
    }

    assert ends == {assessment.Stage.FINAL}
