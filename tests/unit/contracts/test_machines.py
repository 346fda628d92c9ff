"""The public tables, tested whole and both ways."""

import pytest

from contracts.events import EVENTS
from contracts.lifecycle import CASE_LIFE, WHISTLE_LIFE, CaseStage, WhistleStage
from contracts.machine import IllegalTransition
from contracts.questionnaire_life import QUESTIONNAIRE_LIFE, QuestionnaireStage
from contracts.visit_life import VISIT_LIFE, VisitStage

MACHINES = [
    (CASE_LIFE, CaseStage.NEW),
    (WHISTLE_LIFE, WhistleStage.NEW),
    (VISIT_LIFE, VisitStage.NEW),
    (QUESTIONNAIRE_LIFE, QuestionnaireStage.NEW),
]
MOVES = [
    pytest.param(machine, state, kind, id=f"{state}-{kind.type}")
    for machine, _ in MACHINES
    for state in machine.table
    for kind in EVENTS.values()
]


@pytest.mark.parametrize(("machine", "state", "kind"), MOVES)
def test_a_machine_moves_only_as_its_table_says(machine, state, kind):
    event = kind.model_construct()

    if machine.allows(state, kind):
        assert machine.advance(state, event) == machine.table[state][kind]
    else:
        with pytest.raises(IllegalTransition, match=f"cannot happen while {state}"):
            machine.advance(state, event)


@pytest.mark.parametrize(("machine", "start"), MACHINES)
def test_every_state_is_listed_and_reachable(machine, start):
    seen, todo = set(), [start]

    while todo:
        state = todo.pop()
        seen.add(state)
        todo += [s for s in machine.table[state].values() if s not in seen]

    assert seen == set(type(start)) == set(machine.table)


@pytest.mark.parametrize(("machine", "start"), MACHINES)
def test_from_every_open_state_an_end_can_be_reached(machine, start):
    ends = {state for state, moves in machine.table.items() if not moves}

    def reaches(state, seen=frozenset()):
        return state in ends or any(
            reaches(s, seen | {state}) for s in machine.table[state].values() if s not in seen
        )

    assert ends
    assert all(reaches(state) for state in machine.table)
