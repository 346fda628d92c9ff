"""One's own data: taken away, and erased when one leaves; and one's own password."""

import io
import json
import zipfile

import pytest

from contracts.events import EVENTS
from contracts.events import case as c
from contracts.events.redacted import Depth
from tests.integration.gateway.house import PASSWORD, House, open_house
from tests.integration.gateway.seeds import PLACE, Matter
from tests.integration.gateway.test_photos import photo, upload
from tests.unit.gateway.builders import sampled, told


async def read_zip(visitor) -> dict:
    answer = await visitor.get("/me/export")
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.body)) as files:
        return {name: files.read(name) for name in files.namelist()}


@pytest.fixture
async def own(mongo_url, namespace, city):
    """A gateway of one's own: people leave it."""
    async with open_house(mongo_url, namespace, city) as house:
        house.owner.status, house.owner.answer = 200, b"[]"
        yield house


async def test_a_person_takes_away_everything_that_is_held_about_them(own: House):
    matter, other = Matter("taken"), Matter("nottaken")
    resident = await own.enter("resident-1")
    id = (await upload(resident, photo())).json["id"]
    await own.hears(matter.reported("resident-1", photos=(id,)), other.reported("resident-2"))
    commander = await own.enter("commander-gangwan")
    await commander.post(f"/cases/{matter.case}/reveal", {"reason": "核实"})

    files = await read_zip(resident)

    cases = json.loads(files["cases.json"])
    assert json.loads(files["account.json"])["id"] == "resident-1"
    assert [(case["id"], case["text"]) for case in cases] == [(matter.case, "消防通道被堵")]
    assert files[f"photos/{id}.jpg"].startswith(b"\xff\xd8")
    assert json.loads(files["looked.json"])[0]["reason"] == "核实"
    assert other.case not in str(files)
    assert "resident-2" not in str(files)


async def test_whoever_leaves_is_erased_and_told_what_a_law_keeps(own: House):
    over, going = Matter("over"), Matter("going")
    resident = await own.enter("resident-1")
    unused = (await upload(resident, photo(), key="unused")).json["id"]
    await own.hears(over.reported("resident-1"), going.reported("resident-1"))
    await own.hears(over.said(over.case, c.CaseWithdrawn(reason="不办了"), "resident-1"))

    wrong = await resident.post("/me/erase", {"password": "not this"})
    told = (await resident.post("/me/erase", {"password": PASSWORD})).json
    after = await resident.get("/me")
    again = await own.stranger().sign_in("resident-1")

    posted = [json.loads(body) for body in own.owner.bodies]
    asked = [one for one in posted if "subjects" not in one]
    assert (wrong.status, wrong.code) == (422, "wrong_password")
    assert told["identity_removed"] == [over.case]
    assert {one["what"] for one in told["kept"]} == {"open_cases", "case_texts", "audit_log"}
    assert next(one for one in told["kept"] if one["what"] == "open_cases")["ids"] == [going.case]
    assert all(one["basis_zh"] and one["basis_en"] for one in told["kept"])
    assert [one.get("collection") for one in asked] == ["cases", "callbacks", None, None]
    assert asked[-2:] == [{"account": "resident-1"}] * 2
    assert asked[0]["ids"] == [over.case]
    behind = [over.case, f"cb-{over.case}"]
    assert [one for one in posted if "subjects" in one] == [{"subjects": behind}] * 4
    assert (after.status, again.status) == (401, 401)
    left = await own.database["photos.files"].find_one({"_id": unused})
    assert left is None


async def test_whoever_leaves_is_taken_out_of_the_work_on_what_they_reported(own: House):
    over, going = Matter("done"), Matter("still")
    resident = await own.enter("resident-1")
    for matter in (over, going):
        await own.hears(matter.reported("resident-1"), *matter.raised(), matter.whistled())
        await own.hears(matter.notified())
    await own.hears(over.said(over.case, c.CaseWithdrawn(reason="不办了"), "resident-1"))
    own.owner.answer = json.dumps([over.whistle]).encode()

    told_back = (await resident.post("/me/erase", {"password": PASSWORD})).json
    waiting = await own.database["leaving"].find_one({"_id": "resident-1"})

    asked = [json.loads(body) for body in own.owner.bodies]
    ids = {one["collection"]: one["ids"] for one in asked if one.get("ids")}
    assert (ids["whistles"], ids["tasks"]) == ([over.whistle], [over.tasks[0]])
    assert waiting["work"] == {"whistles": [], "tasks": [over.tasks[0]]}
    assert over.whistle in told_back["identity_removed"]
    kept = next(one for one in told_back["kept"] if one["what"] == "open_cases")
    assert set(kept["ids"]) >= {going.case, over.tasks[0]}


