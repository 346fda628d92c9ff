"""Whatever anybody does, a questionnaire has an owner, a date, and counts that add up."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.questionnaire_life import QUESTIONNAIRE_LIFE
from contracts.refusals import Refused
from services.intake.core.questioning import tick_questionnaire
from tests.unit.intake.questionnaires import COMMANDS, DRAFT, EVERYBODY, decide, done
from tests.unit.intake.visits import NOON

acts = st.tuples(st.sampled_from(COMMANDS), st.sampled_from(EVERYBODY))
steps = st.lists(st.tuples(st.integers(0, 60), st.one_of(st.none(), acts)), max_size=15)


@settings(max_examples=150, deadline=None)
@given(steps)
def test_whatever_anybody_does_an_open_one_has_an_owner_and_a_date_and_its_counts_add_up(steps):
    now, known = NOON, DRAFT

    for hours, step in steps:
        now += timedelta(hours=hours)
        try:
            events = (
                decide(step[0], known, step[1], now) if step else tick_questionnaire(known, now)
            )
        except Refused:
            events = []
        QUESTIONNAIRE_LIFE.replay(known.stage, events)
        known = done(known, events)

        open_ = bool(QUESTIONNAIRE_LIFE.table[known.stage])
        assert (known.owner is not None) == (known.due_at is not None) == open_
        assert known.tallies[0].answered == len(known.marks) == len(set(known.marks))
