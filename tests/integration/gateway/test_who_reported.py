"""Who reported is seen by those who must know, for a reason, and on record."""

import pytest

from contracts.channels import Behalf
from tests.integration.gateway.house import House, open_house
from tests.integration.gateway.seeds import Matter


@pytest.fixture(scope="module")
async def matter(house: House) -> Matter:
    matter = Matter("told")
    await house.hears(*matter.worked_on())
    return matter


async def test_a_department_never_sees_who_reported_nor_their_number(house: House, matter):
    liaison = await house.enter("liaison-chengguan")

    pages = [
        await liaison.get(f"/tasks/{matter.tasks[0]}"),
        await liaison.get("/tasks"),
        await liaison.get(f"/whistles/{matter.whistle}"),
        await liaison.get("/whistles"),
    ]

    for page in pages:
        assert page.status == 200
        for secret in ("resident-1", "resident-9", "reporter", "13812345678", matter.case):
            assert secret not in page.body.decode()
    assert "138****5678" in pages[0].body.decode()


async def test_the_street_sees_who_reported_but_not_of_a_confidential_case(house: House, matter):
    secret = Matter("secret", confidential=True)
    await house.hears(secret.reported("resident-3"), secret.joined("resident-4"))
    commander = await house.enter("commander-gangwan")

    plain = await commander.get(f"/cases/{matter.case}")
    hidden = await commander.get(f"/cases/{secret.case}")

    assert plain.json["reporters"] == ["resident-1", "resident-9"]
    assert hidden.json["reporters"] is None
    assert hidden.json["reporter_count"] == 2
    assert "resident-3" not in hidden.body.decode()
    assert "resident-4" not in hidden.body.decode()


async def test_a_filter_cannot_find_out_who_reported(house: House, matter):
    commander = await house.enter("commander-gangwan")

    answer = await commander.get("/cases?reporter=resident-3")

    assert (answer.status, answer.code) == (403, "not_your_post")


async def test_one_reporter_does_not_see_another_nor_who_works_on_it(house: House, matter):
    reporter = await house.enter("resident-1")

    case = await reporter.get(f"/cases/{matter.case}")

    assert case.json["mine"] is True
    assert case.json["reporters"] is None
    assert "resident-9" not in case.body.decode()
    assert {line["by"] for line in case.json["timeline"]} == {"resident-1", None}
    assert [(one["department"], one["stage"]) for one in case.json["help"]] == [
        ("chengguan", "acknowledged")
    ]


async def test_a_reveal_needs_a_reason_and_is_on_record(house: House, matter):
    secret = Matter("revealed", confidential=True)
    await house.hears(secret.reported("resident-5"))
    commander, liaison = await house.enter("commander-gangwan"), await house.enter("head-chengguan")
    other, auditor = await house.enter("commander-binhe"), await house.enter("auditor")
    path = f"/cases/{secret.case}/reveal"

    bare = await commander.post(path, {})
    told = await commander.post(path, {"reason": "联系核实现场"})
    refused = await liaison.post(path, {"reason": "想知道"})
    elsewhere = await other.post(path, {"reason": "想知道"})
    log = await auditor.get("/audit?limit=500")

    assert (bare.status, refused.status, elsewhere.status) == (422, 403, 404)
    assert told.json["reporters"] == ["resident-5"]
    lines = [one for one in log.json["items"] if one["what"] == "revealed"]
    assert [one["by"] for one in lines if one["about"]["case.id"] == secret.case] == [
        "commander-gangwan"
    ]


async def test_whoever_was_revealed_is_told_by_which_office_when_and_why(house: House):
    matter = Matter("looked")
    await house.hears(matter.reported("resident-8", text="请拨 13812345678"))
    commander, reporter = await house.enter("commander-gangwan"), await house.enter("resident-8")
    other = await house.enter("resident-2")

    seen = await commander.get(f"/cases/{matter.case}")
    told = await commander.post(f"/cases/{matter.case}/reveal", {"reason": "联系核实现场"})
    looked = (await reporter.get("/me/reveals")).json["items"]

    assert "13812345678" not in seen.body.decode()
    assert "13812345678" in told.json["phones"]
    assert [(one["case_id"], one["by"], one["reason"]) for one in looked] == [
        (matter.case, "gangwan", "联系核实现场")
    ]
    assert "commander-gangwan" not in str(looked)
    assert (await other.get("/me/reveals")).json["items"] == []


async def test_a_reveal_names_whoever_rang_and_not_only_the_desk_that_took_it_in(house: House):
    matter, rang = Matter("rang"), Behalf(name="孙来电", phone="0571-88886666")
    typed = "楼道没灯，也可拨 +86 138 1234 5678"
    await house.hears(matter.reported("hotline", on_behalf_of=rang, text=typed))
    commander = await house.enter("commander-gangwan")
    path = f"/cases/{matter.case}"

    seen = (await commander.get(path)).body.decode()
    told = (await commander.post(f"{path}/reveal", {"reason": "回访 13987654321 的家属"})).json
    kept = await house.database["reveals"].find_one({"case": matter.case})

    assert not any(number in seen for number in ("88886666", "138 1234 5678"))
    assert told["on_behalf_of"] == ["孙来电"]
    assert told["phones"][:2] == ["0571-88886666", "+86 138 1234 5678"]
    assert kept["reason"] == "回访 *********** 的家属"


async def test_reveals_are_limited(mongo_url, namespace, city):
    async with open_house(mongo_url, namespace, city, reveals_per_account="1/day") as house:
        matter = Matter("often")
        await house.hears(matter.reported("resident-8"))
        commander = await house.enter("commander-gangwan")
        path = f"/cases/{matter.case}/reveal"

        first = await commander.post(path, {"reason": "核实"})
        second = await commander.post(path, {"reason": "再看"})

    assert (first.status, second.status, second.code) == (200, 429, "too_many")


async def test_names_are_whole_for_whoever_handles_it_and_short_for_others(house: House):
    matter = Matter("named")
    await house.hears(matter.reported("resident-7"))
    worker, staff = await house.enter("grid-0101"), await house.enter("staff-gangwan")
    name = house.city.people["resident-7"].name
    before = (await worker.get(f"/cases/{matter.case}")).json["reporter_names"]

    await house.hears(matter.whistled())
    after = (await worker.get(f"/cases/{matter.case}")).json["reporter_names"]
    street = (await staff.get(f"/cases/{matter.case}")).json["reporter_names"]
    looks_on = await house.enter("auditor")
    audited = (await looks_on.get(f"/cases/{matter.case}")).json["reporter_names"]

    assert (before, after, street) == ([name], [f"{name[0]}**"], [name])
    assert audited == [f"{name[0]}**"]
