"""A notice to groups: its table both ways, and what holds whatever is done to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.commands import notice as ask
from contracts.events import EVENTS
from contracts.machine import IllegalTransition
from contracts.notice_life import NOTICE_LIFE, NoticeStage
from contracts.noticing import Counts
from contracts.refusals import Refused
from services.dispatch.core import notice as core
from tests.unit.dispatch.groups import NOON, decided, sending
from tests.unit.dispatch.town import EVERYBODY, hours


def told(state, events):
    for event in events:
        state = core.evolve(state, event)
    return state


@pytest.mark.parametrize("stage", NoticeStage)
def test_a_notice_moves_only_as_its_table_says(stage):
    for kind in EVENTS.values():
        if not kind.type.startswith("notice."):
            continue
        if NOTICE_LIFE.allows(stage, kind):
            assert NOTICE_LIFE.advance(stage, kind.model_construct()) in NoticeStage
        else:
            with pytest.raises(IllegalTransition):
                NOTICE_LIFE.advance(stage, kind.model_construct())


ACTS = st.tuples(
    st.sampled_from(["withdraw", "tick"]), st.sampled_from(EVERYBODY), st.integers(0, 200)
)


@given(st.booleans(), st.lists(ACTS, max_size=8))
def test_whatever_is_done_an_open_notice_has_an_owner_and_a_deadline(later, acts):
    now = NOON
    state = told(None, decided(sending(send_at=NOON + hours(9) if later else None)))

    for what, by, forward in acts:
        now += hours(forward)
        try:
            said = (
                core.tick(state, Counts(), now)
                if what == "tick"
                else decided(ask.WithdrawNotice(reason="No"), state, by, now)
            )
        except Refused:
            continue
        state = told(state, said)
        over = not NOTICE_LIFE.table[state.stage]
        assert state.owner.at == "c1"
        assert over is (core.next_clock(state) is None) is (state.due_at is None)
