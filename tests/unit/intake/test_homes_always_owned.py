"""The life of a binding, whole and both ways; and that no open request is ever forgotten."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.commands import household as ask
from contracts.events import EVENTS
from contracts.household import BINDING_LIFE, BindingStage
from contracts.machine import IllegalTransition
from contracts.refusals import Refused
from services.intake.core.binding import tick_household
from services.intake.core.household import evolve_household
from tests.unit.intake.homes import EVERYBODY, HOME, PLACE, asked, does
from tests.unit.response.town import DEMO, NOON

VERIFY, REFUSE, END = ask.VerifyBinding(), ask.RefuseBinding(reason="查无此人"), ask.EndBinding()


@pytest.mark.parametrize("stage", BindingStage)
def test_a_binding_moves_only_as_its_table_says(stage):
    row = BINDING_LIFE.table[stage]

    for kind in EVENTS.values():
        event = kind.model_construct()
        if kind in row:
            assert BINDING_LIFE.advance(stage, event) == row[kind]
        else:
            with pytest.raises(IllegalTransition):
                BINDING_LIFE.advance(stage, event)


steps = st.lists(
    st.tuples(
        st.sampled_from([ask.AskBinding(home=HOME), VERIFY, REFUSE, END, "clock"]),
        st.sampled_from(EVERYBODY),
        st.integers(0, 3),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(steps)
def test_whatever_anybody_does_every_open_request_has_an_owner_and_a_time(steps):
    home, now = None, NOON

    for command, by, nth in steps:
        now += timedelta(days=nth)
        try:
            home = _step(home, command, by, nth, now)
        except Refused:
            continue

    for one in home.bindings.values() if home else ():
        waits = bool(BINDING_LIFE.table[one.stage]) and one.stage is BindingStage.ASKED
        assert (one.due_at is not None) == waits
        assert one.owner.at in PLACE.path
    assert home is None or len(home.standing(BindingStage.ASKED)) <= 3


def _step(home, command, by, nth, now):
    if command == "clock":
        for event in tick_household(home, DEMO, now):
            home = evolve_household(home, event)
        return home
    if isinstance(command, ask.AskBinding):
        return asked(home, by=by, now=now)[1]
    ids = [*(home.bindings if home else ()), "hh-none-0"]
    return does(home, command, by, now, facts=ids[nth % len(ids)])
