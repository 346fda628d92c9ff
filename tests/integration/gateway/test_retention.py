"""Retention runs by itself, once a day, under the pack in force, and leaves a record."""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts.city import City
from gateway import retention, verify_audit
from gateway.retention_runs import AGAIN, CLAIMED, Daily, day_due
from services.chassis.clock import milliseconds
from tests.integration.gateway.house import SECRET, TOKEN_SECRET, House, open_house
from tests.integration.gateway.packs import changed, upload, zipped
from tests.integration.gateway.test_photos import photo
from tests.integration.gateway.test_photos import upload as upload_photo

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
async def own(mongo_url: str, city: City, namespace: str) -> AsyncIterator[House]:
    """A house of its own, whose owners have nothing to take out."""
    async with open_house(mongo_url, namespace, city) as house:
        house.owner.answer = b"{}"
        yield house


def daily_of(house: House, later: timedelta = 2 * DAY) -> Daily:
    """The gateway's daily run as another gateway would have it, so long after an hour past it.

    Not from now: a test that waits some minutes must not come to the next day's run.
    """
    found = next(sweep for sweep in house.parts.sweeps if isinstance(sweep, Daily))
    _, began = day_due(milliseconds(), found.keeper.policy().run_hour)
    return replace(found, keeper=replace(found.keeper, now=lambda: began + HOUR + later))


async def runs(house: House) -> list[dict[str, Any]]:
    return (await (await house.enter("ops")).get("/ops/retention")).json


async def publish(house: House, *lines: str) -> None:
    """Put a pack in force whose rules of retention are others than those of the folder."""
    texts = changed("2026.2")
    for line in lines:
        name = line.split(" = ")[0]
        texts["city.toml"] = re.sub(f"(?m)^{name} = .*$", line, texts["city.toml"], count=1)
    admin, supervisor = await house.enter("admin"), await house.enter("supervisor-district")
    draft = await upload(admin, ("pack.zip", zipped(texts)), key="kept")
    done = await supervisor.post(f"/city/drafts/{draft.json['id']}/publish")
    assert done.status == 200, done.json


@pytest.mark.parametrize(
    ("wall", "day", "began"),
    [
        ("2026-11-23T02:59", "2026-11-22", "2026-11-21T19:00"),
        ("2026-11-23T03:00", "2026-11-23", "2026-11-22T19:00"),
        ("2026-11-23T23:59", "2026-11-23", "2026-11-22T19:00"),
    ],
)
def test_a_day_begins_at_the_hour_on_the_wall(wall, day, began):
    now = datetime.fromisoformat(wall).replace(tzinfo=UTC) - timedelta(hours=8)

    assert day_due(now, 3) == (day, datetime.fromisoformat(began).replace(tzinfo=UTC))


async def test_nothing_is_due_on_the_day_a_system_is_first_started(own: House):
    assert not await daily_of(own, later=timedelta()).once()
    assert await runs(own) == []


async def test_of_several_gateways_one_does_the_days_run(own: House):
    gateways = [daily_of(own) for _ in range(5)]

    due = day_due(now := gateways[0].keeper.now(), gateways[0].keeper.policy().run_hour)
    did = await asyncio.gather(*(one.once() for one in gateways))
    again = await gateways[0].once()
    once_claims_end = await gateways[0].runs.claim(*due, now + 2 * CLAIMED)
    tomorrow = await daily_of(own, later=3 * DAY).once()

    assert (sorted(did), again, tomorrow) == ([False] * 4 + [True], False, True)
    assert not once_claims_end
    assert [one["kind"] for one in await runs(own)] == ["daily", "daily"]
    assert sum(one.path == "/ops/retain" for one in own.owner.asked) == 2 * 4


async def test_a_run_is_on_record_with_what_it_took_out(own: House):
    await upload_photo(await own.enter("resident-1"), photo())
    daily = daily_of(own, later=40 * DAY)

    await daily.once()

    (run,) = await runs(own)
    assert (run["kind"], run["tries"], run["counts"]["photos"]) == ("daily", 1, 1)
    assert run["ended_at"] >= run["began_at"]
    auditor = await own.enter("auditor")
    assert (await auditor.get("/ops/retention")).json == [run]
    log = (await auditor.get("/audit?limit=500")).json["items"]
    (noted,) = [entry for entry in log if entry["what"] == "retained"]
    assert json.loads(noted["about"]["counts"]) == run["counts"]


