"""Boards and bulletins of a city of two districts leave one district at a time, by its name."""

import json
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.integration.gateway.house import House, open_house
from tests.integration.gateway.test_exports import BOARD, last_export
from tests.unit.contracts.two_districts import HAICHUAN, LINHAI, two_districts

BULLETIN = {"period": "2026-11", "streets": [], "departments": []}
REFUSED = {
    "type": "/problems/not_your_district",
    "title": "Not allowed",
    "status": 403,
    "code": "not_your_district",
    "detail": "…",
}
WHICH = {
    **{"type": "/problems/which_district", "title": "…", "status": 422},
    **{"code": "which_district", "detail": "…", "districts": [HAICHUAN, LINHAI]},
    "errors": [{"field": "district", "reason": "…"}],
}


@pytest.fixture
async def both(mongo_url: str, namespace: str) -> AsyncIterator[House]:
    async with open_house(mongo_url, namespace, two_districts()) as house:
        house.owner.status = 200
        yield house


def answers(house: House, told: dict, status: int = 200) -> None:
    house.owner.status, house.owner.answer = status, json.dumps(told).encode()


async def asked(house: House) -> str:
    return str(house.owner.asked[-1].rel_url)


async def test_a_board_of_a_district_leaves_under_its_name_and_is_on_record(both: House):
    answers(both, BOARD)
    evaluator = await both.enter("evaluator-linhai")

    answer = await evaluator.get(f"/boards/2026-11/departments.xlsx?district={LINHAI}")

    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.body)).get_sheet_by_index(0)
    title, note = sheet.to_python()[0][0], await last_export(both, "auditor-linhai")
    assert await asked(both) == f"/boards/2026-11/departments?district={LINHAI}"
    assert title.startswith("临海区 2026-11")
    assert "evaluator-linhai" in title
    assert note["about"]["export"] == f"board-2026-11-departments-{LINHAI}.xlsx"
    assert LINHAI in answer.headers["Content-Disposition"]


async def test_who_names_none_takes_ones_own(both: House):
    answers(both, BULLETIN)
    evaluator = await both.enter("evaluator-linhai")

    answer = await evaluator.get("/bulletins/2026-11.pdf")

    words = PdfReader(BytesIO(answer.body)).pages[0].extract_text().replace(" ", "")
    assert await asked(both) == f"/bulletins/2026-11?district={LINHAI}"
    assert "临海区2026-11工作通报" in words


@pytest.mark.parametrize(
    "path",
    ["/boards/2026-11/streets.xlsx", "/boards/2026-11/streets.pdf", "/bulletins/2026-11.pdf"],
)
@pytest.mark.parametrize(("tongue", "word"), [("zh", "区"), ("en", "district")])
async def test_a_district_one_does_not_oversee_is_refused_and_nothing_is_noted(
    both: House, path: str, tongue: str, word: str
):
    answers(both, REFUSED, 403)
    evaluator = await both.enter("evaluator-linhai")
    before = await both.database["audit"].count_documents({"what": "exported"})

    answer = await evaluator.get(f"{path}?district={HAICHUAN}", headers={"Accept-Language": tongue})

    assert (answer.status, answer.code) == (403, "not_your_district")
    assert word in answer.json["detail"]
    assert await both.database["audit"].count_documents({"what": "exported"}) == before


async def test_who_must_name_one_is_told_which_there_are(both: House):
    answers(both, WHICH, 422)
    evaluator = await both.enter("evaluator-linhai")

    answer = await evaluator.get("/bulletins/2026-11.pdf?district=nowhere")

    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "district")
    assert answer.json["districts"] == [HAICHUAN, LINHAI]


async def test_an_owner_that_cannot_answer_is_an_outage_and_no_empty_month(both: House):
    answers(both, {}, 503)
    evaluator = await both.enter("evaluator-linhai")

    answer = await evaluator.get("/bulletins/2026-11.pdf")

    assert (answer.status, answer.code) == (503, "unavailable")
