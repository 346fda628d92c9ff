"""A hostile upload is refused in plain words, and nobody else uploads."""

import zipfile
from io import BytesIO

import pytest

from tests.integration.gateway.house import House
from tests.integration.gateway.packs import DEMO, changed, upload, zipped


def linked() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("people.csv")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


HOSTILE = {
    "a path that climbs": (zipped({"../people.csv": "x"}), "zip_not_allowed"),
    "a path from the root": (zipped({"/etc/people.csv": "x"}), "zip_not_allowed"),
    "a drive": (zipped({"C:people.csv": "x"}), "zip_not_allowed"),
    "folders": (zipped({"a/people.csv": "x", "b/people.csv": "y"}), "zip_not_allowed"),
    "a link": (linked(), "zip_not_allowed"),
    "a bomb": (zipped({"people.csv": b"0" * (97 * 1024 * 1024)}), "zip_too_large"),
    "many files": (zipped({f"{n}.csv": "x" for n in range(61)}), "zip_too_large"),
    "half a zip": (zipped(DEMO)[:5000], "zip_unreadable"),
    "a program": (b"\x7fELF" + b"\0" * 100, "broken_pack"),
    "another file": (zipped({**DEMO, "run.sh": "rm -rf /"}), "broken_pack"),
    "a nested zip": (zipped({"people.csv": zipped(DEMO)}), "broken_pack"),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_upload_is_refused_in_plain_words(house: House, name: str):
    body, code = HOSTILE[name]
    admin = await house.enter("admin")

    answer = await upload(admin, ("p.zip", body), key=name.replace(" ", "-"))

    assert (answer.status, answer.code) == (422, code)
    assert (await house.stranger().get("/city")).json["version"] == "2026.1"


async def test_a_formula_is_refused_with_its_cell(house: House):
    admin, bad = await house.enter("admin"), changed("2026.9")
    bad["people.csv"] += "x-1,=HYPERLINK(1),resident,gangwan-01-01\n"

    answer = await upload(admin, ("p.zip", zipped(bad)), key="formula")

    [fault] = answer.json["problems"]
    assert (fault["file"], fault["field"], fault["code"]) == ("people.csv", "name", "formula")


async def test_an_upload_without_a_file_is_refused(house: House):
    admin = await house.enter("admin")

    answer = await upload(admin, key="nothing")

    assert (answer.status, answer.code) == (422, "no_pack")


@pytest.mark.parametrize("account", ["supervisor-district", "commander-gangwan", "auditor"])
async def test_nobody_but_an_administrator_uploads(house: House, account: str):
    visitor = await house.enter(account)

    answer = await upload(visitor, ("p.zip", b"x"), key="not-mine")

    assert (answer.status, answer.code) == (403, "not_your_post")


async def test_what_is_not_there_is_said_so(house: House):
    admin, supervisor = await house.enter("admin"), await house.enter("supervisor-district")

    answers = [
        await supervisor.get("/city/drafts/draft-nobody"),
        await supervisor.post("/city/drafts/draft-nobody/publish"),
        await admin.post("/city/versions/pack-nobody/restore", {"reason": "x"}),
    ]

    assert [answer.status for answer in answers] == [404, 404, 404]
