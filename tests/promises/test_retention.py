"""What may not be kept any longer goes: out of the state and out of the past, for good."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from pymongo import AsyncMongoClient

from contracts.actor import Actor
from contracts.city.rules import Keeping, Retention
from contracts.events import EVENTS
from contracts.events.case import CaseWithdrawn
from contracts.events.redacted import Depth
from services.chassis.clock import milliseconds
from services.chassis.mongo import MongoStore, connect
from services.chassis.retention import Retained, Shelves, retain
from services.chassis.store import Act
from services.intake.store import CASES
from tests.unit.gateway.builders import reported

SECRET = "张三家 13812345678"
POLICY = Retention()
YEARS = 365


class Archive:
    """Cases on a real database, and a clock that is set by hand."""

    def __init__(self, client: AsyncMongoClient[dict[str, Any]], namespace: str) -> None:
        self.now = milliseconds()
        self.database = client[f"{namespace}_intake"]
        self.store = MongoStore(self.database, CASES, EVENTS, now=lambda: self.now)
        self.shelves = Shelves.of(self.database, self.store)

    @property
    def cases(self) -> Retained:
        return self.shelves["cases"]

    async def report(self, id: str, *, over: bool) -> None:
        events = [reported(text=SECRET, reporter="resident-1")]
        events += [CaseWithdrawn(reason=SECRET)] if over else []
        by = Actor(id="resident-1")
        await self.store.act(id, lambda _: events, Act(by, self.now, f"k-{id}"))

    async def raw(self, id: str) -> str:
        return str(await self.database["cases"].find_one({"_id": id}))

    async def later(self, days: int, *, dry: bool = False) -> Mapping[str, int]:
        self.now += timedelta(days=days)
        return (await retain(self.shelves, POLICY, self.now, dry=dry))["cases"]


@pytest.fixture
async def archive(mongo_url, namespace):
    client = connect(mongo_url)
    archive = Archive(client, namespace)
    await archive.store.prepare()
    await archive.shelves.prepare()
    yield archive
    await client.close()


async def test_after_three_years_nobody_is_named_and_after_ten_nothing_is_said(archive):
    await archive.report("case-1", over=True)

    early = await archive.later(3 * YEARS - 2)
    third = await archive.later(4)
    named = await archive.raw("case-1")
    tenth = await archive.later(7 * YEARS + 2)
    said = await archive.raw("case-1")

    assert early == {"identity": 0, "whole": 0}
    assert third == {"identity": 1, "whole": 0}
    assert tenth == {"identity": 0, "whole": 1}
    assert "resident-1" not in named
    assert "13812345678" not in named
    assert "张三" in named
    assert "张三" not in said


async def test_a_kind_with_a_limit_of_its_own_follows_that(archive):
    sooner = Retention(kinds={"cases": Keeping(identity_days=200, text_days=400)})
    await archive.report("case-1", over=True)
    archive.now += timedelta(days=201)

    counted = await retain(archive.shelves, POLICY, archive.now, dry=True)
    done = await retain(archive.shelves, sooner, archive.now, dry=False)
    archive.now += timedelta(days=201)
    later = await retain(archive.shelves, sooner, archive.now, dry=False)

    assert counted["cases"] == {"identity": 0, "whole": 0}
    assert done["cases"] == {"identity": 1, "whole": 0}
    assert later["cases"] == {"identity": 0, "whole": 1}


async def test_what_is_open_is_kept_however_old_it_is(archive):
    await archive.report("case-1", over=False)

    assert await archive.later(20 * YEARS) == {"identity": 0, "whole": 0}
    assert not await archive.cases.redact("case-1", Depth.IDENTITY, archive.now)
    assert "resident-1" in await archive.raw("case-1")


async def test_a_dry_run_counts_and_changes_nothing(archive):
    for n in range(3):
        await archive.report(f"case-{n}", over=True)

    counted = await archive.later(4 * YEARS, dry=True)

    assert counted == {"identity": 3, "whole": 0}
    assert "resident-1" in await archive.raw("case-1")


async def test_a_run_that_is_repeated_finds_nothing_and_one_cut_short_goes_on(archive):
    await archive.report("case-1", over=True)
    archive.now += timedelta(days=4 * YEARS)
    event = CASES.redaction(depth=Depth.IDENTITY)
    cut_short = Act(Actor(id="clock"), archive.now, "redacted:identity")
    await archive.store.act("case-1", lambda _: [event], cut_short)

    await archive.later(3 * YEARS + 1)
    again = await archive.later(0)

    assert "resident-1" not in await archive.raw("case-1")
    assert again == {"identity": 0, "whole": 0}


async def test_it_is_said_so_that_everybody_who_listens_can_follow(archive):
    await archive.report("case-1", over=True)
    await archive.later(4 * YEARS)

    (line,) = await archive.store.outbox.lines({"case-1": [1, 2, 3]})

    assert [one.type for one in line.envelopes] == [
        "case.reported",
        "case.withdrawn",
        "case.redacted",
    ]
    assert line.envelopes[0].by == "anybody"
    assert line.envelopes[0].data.reporter == "anybody"


async def test_no_question_of_it_looks_at_everything(archive):
    query = archive.cases._query(Depth.IDENTITY, archive.now)

    plan = await archive.database["cases"].find(query).explain()

    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])
