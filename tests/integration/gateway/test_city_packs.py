"""City packs: uploaded, checked, simulated, published by two, and back; hostile ones refused."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.integration.gateway.house import House, open_house
from tests.integration.gateway.packs import DEMO, changed, upload, zipped


@pytest.fixture
async def own(mongo_url, city, namespace) -> AsyncIterator[House]:
    """A house of its own for a test that changes the city."""
    async with open_house(mongo_url, namespace, city) as house:
        yield house


async def test_a_pack_is_drafted_by_one_published_by_another_and_taken_back(own: House):
    admin, supervisor = await own.enter("admin"), await own.enter("supervisor-district")
    rules = changed("2026.2")["city.toml"].replace('"case.sort" = "1 wh"', '"case.sort" = "2 wh"')
    before = (await own.stranger().get("/city")).json["version"]

    draft = await upload(admin, ("p.zip", zipped({**DEMO, "city.toml": rules})), key="a")
    id = draft.json["id"]
    alone = await admin.post(f"/city/drafts/{id}/publish")
    done = await supervisor.post(f"/city/drafts/{id}/publish")
    after = (await own.stranger().get("/city")).json["version"]
    versions = (await supervisor.get("/city/versions")).json

    assert draft.status == 201
    assert [file["file"] for file in draft.json["files"]] == ["city.toml"]
    assert draft.json["limits"][0] == {
        "name": "span.case.sort",
        "before": "1 wh",
        "after": "2 wh",
        "way": "longer",
    }
    assert (alone.status, alone.code) == (403, "own_draft")
    assert (done.status, done.json["state"]) == (200, "published")
    assert (before, after) == ("2026.1", "2026.2")
    assert [(one["version"], one["in_force"]) for one in versions] == [
        ("2026.2", True),
        ("2026.1", False),
    ]
    assert (versions[0]["by"], versions[0]["approved_by"]) == ("admin", "supervisor-district")

    back = await admin.post(
        f"/city/versions/{versions[1]['pack']}/restore", {"reason": "退回上一版"}, key="b"
    )
    await supervisor.post(f"/city/drafts/{back.json['id']}/publish")

    assert back.json["source"] == "restore"
    assert (await own.stranger().get("/city")).json["version"] == "2026.1"


async def test_a_broken_pack_changes_nothing_and_every_fault_is_named(own: House):
    admin = await own.enter("admin")
    bad = changed("2026.2")
    bad["people.csv"] += "x-1,,resident,nowhere\n"
    bad["duties.csv"] += "E02,binhe,@community,,street,\n"

    answer = await upload(admin, ("p.zip", zipped(bad)), key="a")

    faults = {(one["file"], one["code"]) for one in answer.json["problems"]}
    row = bad["people.csv"].count("\n")
    assert (answer.status, answer.code) == (422, "broken_pack")
    assert faults == {
        ("people.csv", "blank"),
        ("people.csv", "unknown"),
        ("duties.csv", "community_leads"),
    }
    assert {one["row"] for one in answer.json["problems"] if one["code"] == "blank"} == {row}
    assert answer.json["count"] == 3
    assert (await admin.get("/city/drafts")).json == []


async def test_some_files_replace_theirs_in_the_pack_in_force(own: House):
    admin = await own.enter("admin")
    files = changed("2026.2")
    people = files["people.csv"] + "resident-new,云帆,resident,gangwan-01-01\n"

    answer = await upload(
        admin,
        ("city.toml", files["city.toml"].encode()),
        ("people.csv", people.encode("gb18030")),
        key="a",
        query="?whole=false",
    )

    found = {one["file"]: (one["added"], one["removed"]) for one in answer.json["files"]}
    assert answer.status == 201
    assert found["people.csv"] == (1, 0)


async def test_the_same_upload_again_is_the_same_draft(own: House):
    admin, body = await own.enter("admin"), zipped(changed("2026.2"), folder="haichuan/")

    first = await upload(admin, ("p.zip", body), key="a")
    again = await upload(admin, ("p.zip", body), key="a")

    assert first.json["id"] == again.json["id"]
    assert len((await admin.get("/city/drafts")).json) == 1


async def test_a_version_names_one_content_only(own: House):
    admin = await own.enter("admin")
    other = {**DEMO, "people.csv": DEMO["people.csv"] + "x-1,云帆,resident,gangwan-01-01\n"}

    answer = await upload(admin, ("p.zip", zipped(other)), key="a")

    assert [one["code"] for one in answer.json["problems"]] == ["version_taken"]


async def test_a_draft_from_before_the_last_publication_is_out_of_date(own: House):
    admin, supervisor = await own.enter("admin"), await own.enter("supervisor-district")
    first = await upload(admin, ("p.zip", zipped(changed("2026.2"))), key="a")
    second = await upload(admin, ("p.zip", zipped(changed("2026.3"))), key="b")

    one = await supervisor.post(f"/city/drafts/{first.json['id']}/publish")
    other = await supervisor.post(f"/city/drafts/{second.json['id']}/publish")
    again = await supervisor.post(f"/city/drafts/{first.json['id']}/publish")

    assert one.status == 200
    assert (other.status, other.code) == (409, "draft_outdated")
    assert (again.status, again.code) == (409, "illegal_move")


async def test_a_draft_is_put_aside_with_a_reason_and_cannot_be_published(own: House):
    admin, supervisor = await own.enter("admin"), await own.enter("supervisor-district")
    draft = await upload(admin, ("p.zip", zipped(changed("2026.2"))), key="a")
    path = f"/city/drafts/{draft.json['id']}"

    aside = await supervisor.post(f"{path}/reject", {"reason": "时限太长"})
    late = await supervisor.post(f"{path}/publish")

    assert (aside.json["state"], aside.json["reason"]) == ("rejected", "时限太长")
    assert (late.status, late.code) == (409, "illegal_move")


async def test_publishing_is_in_the_audit_log(own: House):
    admin, supervisor = await own.enter("admin"), await own.enter("supervisor-district")
    draft = await upload(admin, ("p.zip", zipped(changed("2026.2"))), key="a")
    await supervisor.post(f"/city/drafts/{draft.json['id']}/publish")
    auditor = await own.enter("auditor")

    entries = (await auditor.get("/audit")).json["items"]

    told = [(one["what"], one["by"]) for one in entries if one["what"].startswith("city.")]
    assert told == [("city.drafted", "admin"), ("city.published", "supervisor-district")]


async def test_somebody_new_in_the_pack_can_sign_in_at_once(own: House):
    admin, supervisor = await own.enter("admin"), await own.enter("supervisor-district")
    files = changed("2026.2")
    files["people.csv"] += "grid-new,云帆,grid_worker,gangwan-01-01\n"
    early = await own.stranger().sign_in("grid-new")

    draft = await upload(admin, ("p.zip", zipped(files)), key="a")
    await supervisor.post(f"/city/drafts/{draft.json['id']}/publish")
    late = await own.stranger().sign_in("grid-new")

    assert (early.status, late.status) == (401, 200)


async def test_another_process_of_the_gateway_follows(mongo_url, city, namespace):
    async with (
        open_house(mongo_url, namespace, city, keep=True) as one,
        open_house(mongo_url, namespace, city) as other,
    ):
        admin, supervisor = await one.enter("admin"), await one.enter("supervisor-district")
        draft = await upload(admin, ("p.zip", zipped(changed("2026.2"))), key="a")
        await supervisor.post(f"/city/drafts/{draft.json['id']}/publish")

        async with asyncio.timeout(10):
            while (await other.stranger().get("/city")).json["version"] != "2026.2":  # noqa: ASYNC110
                await asyncio.sleep(0.1)
