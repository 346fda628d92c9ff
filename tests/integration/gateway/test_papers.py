"""Single papers: a certificate of service anybody can check, and a month's bulletin."""

import json
from hashlib import sha256
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.integration.gateway.house import House
from tests.integration.gateway.test_exports import last_export

CODE = "0123456789abcdef" * 2
CERTIFICATE = {
    "account": "member-01",
    "name": "张三丰",
    "community": "gangwan-01",
    "star": 2,
    "hours": 3.5,
    "points": 7,
    "deeds": 1,
    "services": [
        {"number": "OF1", "title": "扫雪 #emph[x]", "hours": 3.5, "at": "2026-11-22T08:00:00Z"}
    ],
    "code": CODE,
    "text_zh": "兹证明 张三丰 参加志愿服务 1 次。",
    "text_en": "张三丰 has served once.",
}
FIGURES = ("open", "overdue", "closed", "withdrawn", "supervisions", "talks")
MATTERS = ("matters_open", "matters_overdue", "matters_closed", "false_feedback")
STANDING = {"id": "gangwan", "name": "港湾街道", "of": "street", **dict.fromkeys(FIGURES, 4)}
STANDING |= dict.fromkeys(MATTERS, 5)
TALK = {
    "department_name": "区水务局",
    "street_name": "港湾街道",
    "number": "WH20261103-0007",
    "duty": "arrive",
    "at": "2026-11-08T18:00:00Z",
}
BULLETIN = {"period": "2026-11", "streets": [STANDING], "departments": [], "talks": [TALK]}
VERDICT = {"true": True, "name": "张三丰", "unit": False, "hours": 3.5, "points": 7}


@pytest.fixture
def owner(house: House):
    kept = house.owner.status, house.owner.answer
    house.owner.status = 200
    yield house.owner
    house.owner.status, house.owner.answer = kept


def words(body: bytes) -> str:
    pages = PdfReader(BytesIO(body)).pages
    return "".join(page.extract_text() for page in pages).replace(" ", "").replace("\n", "")


@pytest.mark.mechanism(139)
async def test_a_certificate_leaves_on_paper_with_its_code_and_is_on_record(house: House, owner):
    owner.answer = json.dumps(CERTIFICATE).encode()
    member = await house.enter("member-01")

    answer = await member.get("/points/pb-member-01/certificate.pdf")

    note, said = await last_export(house), words(answer.body)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert note["about"]["sha256"] == sha256(answer.body).hexdigest()
    assert note["about"]["export"] == "certificate-member-01.pdf"
    for told in ("志愿服务记录证明", "兹证明张三丰", CODE, "扫雪#emph[x]", note["about"]["number"]):
        assert told in said
    assert "仅供工作使用" not in said


async def test_what_the_ledgers_owner_does_not_show_is_no_paper(house: House, owner):
    owner.status = 404
    resident = await house.enter("resident-1")

    answer = await resident.get("/points/pb-member-01/certificate.pdf")

    assert (answer.status, answer.code) == (404, "not_found")


@pytest.mark.mechanism(139)
async def test_anybody_checks_a_certificate_and_learns_no_whole_name(house: House, owner):
    owner.answer = json.dumps(VERDICT).encode()

    answer = await house.stranger().get(f"/certificates/{CODE}")

    assert (answer.status, answer.json) == (200, {**VERDICT, "name": "张**"})


async def test_the_check_of_a_forged_code_says_no_and_of_no_code_is_refused(house: House, owner):
    owner.answer = b'{"true": false}'
    stranger = house.stranger()

    forged = await stranger.get(f"/certificates/{'0' * 32}")
    nothing = await stranger.get("/certificates/pb-member-01")

    assert (forged.json["true"], forged.json["name"]) == (False, None)
    assert nothing.status == 422


async def test_a_bulletin_leaves_on_paper(house: House, owner):
    owner.answer = json.dumps(BULLETIN).encode()
    evaluator = await house.enter("evaluator")

    answer = await evaluator.get("/bulletins/2026-11.pdf")

    said = words(answer.body)
    assert "2026-11工作通报" in said
    assert "港湾街道" in said
    assert "约谈：区水务局（港湾街道WH20261103-0007，逾期未报到，2026-11-09）" in said
    assert (await last_export(house))["about"]["rows"] == "1"
