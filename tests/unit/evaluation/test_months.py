"""A month is closed by one person, published by another, and posted for everybody."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.actor import Actor, Role
from contracts.commands.month import RateDepartment
from contracts.refusals import NotNow, NotSo, NotThere, NotYours, Refused
from services.evaluation.core.month import MONTH_LIFE, Stage
from services.evaluation.sweep import month_sweeps
from tests.unit.evaluation import builders as b
from tests.unit.evaluation.november import BD, EARLY, NOVEMBER, close, publish
from tests.unit.evaluation.tiny_pack import SCORING
from tests.unit.evaluation.town import NEXT_MONTH, Town


@pytest.mark.mechanism(16)
async def test_one_person_closes_and_another_publishes(town):
    collected = await close(town)
    published = await publish(town)

    found, rows = await town.board()
    assert (collected.state.stage, published.state.stage) == (Stage.COLLECTED, Stage.PUBLISHED)
    assert (found.version, found.stage) == (1, "published")
    assert rows["water"].average == 100
    assert rows["water"].score_rank == 1
    assert rows["water"].stars == 5


async def test_nobody_publishes_what_they_closed(town):
    both = Actor(id="evaluator", posts=(*b.EVALUATOR.posts, *b.DISTRICT.posts))
    await close(town, both)

    with pytest.raises(NotYours, match="closed_it_yourself"):
        await publish(town, both)


@pytest.mark.parametrize("by", [b.COMMANDER, b.HEAD, b.DISTRICT, b.RESIDENT], ids=lambda a: a.id)
async def test_only_the_evaluator_closes(town, by):
    with pytest.raises(NotYours, match="only_evaluators_close"):
        await close(town, by)


@pytest.mark.parametrize("by", [b.COMMANDER, b.HEAD, b.EVALUATOR], ids=lambda a: a.id)
async def test_only_the_district_publishes(town, by):
    await close(town)

    with pytest.raises(NotYours, match="only_the_district_publishes"):
        await publish(town, by)


async def test_it_is_closed_once_and_published_once(town):
    with pytest.raises(NotThere):
        await publish(town)
    await close(town)
    with pytest.raises(NotNow, match="illegal_move"):
        await close(town)
    await publish(town)
    with pytest.raises(NotNow, match="illegal_move"):
        await publish(town)


async def test_a_month_that_runs_is_closed_only_with_a_reason_and_one_to_come_never():
    town = Town()

    with pytest.raises(NotSo, match="month_not_over"):
        await close(town)
    with pytest.raises(NotNow, match="month_not_begun"):
        await town.act(EARLY, "bd-2027-01", b.EVALUATOR, "2027-01")
    with pytest.raises(NotThere):
        await town.act(EARLY, "bd-nonsense", b.EVALUATOR, "nonsense")
    early = await close(town, command=EARLY)

    found, _ = await town.board()
    assert early.state.early == found.early == "The district meets tomorrow"


async def test_a_month_nobody_publishes_is_said_to_be_late_once(town):
    await close(town)
    town.now = NEXT_MONTH + timedelta(days=9)
    sweep, *_ = month_sweeps(town.months, lambda: town.now)

    for _ in range(2):
        await sweep.once()

    kept = await town.stores["months"].get(BD)
    assert kept.state.overdue
    assert kept.version == 2


RATE = RateDepartment(street="s1", department="water", score=50, comment="Comes, but late")


@pytest.mark.mechanism(16)
async def test_a_street_rates_a_department_s_month_beside_its_whistles(town):
    town.now = b.NOON
    await town.act(RATE, "rt-2026-11-s1-water", b.COMMANDER, NOVEMBER)

    _, rows = await town.board()

    given = 0.8 * 100 + 0.2 * 50
    assert rows["water"].rating == 50
    assert rows["water"].score == pytest.approx(0.7 * given + 0.3 * 100)
    assert rows["fire"].rating is None


async def test_a_rating_is_given_once_by_the_street_itself_while_the_month_is_open(town):
    with pytest.raises(NotYours, match="only_the_street_rates"):
        await town.act(RATE, "rt-2026-11-s1-water", b.OTHER_STREET, NOVEMBER)
    with pytest.raises(NotSo, match="unknown_department"):
        await town.act(RATE.model_copy(update={"department": "x"}), "rt-1", b.COMMANDER, NOVEMBER)
    with pytest.raises(NotThere):
        await town.act(RATE, "rt-2", b.COMMANDER, "nonsense")
    seconded = Actor(id="both", posts=(*b.COMMANDER.posts, *b.HEAD.posts))
    with pytest.raises(NotYours, match="own_unit"):
        await town.act(RATE, "rt-2026-11-s1-water", seconded, NOVEMBER)
    await town.act(RATE, "rt-2026-11-s1-water", b.COMMANDER, NOVEMBER)
    with pytest.raises(NotNow, match="rated_already"):
        await town.act(RATE, "rt-2026-11-s1-water", b.DEPUTY, NOVEMBER)
    await close(town)
    with pytest.raises(NotNow, match="month_closed"):
        await town.act(
            RATE.model_copy(update={"department": "fire"}),
            "rt-2026-11-s1-fire",
            b.COMMANDER,
            NOVEMBER,
        )


@pytest.mark.mechanism(151)
async def test_a_published_month_is_posted_for_everybody_without_persons_or_cases(town):
    await close(town)
    with pytest.raises(NotThere):
        await town.keeping.notice(NOVEMBER)
    await publish(town)

    found = await town.keeping.notice(NOVEMBER)

    text = found.model_dump_json()
    assert (found.version, found.amended, found.early) == (1, 0, False)
    assert [(one.id, one.place, one.stars) for one in found.department_honours] == [
        ("fire", 1, 5),
        ("water", 1, 5),
    ]
    assert found.scoring.weights == SCORING.weights
    assert not any(word in text for word in ("commander", "resident", "evaluator", "wh-1", "case-"))


STEPS = st.lists(
    st.sampled_from(["close", "early", "publish", "self", "amend", "late", "wrong"]), max_size=8
)


@given(STEPS)
async def test_a_month_always_stands_in_its_table_and_owes_its_publishing_by_a_time(steps):
    town = Town()
    town.now = NEXT_MONTH
    for step in steps:
        try:
            await DO[step](town)
        except Refused:
            continue

    kept = await town.stores["months"].get(BD)
    month = kept.state if kept else None
    assert month is None or month.stage in MONTH_LIFE.table
    assert month is None or (month.due_at is not None) == (month.stage is Stage.COLLECTED)
    assert month is None or [v.version for v in month.versions] == [
        *range(1, len(month.versions) + 1)
    ]


async def _late(town):
    town.now += timedelta(days=9)
    for sweep in month_sweeps(town.months, lambda: town.now):
        await sweep.once()


DO = {
    "close": close,
    "early": lambda town: close(town, command=EARLY),
    "publish": publish,
    "self": lambda town: publish(town, Actor(id="evaluator", posts=b.DISTRICT.posts)),
    "amend": lambda town: town.months.amend(town.now),
    "late": _late,
    "wrong": lambda town: close(town, b.someone(Role.EVALUATOR, "elsewhere")),
}
