"""The boards on a real database: what memory counts MongoDB counts, and no question is a scan."""

from datetime import timedelta

import pytest
from pymongo import AsyncMongoClient

from contracts.events import EVENTS
from contracts.words import Kind, Satisfaction
from services.chassis.memory_store import MemoryStore
from services.chassis.mongo import MongoStore
from services.chassis.store import Act
from services.evaluation.handlers import Boards, Evaluation
from services.evaluation.store import (
    ACCOUNTS,
    ASSESSMENTS,
    CALLBACKS,
    RATINGS,
    SHEETS,
    MemoryLedger,
    MongoCounter,
    MongoLedger,
)
from services.evaluation.sweep import sweeps
from tests.promises.scans import Watch
from tests.unit.evaluation import builders as b

PERIODS = ("2026-10", "2026-11", "2026-12")
SUBJECTS = ("departments", "streets")
ANSWERS = [
    b.answer(),
    b.answer(satisfaction=Satisfaction.BASICALLY),
    b.answer(solved=False, satisfaction=Satisfaction.DISSATISFIED),
    b.answer(contacted=False, satisfaction=Satisfaction.NO_OPINION),
    b.NO_ANSWER,
]


@pytest.fixture
async def watched(mongo_url, namespace):
    watch = Watch()
    async with AsyncMongoClient(mongo_url, tz_aware=True, event_listeners=[watch]) as client:
        yield watch, client[namespace]
        await client.drop_database(namespace)


async def mongo_boards(here):
    assessments = MongoStore(here, ASSESSMENTS, EVENTS)
    callbacks = MongoStore(here, CALLBACKS, EVENTS)
    await assessments.prepare()
    await callbacks.prepare()
    for shape in (SHEETS, ACCOUNTS, RATINGS):
        await MongoStore(here, shape, EVENTS).prepare()
    evaluation = Evaluation(assessments, callbacks, b.CITY)
    return evaluation, Boards(assessments, callbacks, MongoLedger(here), MongoCounter(here), b.CITY)


def memory_boards():
    stores = (MemoryStore(ASSESSMENTS), MemoryStore(CALLBACKS))
    return Evaluation(*stores, b.CITY), Boards(
        *stores, MemoryLedger(*stores), b.counter(*stores), b.CITY
    )


def at(n):
    """Noon, some days before or after, so that three months have something."""
    return b.NOON + timedelta(days=(n % 5 - 2) * 15)


def whistle(n):
    records = [
        b.record(task_id=f"wh-{n}-1", reworks=n % 3, no_show=n % 4 == 0),
        b.record(task_id=f"wh-{n}-2", department="fire", lead=False, overdue=("arrive",)),
    ]
    kind = Kind.DRILL if n % 7 == 6 else Kind.DEMAND
    street = f"s{n % 2 + 1}"
    return b.confirmed(records=tuple(records[: n % 2 + 1]), kind=kind, street=street, problems=())


def act(by, key, now):
    return Act(by=by, at=now, key=key, fingerprint=key)


async def months(evaluation):
    """Fill both stores with judged and asked things of several months."""
    for n in range(14):
        now, event = at(n), whistle(n)
        await evaluation.on_whistle_confirmed(b.envelope(event, 1, f"wh-{n}", at=now))
        commander = b.someone("street_commander", event.street, "commander")
        if n % 3:
            command = b.assess(task_id=f"wh-{n}-1")
            await evaluation.act(command, f"as-wh-{n}-1", act(commander, f"a{n}", now))
    for n in range(20):
        await ask(evaluation, n, 1, ANSWERS[n % 5])
        if n % 4 == 2:
            await ask(evaluation, n, 2, ANSWERS[0])


async def ask(evaluation, n, round, answer):
    case, now = f"case-{n}", at(n + round)
    done = b.task_completed(department=("water", "fire")[(n + round) % 2], case_id=case)
    confirmed = b.case_confirmed(street=f"s{n % 2 + 1}")
    await evaluation.on_task_done(b.envelope(done, 1, f"{case}-t{round}", "response", now))
    await evaluation.on_case_confirmed(b.envelope(confirmed, round, case, "intake", now))
    for tried in range(1 if answer.reached else 3):
        key = f"c{n}-{round}-{tried}"
        later = now + timedelta(hours=tried)
        await evaluation.act(answer, f"cb-{case}", act(b.EVALUATOR, key, later))


async def test_a_database_counts_what_memory_counts(watched):
    _, here = watched
    real, real_boards = await mongo_boards(here)
    kept, kept_boards = memory_boards()
    await months(real)
    await months(kept)

    for period in PERIODS:
        for subject in SUBJECTS:
            board = await real_boards.board(period, subject)
            assert board == await kept_boards.board(period, subject)
            for row in board.rows:
                asked = (period, subject, row.id, "", 3)
                assert await real_boards.evidence(*asked) == await kept_boards.evidence(*asked)

    first = (await real_boards.board("2026-11", "streets")).rows[0]
    assert first.whistles > 1
    assert first.rates.solution.of > 1


async def test_what_a_row_counts_is_what_stands_behind_it(watched):
    _, here = watched
    evaluation, boards = await mongo_boards(here)
    await months(evaluation)

    for row in (await boards.board("2026-11", "departments")).rows:
        found = await boards.evidence("2026-11", "departments", row.id, "", 200)
        judged = [item for item in found.items if item.kind == "assessment"]
        answers = [one for item in found.items if item.kind == "callback" for one in item.answers]
        of_unit = [one for one in answers if row.id in one.departments]
        assert len(judged) == row.calls
        assert len(of_unit) == row.asked
        assert sum(one.reached for one in of_unit) == row.rates.solution.of
        assert sum(bool(one.solved) for one in of_unit) == row.rates.solution.count


async def test_no_board_and_no_clock_reads_a_whole_collection(watched):
    watch, here = watched
    evaluation, boards = await mongo_boards(here)
    await months(evaluation)
    watch.asked.clear()

    for subject in SUBJECTS:
        await boards.board("2026-11", subject)
        await boards.evidence(
            "2026-11", subject, "water" if subject == "departments" else "s1", "as-wh-1", 5
        )
    for sweep in sweeps(evaluation):
        await sweep.once()

    pipelines = [command for command in watch.asked if "aggregate" in command]
    assert len(pipelines) == 8 + 2 * 4 + 2 * 1
    assert await watch.scans(here) == []


async def test_a_page_of_evidence_is_read_in_order_not_sorted(watched):
    watch, here = watched
    evaluation, boards = await mongo_boards(here)
    await months(evaluation)
    watch.asked.clear()

    await boards.evidence("2026-11", "departments", "water", "", 50)

    found = [command for command in watch.asked if "find" in command]
    plans = [await here.command({"explain": each, "verbosity": "queryPlanner"}) for each in found]
    assert len(plans) == 2
    assert not any("'SORT'" in str(plan["queryPlanner"]["winningPlan"]) for plan in plans)