async def test_whoever_leaves_takes_their_needs_along_and_leaves_what_others_asked(own: House):
    leaver = await own.enter("resident-4")
    stated = sampled(EVENTS["need.stated"]).model_copy(update={"text": "想要食堂", "place": PLACE})
    mine, theirs = (
        told(stated.model_copy(update={"asker": who}), 1, subject=f"nd-{who}", by="clock")
        for who in ("resident-4", "resident-5")
    )
    await own.hears(mine, theirs)
    own.owner.answer = b'["nd-resident-4"]'

    files = await read_zip(leaver)
    gone = (await leaver.post("/me/erase", {"password": PASSWORD})).json

    assert [need["id"] for need in json.loads(files["needs.json"])] == ["nd-resident-4"]
    assert gone["identity_removed"] == ["nd-resident-4"]
    asked = [json.loads(body) for body in own.owner.bodies]
    assert {"collection": "needs", "ids": ["nd-resident-4"]} in asked
    assert asked[-1] == {"subjects": ["nd-resident-4"]}


async def test_what_is_redacted_is_gone_from_views_and_photos(own: House):
    matter = Matter("redacted")
    resident, auditor = await own.enter("resident-1"), await own.enter("auditor")
    id = (await upload(resident, photo(), key="redacted")).json["id"]
    words = {"text": "张三家 13812345678", "photos": (id,)}
    await own.hears(matter.reported("resident-1", **words))
    await own.hears(matter.said(matter.case, c.CaseRedacted(depth=Depth.WHOLE), "clock"))

    case = await auditor.get(f"/cases/{matter.case}")
    stored = str(await own.database["view_cases"].find_one({"_id": matter.case}))
    mine = await resident.get(f"/cases/{matter.case}")

    assert case.status == 200
    for secret in ("张三", "resident-1", "和平路", id):
        assert secret not in case.body.decode()
        assert secret not in stored
    assert mine.status == 404
    assert (await auditor.get(f"/files/{id}")).status == 404


async def test_what_an_offer_left_on_the_list_of_deeds_goes_with_its_words(own: House):
    auditor, secret = await own.enter("auditor"), "替张三买药 13812345678"
    words = {"text": secret, "title": secret, "result": secret, "accounts": ("resident-1",)}
    about = {"deed_id": "of-77-1", "offer_id": "of-77", "street": "gangwan"}
    deed = sampled(EVENTS["deed.recorded"]).model_copy(update={**words, **about})
    other = deed.model_copy(update={"deed_id": "of-78-1", "offer_id": "of-78"})
    await own.hears(told(deed, 1, subject="of-77"), told(other, 1, subject="of-78"))
    before = await auditor.get("/deeds/of-77-1")
    await own.hears(told(EVENTS["offer.redacted"](depth=Depth.WHOLE), 2, subject="of-77"))

    after = (await auditor.get("/deeds")).body.decode()
    stored = str(await own.database["view_deeds"].find_one({"_id": "of-77-1"}))

    assert "张三" in before.body.decode()
    assert "of-77-1" in after
    assert after.count("张三") == 3
    assert "张三" not in stored
    assert "resident-1" not in stored


async def test_whoever_leaves_is_asked_out_of_what_they_told_groups_and_answered(own: House):
    leaver = await own.enter("resident-6")
    sent = sampled(EVENTS["notice.queued"]).model_copy(update={"sender": "resident-6"})
    await own.hears(told(sent, 1, subject="gn-6", by="resident-6"))
    own.owner.answer = b'["gn-6"]'

    gone = (await leaver.post("/me/erase", {"password": PASSWORD})).json

    asked = [json.loads(body) for body in own.owner.bodies]
    assert "replies" in gone["erased"]
    assert "gn-6" in gone["identity_removed"]
    assert {"account": "resident-6"} in asked
    assert {"collection": "notices", "ids": ["gn-6"]} in asked


async def test_a_record_of_service_is_taken_along_and_named_as_kept(own: House):
    volunteer = await own.enter("resident-8")
    opened = sampled(EVENTS["passbook.opened"]).model_copy(
        update={"account": "resident-8", "unit": False}
    )
    await own.hears(told(opened, 1, subject="pb-8", by="clock"))

    files = await read_zip(volunteer)
    gone = (await volunteer.post("/me/erase", {"password": PASSWORD})).json

    assert [one["id"] for one in json.loads(files["points.json"])] == ["pb-8"]
    kept = {one["what"]: one for one in gone["kept"]}
    assert kept["service_records"]["ids"] == ["pb-8"]
    assert "志愿服务条例" in kept["service_records"]["basis_zh"]


async def test_whoever_holds_a_post_cannot_leave_by_themselves(own: House):
    officer = await own.enter("commander-gangwan")

    answer = await officer.post("/me/erase", {"password": PASSWORD})

    assert (answer.status, answer.code) == (403, "post_holders_stay")
    assert (await officer.get("/me")).status == 200


async def test_five_wrong_words_stop_an_erasure(own: House):
    resident = await own.enter("resident-2")

    answers = [await resident.post("/me/erase", {"password": f"no {n}"}) for n in range(6)]

    assert [one.status for one in answers] == [422] * 5 + [429]
