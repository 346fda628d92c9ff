"""Files that leave: limited, marked, on record, masked, and harmless in a spreadsheet."""

import json
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from gateway.export import leaving
from gateway.export import table as tables
from tests.integration.gateway.house import House, open_house
from tests.integration.gateway.seeds import Matter

RATE = {"count": 19.0, "of": 20, "value": 0.95, "shown": "95.0%"}
RATES = {"response": RATE, "solution": RATE, "satisfaction": RATE, "composite": 95.0}
ROW = {
    "id": "chengguan",
    "name": "城管局 #emph[x]",
    "rank": 1,
    "rates": RATES,
    "whistles": 3,
    "problems": RATE,
    "on_time": RATE,
    "no_shows": 0,
    "average": 91.5,
    "score": 93.0,
}
FEW = {"base": 3, "least": 5, "zh": "样本不足", "en": "Not ranked: 3 valid call-backs"}
BOARD = {
    "period": "2026-11",
    "subject": "departments",
    "rows": [ROW, {**ROW, "id": "few", "rank": None, "name": "=1+1"}],
    "unranked": {"few": {"rank": FEW}},
}


def rows(body: bytes) -> list[list]:
    return CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0).to_python()


async def last_export(house: House, account: str = "auditor") -> dict:
    auditor = await house.enter(account)
    log = (await auditor.get("/audit?limit=500")).json["items"]
    return [one for one in log if one["what"] == "exported"][-1]


@pytest.fixture
def board(house: House):
    house.owner.status, house.owner.answer = 200, json.dumps(BOARD).encode()
    yield house
    house.owner.status = 201
    house.owner.answer = b'{"id":"case-1","version":1,"state":"reported"}'


async def test_a_board_leaves_as_a_sheet_marked_and_on_record(board: House):
    evaluator = await board.enter("evaluator")

    answer = await evaluator.get("/boards/2026-11/departments.xlsx")

    title, heads, first, second = rows(answer.body)
    note = await last_export(board)
    assert answer.headers["Content-Type"].startswith("application/vnd.openxmlformats")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "evaluator" in title[0]
    assert note["about"]["number"] in title[0]
    assert note["by"] == "evaluator"
    assert note["about"]["rows"] == "2"
    assert note["about"]["sha256"] == sha256(answer.body).hexdigest()
    assert heads[:3] == ["名次", "单位", "综合"]
    assert (first[0], first[1], first[3]) == (1, "城管局 #emph[x]", "95.0% (19/20)")
    assert second[:2] == ["样本不足", "=1+1"]


async def test_no_cell_of_a_sheet_is_a_formula(board: House):
    evaluator = await board.enter("evaluator")

    body = (await evaluator.get("/boards/2026-11/departments.xlsx")).body

    with ZipFile(BytesIO(body)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert 'quotePrefix="1"' in styles


async def test_a_board_leaves_as_paper_in_chinese_with_its_font_inside(board: House):
    evaluator = await board.enter("evaluator")

    answer = await evaluator.get("/boards/2026-11/departments.pdf")

    page = PdfReader(BytesIO(answer.body)).pages[0]
    words = page.extract_text().replace(" ", "")
    fonts = [str(one.get_object()["/BaseFont"]) for one in page["/Resources"]["/Font"].values()]
    note = await last_export(board)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "部门月榜" in words
    assert "城管局#emph[x]" in words
    assert note["about"]["number"].replace(" ", "") in words
    assert any("DroidSansFallback" in font for font in fonts)


async def test_a_list_leaves_with_a_reason_masked_and_cut_at_the_community(house: House):
    matter = Matter("exported")
    await house.hears(matter.reported("resident-1", text="=cmd|电话 13812345678", category="E0101"))
    commander = await house.enter("commander-gangwan")

    bare = await commander.get("/cases.xlsx")
    answer = await commander.get("/cases.xlsx?reason=%E6%9C%88%E6%8A%A5&number=C-case-exported")

    found = rows(answer.body)
    heads, row = found[1], found[2]
    note = await last_export(house)
    assert (bare.status, bare.json["errors"][0]["field"]) == (422, "reason")
    assert len(found) == 3
    assert row[heads.index("内容")] == "=cmd|电话 138****5678"
    assert row[heads.index("所在社区")] == house.city.territories["gangwan-01"].name
    assert "resident-1" not in str(found)
    assert note["about"]["reason"] == "月报"


async def test_a_list_shows_in_a_file_only_what_its_reader_may_see(house: House):
    matter = Matter("exportedhere")
    await house.hears(matter.reported("resident-1"))
    elsewhere = await house.enter("commander-binhe")

    answer = await elsewhere.get("/cases.xlsx?reason=x&number=C-case-exportedhere")

    assert len(rows(answer.body)) == 2


async def test_more_than_may_leave_at_once_is_refused(house: House, monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 1)
    monkeypatch.setattr(leaving, "MOST_ROWS", 1)
    await house.hears(*[Matter(f"many{n}").reported("resident-1") for n in range(3)])
    commander = await house.enter("commander-gangwan")

    answer = await commander.get("/cases.xlsx?reason=x")

    assert (answer.status, answer.code) == (422, "export_too_large")


@pytest.mark.parametrize(
    "path", ["/boards/2026-13/departments.xlsx", "/boards/2026-11/..%2Fops.xlsx", "/cases.csv"]
)
async def test_what_is_no_file_of_ours_is_not_there(house: House, path):
    evaluator = await house.enter("evaluator")

    answer = await evaluator.get(path)

    assert answer.status in {404, 422}


async def test_a_board_nobody_has_is_not_there(mongo_url, namespace, city):
    async with open_house(mongo_url, namespace, city) as house:
        house.owner.status = 422
        evaluator = await house.enter("evaluator")

        answer = await evaluator.get("/boards/2026-11/nothing.xlsx")

    assert (answer.status, answer.code) == (404, "not_found")
