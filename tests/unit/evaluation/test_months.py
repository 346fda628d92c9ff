"""A month is closed, locked and kept in versions; what is kept is what its records add up to."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.actor import Actor, Role
from contracts.commands.month import CloseMonth, PublishMonth, RateDepartment
from contracts.commands.review import DecideReview, Exclude
from contracts.refusals import NotNow, NotSo, NotThere, NotYours, Refused
from services.evaluation.core.month import MONTH_LIFE, Stage
from services.evaluation.store.snapshots import Altered
from services.evaluation.sweep import Counting, month_sweeps
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import said
from tests.unit.evaluation.town import NEXT_MONTH, Town

CLOSE, PUBLISH = CloseMonth(), PublishMonth()
EARLY = CloseMonth(early="The district meets tomorrow")
BD, NOVEMBER = "bd-2026-11", "2026-11"


@pytest.fixture
async def town():
    """November is over; water and fire were judged for six whistles."""
    town = Town()
    for n in range(1, 7):
        await town.whistle(n)
    town.now = NEXT_MONTH
    return town


async def close(town, by=b.EVALUATOR, command=CLOSE):
    return await town.act(command, BD, by, NOVEMBER)


async def publish(town, by=b.DISTRICT):
    return await town.act(PUBLISH, BD, by, NOVEMBER)


async def changed_by_appeal(town, task="wh-6-1", total=60.0):
    """The district changes a score after the department appealed."""
    town.now = b.NOON + timedelta(hours=1)
    await town.act(b.appeal(), f"as-{task}", b.HEAD)
    town.now = NEXT_MONTH
    await town.act(b.rule(total=total), f"as-{task}", b.DISTRICT)


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


async def test_nothing_changes_a_kept_version(town):
    await close(town)
    await town.whistle(9)

    found, rows = await town.board(version=1)

    assert rows["water"].calls == 6
    assert found.causes == found.changes == ()


@pytest.mark.mechanism(16, 101)
async def test_an_upheld_appeal_makes_version_two_with_what_changed_and_why(town):
    await close(town)
    await publish(town)
    await changed_by_appeal(town)

    moved = await Counting(town.months.amend, lambda: town.now).once()

    first, before = await town.board(version=1)
    second, after = await town.board()
    changes = {(one.id, one.figure): (one.was, one.now) for one in second.changes}
    assert moved == 1
    assert (first.version, second.version) == (1, 2)
    assert (before["water"].average, after["water"].average) == (100, 93.33)
    assert changes["water", "average"] == (100.0, 93.33)
    [cause] = second.causes
    assert (cause.kind, cause.id, cause.reason) == ("ruling", "as-wh-6-1", "They were")
    assert second.stage == "published"


async def test_an_exclusion_makes_another_version(town):
    town.now = b.NOON
    await town.hears(
        said.Speaker("case-1-t1", "response"),
        b.task_completed(department="water", case_id="case-1"),
    )
    await town.hears(said.Speaker("case-1", "intake"), b.case_confirmed())
    await town.act(b.answer(solved=False), "cb-case-1", b.EVALUATOR)
    exclude = Exclude(cause="force_majeure", note="The storm")
    await town.act(exclude, "rx-case-1-1", b.HEAD, "case-1")
    town.now = NEXT_MONTH
    await close(town)
    for by in (b.EVALUATOR, b.DISTRICT):
        await town.act(DecideReview(agree=True, reason="So it was"), "rx-case-1-1", by)

    await town.months.amend(town.now)

    _, before = await town.board(version=1)
    second, after = await town.board()
    assert [(one.kind, one.reason) for one in second.causes] == [("excluded", "force_majeure")]
    assert before["water"].rates.solution.of == 1
    assert after["water"].rates.solution.of == 0


async def test_a_record_that_comes_late_makes_a_version_that_says_so(town):
    await close(town)
    town.now = b.NOON
    await town.whistle(9)

    await town.months.amend(NEXT_MONTH)

    found, rows = await town.board()
    assert [one.kind for one in found.causes] == ["record"]
    assert rows["water"].calls == 7


async def test_a_month_nothing_happened_to_stays_as_it_is(town):
    await close(town)

    moved = [await town.months.amend(town.now) for _ in range(2)]

    assert moved == [0, 0]
    with pytest.raises(NotThere):
        await town.board(version=2)
    with pytest.raises(NotThere):
        await town.board(version=1, period="2026-10")


async def test_two_who_count_at_once_make_one_version(town):
    await close(town)
    await changed_by_appeal(town)

    await town.months.amend(town.now)
    await town.months.amend(town.now)

    kept = await town.stores["months"].get(BD)
    assert [one.version for one in kept.state.versions] == [1, 2]


@pytest.mark.mechanism(16)
async def test_a_board_recomputed_from_raw_records_equals_the_board_kept(town):
    await close(town)
    equal = await town.keeping.check(NOVEMBER)
    await changed_by_appeal(town)
    moved = await town.keeping.check(NOVEMBER)
    await town.months.amend(town.now)
    again = await town.keeping.check(NOVEMBER)

    assert (equal.equal, equal.version) == (True, 1)
    assert not moved.equal
    assert {one.id for one in moved.differences} == {"water", "s1"}
    assert (again.equal, again.version) == (True, 2)


async def test_a_month_that_was_altered_is_no_month(town):
    await close(town)
    kept = await town.stores["months"].get(BD)
    digest = kept.state.newest.digest
    town.snapshots.kept[digest] = town.snapshots.kept[digest].replace("100.0", "99.0")

    with pytest.raises(Altered):
        await town.board()


async def test_a_closed_month_keeps_its_own_numbers(town):
    await close(town)
    scoring = b.SCORING.model_copy(update={"department_street": 0.1})
    town.keeping.boards.__dict__["city"] = b.city(scoring=scoring, version="8")
    town.keeping.__dict__["city"] = b.city(scoring=scoring, version="8")

    assert (await town.keeping.check(NOVEMBER)).equal
    assert (await town.board())[0].pack == "7"


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
    assert found.scoring.weights == b.SCORING.weights
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