async def test_work_that_was_not_over_when_somebody_left_is_asked_again(own: House):
    leaving, keeper = own.database["leaving"], daily_of(own).keeper
    work = {"whistles": ["wh-late"], "tasks": ["wh-late-1"]}
    await leaving.insert_one({"_id": "resident-9", "work": work})

    own.owner.answer = b'["wh-late"]'
    await keeper.run(dry=False)
    still = await leaving.find_one({"_id": "resident-9"})
    own.owner.answer = b'["wh-late-1"]'
    await keeper.run(dry=False)

    assert still["work"] == {"whistles": [], "tasks": ["wh-late-1"]}
    assert await leaving.find_one({"_id": "resident-9"}) is None


async def test_a_run_that_failed_is_tried_again_and_told_once(own: House):
    own.owner.status = 503
    failed = await daily_of(own).once()
    own.owner.status = 201

    at_once = await daily_of(own).once()
    later = await daily_of(own, later=2 * DAY + 2 * AGAIN).once()

    assert (failed, at_once, later) == (False, False, True)
    assert [(one["tries"], bool(one["ended_at"])) for one in await runs(own)] == [(2, True)]


async def test_a_run_whose_process_died_is_taken_over(own: House):
    dying = daily_of(own)
    day, at = day_due(dying.keeper.now(), dying.keeper.policy().run_hour)
    assert await dying.runs.claim(day, at, dying.keeper.now())

    assert not await daily_of(own).once()
    assert await daily_of(own, later=2 * DAY + CLAIMED + AGAIN).once()


async def test_the_limits_and_the_hour_are_those_of_the_pack_in_force(own: House):
    await upload_photo(await own.enter("resident-1"), photo())
    daily = daily_of(own, later=10 * DAY)
    before = await daily.keeper.run(dry=True)

    await publish(own, "photo_days = 5", "run_hour = 4", "audit_days = 200")

    after = await daily.keeper.run(dry=True)
    assert (before["photos"], after["photos"]) == (0, 1)
    assert (daily.keeper.policy().run_hour, daily.keeper.policy().audit_days) == (4, 200)


async def test_the_command_follows_the_pack_in_force_too_and_leaves_a_record(
    own: House, mongo_url: str, amqp_url: str, namespace: str, monkeypatch, capsys
):
    await upload_photo(await own.enter("resident-1"), photo())
    await publish(own, "photo_days = 1")
    urls = {
        f"WHISTLE_{name.upper()}_URL": url for name, url in own.parts.settings.upstreams.items()
    }
    for name, value in {
        **urls,
        "WHISTLE_MONGO_URL": mongo_url,
        "WHISTLE_AMQP_URL": amqp_url,
        "WHISTLE_NAMESPACE": namespace,
        "WHISTLE_SECRET": SECRET,
        "WHISTLE_TOKEN_SECRET": TOKEN_SECRET,
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(retention, "milliseconds", lambda: milliseconds() + 2 * DAY)
    monkeypatch.setattr(sys, "argv", ["retention"])

    ended = await asyncio.to_thread(retention.main)

    (run,) = await runs(own)
    assert ended == 0
    assert (run["kind"], run["counts"]["photos"]) == ("by_hand", 1)
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == run["counts"]


async def test_the_oldest_of_the_audit_log_goes_and_the_rest_is_verified(
    own: House, mongo_url: str, namespace: str, monkeypatch, capsys
):
    auditor = await own.enter("auditor")
    old = len((await auditor.get("/audit?limit=500")).json["items"])

    await daily_of(own, later=1100 * DAY).once()

    log = (await auditor.get("/audit?limit=500")).json["items"]
    verdict = (await auditor.get("/audit/verify")).json
    assert (verdict["holds"], verdict["removed"], verdict["entries"]) == (True, old, len(log))
    assert [entry["what"] for entry in log] == ["audit_cut", "retained"]
    assert (await runs(own))[0]["counts"]["audit"] == old
    monkeypatch.setenv("WHISTLE_MONGO_URL", mongo_url)
    monkeypatch.setenv("WHISTLE_NAMESPACE", namespace)
    assert await asyncio.to_thread(verify_audit.main) == 0
    assert f"holds: 3 entries after number {old}, head" in capsys.readouterr().out
