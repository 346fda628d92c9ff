"""A city of two districts: each closes, publishes and ranks its own month, and has the last word on
whoever answers to it, wherever that was called to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.actor import Actor, Role
from contracts.city import Organisation
from contracts.city.territory import Territory
from contracts.commands.month import CloseMonth, PublishMonth
from contracts.commands.review import DecideReview, Exempt
from contracts.refusals import NotSo, NotYours
from contracts.words import Level
from services.evaluation.core.closing import published_late
from services.evaluation.core.districts import whose_board
from services.evaluation.core.month import Stage
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import said
from tests.unit.evaluation.town import NEXT_MONTH, Town

NOVEMBER = "2026-11"
EAST = "e"
PLACES = [
    Territory(EAST, Level.DISTRICT, "East", None, "2"),
    Territory("t1", Level.STREET, "East Street", EAST, "21"),
]
FIRE = Organisation(
    id="fire",
    kind="department",
    name="fire",
    calendar="region",
    round_the_clock=False,
    territory=EAST,
)
CITY = replace(
    b.CITY,
    territories={**b.CITY.territories, **{one.id: one for one in PLACES}},
    organisations={**b.CITY.organisations, "fire": FIRE},
    posts={
        **b.CITY.posts,
        Role.DISTRICT_SUPERVISOR: {"d": ("district",), EAST: ("east",)},
        Role.EVALUATOR: {"d": ("evaluator",), EAST: ("east-evaluator",)},
    },
)
"""Fire answers to the east; water serves the whole city."""
EVALUATOR = b.someone(Role.EVALUATOR, EAST, "east-evaluator")
SUPERVISOR = b.someone(Role.DISTRICT_SUPERVISOR, EAST, "east")
CHIEF = b.someone(Role.DEPARTMENT_HEAD, "fire", "chief")
WEST, THEIRS = CloseMonth(district="d"), CloseMonth(district=EAST)


@pytest.fixture
async def town():
    """November is over: first street, in the west, has whistled water and fire six times."""
    town = Town(CITY)
    for n in range(1, 7):
        await town.whistle(n)
    town.now = NEXT_MONTH
    return town


async def rows(town, subject, district):
    found = await town.keeping.board(NOVEMBER, subject, district=district)
    return {row.id: row for row in found.rows}


async def close(town, command, by):
    return await town.act(command, f"bd-{NOVEMBER}-{command.district}", by, NOVEMBER)


@pytest.mark.parametrize(
    ("district", "streets", "departments"),
    [("d", {"s1", "s2"}, {"water"}), (EAST, {"t1"}, {"water", "fire"})],
)
async def test_a_board_ranks_the_streets_of_its_district_and_who_serves_it_or_the_whole_city(
    town, district, streets, departments
):
    assert (await rows(town, "streets", district)).keys() == streets
    found = await rows(town, "departments", district)
    assert found.keys() == departments
    assert {row.score_rank for row in found.values()} == {1}
    assert found["water"].scored == 6


async def test_each_district_closes_and_publishes_its_own_month(town):
    with pytest.raises(NotYours, match="only_evaluators_close"):
        await close(town, THEIRS, b.EVALUATOR)
    collected = await close(town, THEIRS, EVALUATOR)
    publish = PublishMonth(district=EAST)
    with pytest.raises(NotYours, match="only_the_district_publishes"):
        await close(town, publish, b.DISTRICT)
    published = await close(town, publish, SUPERVISOR)
    ours = await close(town, WEST, b.EVALUATOR)

    assert (collected.state.district, published.state.stage) == (EAST, Stage.PUBLISHED)
    assert (ours.state.district, ours.state.stage) == ("d", Stage.COLLECTED)
    (late,) = published_late(ours.state, CITY, ours.state.due_at + timedelta(days=1))
    assert late.tell == ("district",)
    assert (await town.keeping.notice(NOVEMBER, EAST)).streets[0].id == "t1"
    assert (await town.keeping.check(NOVEMBER, "d")).equal


@pytest.mark.parametrize("named", [None, "nowhere", "s1"])
async def test_of_several_districts_one_must_be_named(town, named):
    with pytest.raises(NotSo, match="which_district"):
        await close(town, CloseMonth(district=named), b.EVALUATOR)


async def test_where_there_is_one_district_none_is_named():
    town = Town()
    town.now = NEXT_MONTH

    with pytest.raises(NotSo, match="which_district"):
        await close(town, WEST, b.EVALUATOR)


@pytest.mark.mechanism(18)
async def test_a_score_of_a_department_of_the_other_district_is_that_districts_to_rule_on(town):
    town.now = b.NOON + timedelta(hours=1)
    mark = "as-wh-6-2"
    await town.act(b.appeal(), mark, CHIEF)
    with pytest.raises(NotYours, match="not_yours_to_rule"):
        await town.act(b.rule(total=60.0), mark, b.DISTRICT)
    await town.act(b.rule(total=60.0), mark, SUPERVISOR)

    assert (await rows(town, "departments", EAST))["fire"].average < 100


async def test_a_later_word_amends_only_the_months_it_counts_in(town):
    await close(town, WEST, b.EVALUATOR)
    await close(town, THEIRS, EVALUATOR)
    town.now = b.NOON + timedelta(hours=1)
    await town.act(b.appeal(), "as-wh-6-2", CHIEF)
    await town.act(b.rule(total=60.0), "as-wh-6-2", SUPERVISOR)
    town.now = NEXT_MONTH

    await town.months.amend(town.now)

    theirs = (await town.stores["months"].get(f"bd-{NOVEMBER}-{EAST}")).state
    assert [cause.id for cause in theirs.newest.causes] == ["as-wh-6-2"]
    assert (await town.keeping.check(NOVEMBER, EAST)).equal


async def test_a_word_on_what_is_only_the_other_districts_is_no_cause_here(town):
    town.now = b.NOON
    ended = b.confirmed(street="t1", records=(b.record(task_id="wh-8-1", department="fire"),))
    await town.hears(said.Speaker("wh-8"), said.raised(cases=()), ended)
    mark, commander = "as-wh-8-1", b.someone(Role.STREET_COMMANDER, "t1", "east-commander")
    await town.act(b.assess(task_id="wh-8-1"), mark, commander)
    await town.act(b.appeal(), mark, CHIEF)
    await town.act(b.rule(total=60.0), mark, SUPERVISOR)

    corrected = {
        district: [one.id for one in (await town.keeping.taken(NOVEMBER, district)).corrections]
        for district in ("d", EAST)
    }
    assert corrected == {"d": [], EAST: [mark]}


async def test_an_overdue_is_reviewed_where_whoever_was_overdue_answers(town):
    late = b.record(task_id="wh-9-1", department="fire", overdue=("arrive",))
    ended = b.confirmed(records=(late,))
    town.now = b.NOON
    begun = (said.raised(cases=()), said.summoned(1, "fire", "wh-9"))
    await town.hears(said.Speaker("wh-9"), *begun, ended)
    asked = Exempt(note="The bridge was closed", photos=("file-1",))
    await town.act(asked, "ro-as-wh-9-1", CHIEF, "as-wh-9-1")

    agree = DecideReview(agree=True, reason="True")
    with pytest.raises(NotYours, match="not_your_review"):
        await town.act(agree, "ro-as-wh-9-1", b.EVALUATOR)
    passed = await town.act(agree, "ro-as-wh-9-1", EVALUATOR)
    granted = await town.act(agree, "ro-as-wh-9-1", SUPERVISOR)

    assert (passed.state.stage, granted.state.stage) == ("passed", "granted")


@pytest.mark.parametrize(
    ("by", "named", "read"),
    [
        (EVALUATOR, "", EAST),
        (b.COMMANDER, "", "d"),
        (CHIEF, "", EAST),
        (b.HEAD, EAST, EAST),
        (b.HEAD, "d", "d"),
    ],
)
def test_whoever_reads_figures_reads_those_of_the_own_district(by, named, read):
    assert whose_board(by, named, CITY) == read


@pytest.mark.parametrize(
    ("by", "named", "refusal"),
    [
        (EVALUATOR, "d", NotYours),
        (b.COMMANDER, EAST, NotYours),
        (b.HEAD, "", NotSo),
        (b.HEAD, "nowhere", NotSo),
        (Actor(id="both", posts=(*EVALUATOR.posts, *b.EVALUATOR.posts)), "", NotSo),
    ],
)
def test_another_districts_figures_are_not_shown_and_whoever_has_none_names_one(by, named, refusal):
    with pytest.raises(refusal):
        whose_board(by, named, CITY)
