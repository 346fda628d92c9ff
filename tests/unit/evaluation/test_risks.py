"""Warnings: what stands out is flagged once, a visit answers it, and the bulletin counts both."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.calendar import Span
from contracts.city.territory import Territory
from contracts.events.risk import RiskAnswered, RiskFlagged, RiskMissed
from contracts.events.visit import VisitHazardsFound, VisitMissed, VisitRecorded
from contracts.machine import IllegalTransition
from contracts.refusals import NotThere
from contracts.visiting import Finding, FindingKind
from contracts.words import Level, Owner
from services.chassis.memory_store import MemoryStore
from services.evaluation.core.hot import HotSpot
from services.evaluation.core.risk import RISK_LIFE, Stage, evolve, flagged, visited
from services.evaluation.handlers import Books, Counting, Parts, Risks
from services.evaluation.store import ACCOUNTS, ASSESSMENTS, CALLBACKS, RISKS, SHEETS, MemoryLedger
from services.evaluation.sweep import risk_sweep
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import said

AREAS = (
    Territory("c1", Level.COMMUNITY, "First Community", "s1", "111"),
    Territory("g1", Level.GRID, "First Grid", "c1", "1111"),
    Territory("g2", Level.GRID, "Second Grid", "c1", "1112"),
)
CITY = replace(b.CITY, territories=b.CITY.territories | {one.id: one for one in AREAS})
WEEK = timedelta(weeks=1)
TROUBLE = Finding(kind=FindingKind.TROUBLE, text="Quarrels", category="P0101", case_id="case-v")


def went(kind=VisitRecorded, **more):
    return kind(visited_at=b.NOON, findings=(TROUBLE,), risk="ri-2026-W48-g1", **more)


HAZARDS = went(
    VisitHazardsFound, owner=Owner(level=Level.GRID, at="g1"), due_at=b.NOON + timedelta(days=7)
)
MISSED = VisitMissed(visitor="w", was_due_at=b.NOON, risk="ri-2026-W48-g1")
TOLD = (went(), HAZARDS, MISSED)


class Office:
    """Evaluation's books, and who warns of what stands out in them."""

    def __init__(self):
        self.now, self.number, self.said = b.NOON, 0, []
        judged = (MemoryStore(ASSESSMENTS), MemoryStore(CALLBACKS))
        self.books = Books(MemoryStore(SHEETS), MemoryStore(ACCOUNTS))
        self.kept = MemoryStore(RISKS)
        self.kept.outbox.wake = self.said.extend
        counter = b.counter(*judged, self.books.sheets, self.books.accounts, risks=self.kept)
        self.counting = Counting(MemoryLedger(*judged), counter, CITY, lambda: self.now)
        self.risks = Risks(self.kept, self.counting, CITY)
        self.visits = said.Speaker("vi-ri-2026-W48-g1", "intake")

    async def cases(self, *counts, grid="g1"):
        """Cases of a grid in each of these weeks, this week's first."""
        place = said.PLACE.model_copy(
            update={"territory": grid, "path": (*said.PLACE.path[:-1], grid)}
        )
        for weeks, n in enumerate(counts):
            for _ in range(n):
                self.number += 1
                speaker = said.Speaker(f"case-{self.number}", "intake")
                told = speaker.says(said.reported(place=place), self.now - weeks * WEEK)
                await self.books.handlers[type(told.data)].handle(told)

    async def looks(self):
        return await risk_sweep(self.risks, lambda: self.now).once()

    async def hears(self, event):
        heard = self.visits.says(event, self.now)
        await Parts([self.risks]).handlers[type(event)].handle(heard)


def spots(*found):
    return [(spot.level, spot.area, spot.count, spot.past_mean) for spot in found]


