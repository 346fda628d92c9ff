"""A year of a district, hour by hour through the services, from one seed.

What is asserted holds for any year: nothing is lost, no problem is without an owner and a next
deadline, every clock strikes once, and what the boards show is what the events say.
"""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from contracts.events.case import CaseSolved
from contracts.events.earning import HoursPosted, PointsPosted
from contracts.events.evaluation import AssessmentFinal, AssessmentScored, CallbackRecorded
from contracts.events.procedure import TaskStepped
from contracts.events.whistle import WhistleConfirmed, WhistleRaised
from contracts.lifecycle import CASE_LIFE, WHISTLE_LIFE
from services.evaluation.store import PASSBOOKS
from tests.journeys.town import city
from tests.year.district import District, district
from tests.year.neighbours import AMONG_NEIGHBOURS
from tests.year.stories import MOST_OFTEN
from tests.year.telling import Year

SEED = 2026
SHARE = 4
"""The figures are those of whole streets and districts: here is so much of them, so that a year is
over in minutes."""
STORIES = [(tell, times // SHARE) for tell, times in (*MOST_OFTEN, *AMONG_NEIGHBOURS)]
NEW_YEAR = datetime(2025, 12, 31, 16, tzinfo=UTC)
"""Midnight in Shanghai."""
DAYS, TAIL = 365, 45
MONTHS = [f"2026-{month:02}" for month in range(1, 13)] + ["2027-01", "2027-02"]


@pytest.fixture(scope="module")
async def year(mongo_url: str) -> AsyncIterator[tuple[District, Year]]:
    async with district(mongo_url, "year", NEW_YEAR) as opened:
        told = Year(opened, SEED, NEW_YEAR)
        told.plan(STORIES, city(), DAYS)
        await told.run(NEW_YEAR + timedelta(days=DAYS + TAIL))
        yield opened, told


async def test_every_story_is_told_to_its_end(year):
    _, told = year

    assert told.faults == []
    assert told.told >= sum(times for _, times in STORIES) - told.untold


async def test_nothing_is_parked_and_nothing_is_dead(year):
    opened, _ = year

    parked = [await bus.parked.blocked() for bus in opened.buses]
    dead = [queue.dead for queue in opened.broker.queues.values() if queue.dead]

    assert [len(one) for one in parked] == [0] * len(parked)
    assert dead == []


async def test_no_open_case_or_whistle_is_without_an_owner_and_a_next_deadline(year):
    opened, _ = year
    cases = await opened.documents("intake", "cases")
    whistles = await opened.documents("dispatch", "whistles")

    open_cases = [one for one in cases if CASE_LIFE.table[one["state"]["stage"]]]
    open_whistles = [one for one in whistles if WHISTLE_LIFE.table[one["state"]["stage"]]]

    assert [one["_id"] for one in open_cases if not one["state"]["owner"]] == []
    assert [one["_id"] for one in open_cases if "due_at" not in one] == []
    assert [one["_id"] for one in open_whistles if "due_at" not in one] == []


async def test_every_clock_strikes_once(year):
    opened, _ = year
    struck = Counter(
        (one.subject, one.type, str(one.data.model_dump(mode="json")))
        for one in opened.history
        if one.by == "clock" and one.type.endswith((".overdue", ".warned", "supervision.opened"))
    )

    assert [strike for strike, times in struck.items() if times > 1] == []
    assert struck


async def test_every_number_was_said_once_and_in_order(year):
    opened, _ = year
    numbers: dict[str, list[int]] = defaultdict(list)
    for one in opened.history:
        numbers[one.stream].append(one.seq)

    assert [stream for stream, said in numbers.items() if said != [*range(1, len(said) + 1)]] == []


async def test_the_boards_show_what_the_events_say(year):
    opened, _ = year
    streets = [await opened.board(month, "streets") for month in MONTHS]
    departments = [await opened.board(month, "departments") for month in MONTHS]

    shown = sum(row["whistles"] for board in streets for row in board["rows"])
    solved = sum(row["problems"]["count"] for board in streets for row in board["rows"])
    scored = sum(row["scored"] for board in departments for row in board["rows"])
    given = sum(
        row["scored"] * row["average"]
        for board in departments
        for row in board["rows"]
        if row["average"] is not None
    )
    asked = sum(row["asked"] for board in streets for row in board["rows"])

    confirmed = opened.all_of(WhistleConfirmed)
    assert shown == len(confirmed)
    assert solved == sum(end.solved for one in confirmed for end in one.ends)
    assert scored == len(opened.all_of(AssessmentScored))
    assert given == pytest.approx(sum(opened.last_totals().values()), abs=0.01 * scored)
    assert asked == len(opened.all_of(CallbackRecorded))


async def test_the_ledgers_of_points_and_hours_add_up(year):
    opened, _ = year
    books = await opened.documents("evaluation", PASSBOOKS.name)

    points = sum(one.amount for one in opened.all_of(PointsPosted))
    hours = sum(one.hours for one in opened.all_of(HoursPosted))

    assert points == sum(book["state"]["points"] for book in books)
    assert hours == pytest.approx(sum(book["state"]["hours"] for book in books))
    assert points
    assert hours


async def test_every_mediation_that_agreed_solved_its_case(year):
    opened, _ = year
    agreed = {
        one.subject.rsplit("-", 1)[0]
        for one in opened.history
        if isinstance(one.data, TaskStepped) and one.data.step == "agreed"
    }

    solved = {one.subject for one in opened.history if isinstance(one.data, CaseSolved)}

    assert agreed
    assert agreed <= solved


async def test_whistles_and_problems_are_counted_apart(year):
    opened, _ = year

    raised = opened.all_of(WhistleRaised)
    problems = sum(len(one.problems) for one in raised)

    assert len(raised) < problems
    assert opened.all_of(AssessmentFinal)
