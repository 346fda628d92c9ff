"""滞后街道: the figures flag it, a leader takes charge, somebody says when it is over."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.commands.month import ClearStreet, CloseMonth, PublishMonth, Sponsor
from contracts.events.month import Lagging, MonthPublished
from contracts.machine import IllegalTransition
from contracts.refusals import NotNow, NotThere, NotYours, Refused
from services.evaluation.core.lag import (
    LAGGING_LIFE,
    Stage,
    clear,
    clock,
    evolve,
    flagged,
    lagging_late,
    sponsor,
)
from services.evaluation.sweep import month_sweeps
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import said
from tests.unit.evaluation.accounts import CLOSED, SORTED
from tests.unit.evaluation.town import NEXT_MONTH, Town

TAKE = Sponsor(sponsor="区委副书记", plan="每周调度，两周内办结积压事项")
CLEAR = ClearStreet(reason="积压事项已全部办结")
LAG = Lagging(street="s1", score=60.0, closed=0.5, why=("score 60 < 70",))
PUBLISHED = MonthPublished(
    period="2026-11", version=1, publisher="district", at=b.NOON, lagging=(LAG,)
)
LONG = timedelta(days=99)


def one():
    return b.judged_by(evolve, None, PUBLISHED, *flagged(PUBLISHED, LAG, b.CITY, b.NOON))


def sponsored():
    return b.judged_by(evolve, one(), *sponsor(TAKE, one(), b.DISTRICT, b.CITY, b.NOON))


async def behind():
    """s1 accepted six matters and closed one."""
    town = Town()
    for n in range(6):
        events = (SORTED, said.solved(), CLOSED) if n == 0 else (SORTED,)
        await town.hears(said.Speaker(f"case-{n}", "intake"), said.reported(), *events)
    town.now = NEXT_MONTH
    await town.act(CloseMonth(), "bd-2026-11", b.EVALUATOR, "2026-11")
    await town.act(PublishMonth(), "bd-2026-11", b.DISTRICT, "2026-11")
    return town


@pytest.mark.mechanism(112)
async def test_a_street_that_closed_too_little_is_flagged_sponsored_and_cleared():
    town = await behind()
    flag = await town.stores["lagging"].get("lg-2026-11-s1")

    taken = await town.act(TAKE, "lg-2026-11-s1", b.DISTRICT)
    over = await town.act(CLEAR, "lg-2026-11-s1", b.DISTRICT)

    assert flag.state.stage is Stage.FLAGGED
    assert taken.state.stage is Stage.SPONSORED
    assert over.state.stage is Stage.CLEARED
    assert await town.stores["lagging"].get("lg-2026-11-s2") is None


async def test_a_street_with_too_little_to_count_is_not_said_to_lag():
    town = Town()
    await town.hears(said.Speaker("case-1", "intake"), said.reported(), SORTED)
    town.now = NEXT_MONTH
    await town.act(CloseMonth(), "bd-2026-11", b.EVALUATOR, "2026-11")
    await town.act(PublishMonth(), "bd-2026-11", b.DISTRICT, "2026-11")

    assert await town.stores["lagging"].get("lg-2026-11-s1") is None


@pytest.mark.parametrize("by", [b.COMMANDER, b.EVALUATOR, b.HEAD, b.NOBODY], ids=lambda a: a.id)
@pytest.mark.parametrize("decide", [(sponsor, TAKE, one), (clear, CLEAR, sponsored)])
def test_only_the_district_takes_it_up_and_clears_it(by, decide):
    act, command, state = decide

    with pytest.raises(NotYours, match="only_the_district_sponsors"):
        act(command, state(), by, b.CITY, b.NOON)


@pytest.mark.parametrize(("act", "command"), [(sponsor, TAKE), (clear, CLEAR)])
def test_nobody_takes_up_what_was_never_flagged(act, command):
    with pytest.raises(NotThere):
        act(command, None, b.DISTRICT, b.CITY, b.NOON)


def test_it_is_cleared_only_after_a_leader_took_charge():
    with pytest.raises(NotNow, match="illegal_move"):
        clear(CLEAR, one(), b.DISTRICT, b.CITY, b.NOON)
    with pytest.raises(NotNow, match="illegal_move"):
        sponsor(TAKE, sponsored(), b.DISTRICT, b.CITY, b.NOON)


@pytest.mark.parametrize(("state", "duty"), [(one(), "sponsor"), (sponsored(), "review")])
def test_each_step_that_is_late_is_said_once(state, duty):
    [late] = lagging_late(state, b.CITY, b.NOON + LONG)
    after = b.judged_by(evolve, state, late)

    assert (late.duty, late.tell) == (duty, ("district",))
    assert lagging_late(state, b.CITY, b.NOON) == []
    assert lagging_late(after, b.CITY, b.NOON + LONG) == []
    assert clock(after) is None


async def test_the_clock_of_a_flag_rings_by_itself():
    town = await behind()
    town.now += LONG

    for sweep in month_sweeps(town.months, lambda: town.now):
        await sweep.once()

    assert (await town.stores["lagging"].get("lg-2026-11-s1")).state.overdue


DO = {
    "take": lambda state, now: sponsor(TAKE, state, b.DISTRICT, b.CITY, now),
    "clear": lambda state, now: clear(CLEAR, state, b.DISTRICT, b.CITY, now),
    "wrong": lambda state, now: clear(CLEAR, state, b.COMMANDER, b.CITY, now),
    "tick": lambda state, now: lagging_late(state, b.CITY, now),
}


@given(st.lists(st.sampled_from([*DO]), max_size=8))
def test_while_it_is_open_somebody_owes_the_next_step_by_a_time(steps):
    state, now = one(), b.NOON
    for step in steps:
        now += timedelta(days=20)
        try:
            state = b.judged_by(evolve, state, *DO[step](state, now))
        except (Refused, IllegalTransition):
            continue

    assert state.stage in LAGGING_LIFE.table
    assert (state.due_at is None) == (state.stage is Stage.CLEARED)
