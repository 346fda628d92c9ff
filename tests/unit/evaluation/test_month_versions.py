"""A kept month never changes: what comes later makes another version, which says why."""

import pytest

from contracts.commands.review import DecideReview, Exclude
from contracts.refusals import NotThere
from services.evaluation.store.snapshots import Altered
from services.evaluation.sweep import Counting
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import said
from tests.unit.evaluation.november import BD, NOVEMBER, changed_by_appeal, close, publish
from tests.unit.evaluation.tiny_pack import SCORING
from tests.unit.evaluation.town import NEXT_MONTH


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
    exclude = Exclude(cause="force_majeure", note="The storm", photos=("f-1",))
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
    scoring = SCORING.model_copy(update={"department_street": 0.1})
    town.keeping.boards.__dict__["city"] = b.city(scoring=scoring, version="8")
    town.keeping.__dict__["city"] = b.city(scoring=scoring, version="8")

    assert (await town.keeping.check(NOVEMBER)).equal
    assert (await town.board())[0].pack == "7"