@pytest.mark.mechanism(246)
async def test_a_grid_is_counted_by_itself_and_its_community_for_the_rest():
    office = Office()
    await office.cases(7, 2, 2, 2, 2)
    await office.cases(4, 1, 1, grid="g2")

    before = (await office.counting.hot_spots()).spots
    await office.cases(1, grid="g3")
    after = (await office.counting.hot_spots()).spots

    assert spots(*before) == [("grid", "g1", 7, 2.0)]
    assert spots(*after) == [("grid", "g1", 7, 2.0), ("community", "c1", 5, 0.5)]


@pytest.mark.mechanism(246, 247)
async def test_what_stands_out_is_flagged_with_its_figures_an_owner_and_a_day():
    office = Office()
    await office.cases(6, 1, 1, 1, 1)

    assert await office.looks() == 1

    [told] = office.said
    flag = told.data
    assert (told.subject, told.type, flag.area) == ("ri-2026-W48-g1", "risk.flagged", "g1")
    assert [(s.category, s.count, s.past_mean, s.weeks) for s in flag.spots] == [
        ("P0101", 6, 1.0, 4)
    ]
    assert (flag.owner, flag.street) == (Owner(level=Level.GRID, at="g1"), "s1")
    assert flag.due_at == CITY.due("g1", b.NOON, Span.parse("3 wd")).at


@pytest.mark.mechanism(247)
async def test_a_second_warning_of_an_area_waits_until_the_first_is_answered():
    office = Office()
    await office.cases(6)
    await office.looks()
    same_week = await office.looks()
    office.now += WEEK
    await office.cases(20)

    while_open = await office.looks()
    await office.hears(went())
    answered = await office.looks()

    assert (same_week, while_open, answered) == (0, 0, 1)
    assert [one.type for one in office.said] == ["risk.flagged", "risk.answered", "risk.flagged"]


@pytest.mark.mechanism(247)
@pytest.mark.parametrize(("event", "answered"), [(went(), 1), (HAZARDS, 1), (MISSED, 0)])
async def test_the_bulletin_shows_how_many_warnings_were_answered_by_a_visit(event, answered):
    office = Office()
    await office.cases(6)
    await office.looks()

    await office.hears(event)

    street = (await office.counting.bulletin("2026-11")).streets[0]
    assert (street.id, street.warnings, street.warnings_answered) == ("s1", 1, answered)


def warned():
    spot = HotSpot(
        **dict.fromkeys(("area_name", "community_name", "category_zh", "category_en"), "x"),
        **{"week": "2026-W48", "level": "grid", "area": "g1", "community": "c1"},
        **{"category": "P0101", "count": 6, "past_mean": 1.0, "weeks": 4},
    )
    return b.judged_by(evolve, None, *flagged([spot], CITY, b.NOON))


@pytest.mark.parametrize(("event", "said_"), [(went(), RiskAnswered), (MISSED, RiskMissed)])
def test_a_warning_ends_once_with_what_was_passed_on(event, said_):
    [told] = visited(warned(), event)
    over = evolve(warned(), told)

    assert type(told) is said_
    assert getattr(told, "cases", ()) in ((), ("case-v",))
    assert all(visited(over, again) == [] for again in TOLD)


@pytest.mark.mechanism(134, 247)
def test_a_warning_nobody_went_for_names_its_case_and_what_stood_out():
    before = warned()

    [told] = visited(before, MISSED)

    assert told.case_id == f"case-{before.visit_id}"
    assert [(spot.category, spot.count) for spot in told.spots] == [("P0101", 6)]


def test_nobody_hears_of_a_visit_for_a_warning_that_was_never_given():
    with pytest.raises(NotThere):
        evolve(None, went())
    assert visited(None, went()) == []


@given(st.lists(st.sampled_from(TOLD)))
def test_whatever_is_told_of_its_visit_a_warning_is_owned_and_due_until_its_end(told):
    one = warned()

    for event in told:
        one = b.judged_by(evolve, one, event, *visited(one, event))

    assert one.stage in Stage
    assert (one.owner is None) == (one.due_at is None) == (not RISK_LIFE.table[one.stage])
    with pytest.raises(IllegalTransition):
        evolve(one, RiskFlagged.model_construct())
