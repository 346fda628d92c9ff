"""Whatever people, messages and clocks do, in any order: a whistle never falls through.

Hypothesis makes the sequences: anybody asks anything, any department says anything it can, time
passes in jumps of minutes or weeks. What is refused is refused whole; what is said is folded in.
"""

from collections import Counter
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.commands import relief as plea
from contracts.commands import whistle as ask
from contracts.events.call import CallEscalated, CallOverdue, CallWarned, SupervisionOpened
from contracts.lifecycle import WHISTLE_LIFE, WhistleStage
from contracts.machine import IllegalTransition
from contracts.refusals import Refused
from services.dispatch import core
from tests.unit.dispatch.builders import (
    COMMANDS,
    CONFIRM,
    GRANT,
    WORDS,
    act,
    decide,
    done,
    draft,
    finished,
    hear,
    tell,
    ticked,
    whistle,
)
from tests.unit.dispatch.town import (
    CITY,
    COMMANDER,
    DISTRICT,
    EVERYBODY,
    LIAISON,
    NOON,
    OFFICER,
)

EXAMPLES = 60
RUNGS = (CallWarned, CallOverdue, SupervisionOpened, CallEscalated)
RULINGS = [f"wh-1-{n}-r{m}" for n in (1, 2, 3, 4) for m in (1, 2, 3)]
RELIEFS = [f"wh-1-{n}-x{m}" for n in (1, 2) for m in (1, 2)]
UPHOLDS = ask.DecideRuling(upheld=True, reason="So be it")
THREE = whistle("water", "roads", "c1")
STARTS = [
    whistle("water"),
    THREE,
    draft(),
    draft(COMMANDER),
    tell(tell(THREE, "acknowledge"), "arrive"),
    finished(THREE),
    act(finished(THREE), CONFIRM),
]

asks = st.tuples(
    st.sampled_from([*COMMANDS, UPHOLDS, GRANT, GRANT]),
    st.sampled_from([COMMANDER, DISTRICT, OFFICER, LIAISON, *EVERYBODY]),
    st.sampled_from(RULINGS),
    st.sampled_from(RELIEFS),
)
words = st.tuples(st.sampled_from(sorted(WORDS)), st.integers(1, 4))
jumps = st.sampled_from([timedelta(minutes=20), timedelta(hours=7), timedelta(days=15)])
walks = st.lists(st.one_of(asks, words, jumps), max_size=40)


def happened(before, step, now):
    """What one step makes people say: (the whistle it is folded into, the events)."""
    try:
        match step:
            case (str(word), n):
                return hear(before, word, n, now)
            case (command, by, ruling, relief):
                named = {ask.DecideRuling: ruling, plea.DecideRelief: relief}.get(type(command))
                facts = {"facts": named} if named else {}
                return before, decide(command, before, by, now, **facts)
    except (Refused, IllegalTransition):
        return before, []


def walked(start, steps):
    """Every whistle on the way, with what was said to make it and when."""
    now, current = NOON, start
    yield start, [], now
    for step in steps:
        if isinstance(step, timedelta):
            now += step
            said, current = ticked(current, now)
        else:
            current, said = happened(current, step, now)
            current = done(current, said)
        yield current, said, now


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(STARTS), walks)
def test_a_whistle_always_stands_at_a_legal_stage(start, steps):
    stage = start.stage

    for current, said, _ in walked(start, steps):
        moves = [event for event in said if WHISTLE_LIFE.allows(stage, type(event))]
        stage = WHISTLE_LIFE.replay(stage, moves)
        assert current.stage is stage


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(STARTS), walks)
def test_an_open_whistle_always_has_an_owner_and_a_next_deadline(start, steps):
    for current, _, _now in walked(start, steps):
        over = not WHISTLE_LIFE.table[current.stage]
        facts = (current.owner, current.due_at, core.next_clock(current))
        assert [fact is None for fact in facts] == [over] * 3


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(STARTS), walks)
def test_after_the_clock_has_looked_nothing_is_due(start, steps):
    for current, _, now in walked(start, steps):
        _, looked = ticked(current, now)
        nearest = core.next_clock(looked)
        assert nearest is None or nearest > now


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(STARTS), walks)
def test_each_rung_of_each_clock_fires_at_most_once(start, steps):
    fired = Counter()

    for current, said, _ in walked(start, steps):
        for event in said:
            if isinstance(event, RUNGS) and getattr(event, "cause", "limit") == "limit":
                since = current.call(event.task_id).clocks[event.duty].since
                fired[event.task_id, event.duty, since, event.type] += 1

    assert set(fired.values()) <= {1}


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(STARTS), walks)
def test_exactly_one_leads_as_long_as_anybody_is_called(start, steps):
    for current, _, _now in walked(start, steps):
        leads = [call.department for call in current.live if call.lead]
        assert len(leads) == bool(current.live)
        assert "c1" not in leads


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(STARTS), walks)
def test_a_whistle_is_past_solving_only_when_nobody_owes_anything(start, steps):
    past = {
        WhistleStage.SOLVED,
        WhistleStage.CONFIRMED,
        WhistleStage.ASSESSED,
        WhistleStage.CLOSED,
    }

    for current, _, _now in walked(start, steps):
        if current.stage in past | {WhistleStage.WITHDRAWN}:
            assert current.answering == ()
        elif current.calls:
            assert current.answering != ()


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(STARTS), walks)
def test_only_what_a_call_owes_keeps_a_question_open(start, steps):
    for current, _, _now in walked(start, steps):
        assert all(call.answering or not call.rulings for call in current.calls)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(STARTS), walks)
def test_a_supervision_is_open_only_while_its_call_owes_something(start, steps):
    for current, _, _now in walked(start, steps):
        assert all(call.answering or not call.supervising for call in current.calls)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(STARTS), walks)
def test_nothing_ends_over_the_head_of_an_agreed_step(start, steps):
    ended = {WhistleStage.CONFIRMED, WhistleStage.ASSESSED, WhistleStage.CLOSED}

    for current, said, _ in walked(start, steps):
        if current.stage in ended and said:
            assert current.open_steps == ()


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(STARTS), walks)
def test_what_waits_has_a_day_ahead_and_only_an_open_call_waits(start, steps):
    for current, _, now in walked(start, steps):
        for call in current.answering:
            if call.suspension:
                assert core.next_clock(current) <= max(call.suspension.until, now)
            assert call.extensions <= CITY.extension.max


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(STARTS), walks)
def test_only_what_a_call_owes_keeps_a_request_open(start, steps):
    for current, _, _now in walked(start, steps):
        assert all(call.answering or not call.reliefs for call in current.calls)
