"""Tables imported into the city pack: every row told of, nothing half done."""

from collections.abc import AsyncIterator
from io import BytesIO

import aiohttp
import pytest
import xlsxwriter

from tests.integration.gateway.house import Answer, House, Visitor, open_house

HEADER = "id,name,role,at\n"
GOOD = "grid-new,云帆,grid_worker,gangwan-01-01\n"
BAD = "x-2,云帆,grid_worker,nowhere\n"
KNOWN = "ops,,ops,haichuan\n"


async def bring(visitor: Visitor, body: bytes, query: str, key: str = "k") -> Answer:
    form = aiohttp.FormData()
    form.add_field("file", body, filename="people.csv")
    return await visitor.ask(
        "POST", f"/api/v1/city/imports?{query}", data=form, headers={"Idempotency-Key": key}
    )


@pytest.fixture
async def own(mongo_url, city, namespace) -> AsyncIterator[House]:
    async with open_house(mongo_url, namespace, city) as house:
        yield house


def sheet(*rows: list[str]) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    for n, row in enumerate(rows):
        page.write_row(n, 0, row)
    book.close()
    return out.getvalue()


async def test_a_trial_says_what_would_become_of_each_row_and_drafts_nothing(house: House):
    admin = await house.enter("admin")

    answer = await bring(admin, (HEADER + GOOD + BAD).encode(), "table=people&dry_run=true")

    told = answer.json
    assert answer.status == 200
    assert [(line["row"], line["outcome"]) for line in told["lines"]] == [
        (2, "new"),
        (3, "refused"),
    ]
    assert told["lines"][1]["faults"][0]["field"] == "at"
    assert (told["rows"], told["new"], told["refused"], told["draft"]) == (2, 1, 1, None)


async def test_bad_rows_keep_the_whole_table_out_unless_told_otherwise(own: House):
    admin, body = await own.enter("admin"), (HEADER + GOOD + BAD).encode()

    kept_out = await bring(admin, body, "table=people", "a")
    without = await bring(admin, body, "table=people&skip_bad=true", "b")
    draft = (await admin.get(f"/city/drafts/{without.json['draft']['id']}")).json

    changes = {one["file"]: (one["added"], one["removed"]) for one in draft["files"]}
    assert kept_out.json["draft"] is None
    assert (without.json["new"], without.json["refused"]) == (1, 1)
    assert changes["people.csv"] == (1, 0)
    assert draft["source"] == "import"


async def test_good_rows_become_a_draft_that_another_publishes_and_they_count(own: House):
    admin, supervisor = await own.enter("admin"), await own.enter("supervisor-district")

    taken = await bring(admin, (HEADER + GOOD).encode("gb18030"), "table=people")
    await supervisor.post(f"/city/drafts/{taken.json['draft']['id']}/publish")
    signed_in = await own.stranger().sign_in("grid-new")

    assert signed_in.status == 200


async def test_a_spreadsheet_is_read_like_a_table(house: House):
    admin = await house.enter("admin")
    body = sheet(
        ["id", "kind", "host", "households", "lines"],
        ["gangwan-01-01", "general", "", "420", "party;order"],
        ["nowhere", "general", "", "420", ""],
    )

    answer = await bring(admin, body, "table=grids&dry_run=true")

    assert [line["outcome"] for line in answer.json["lines"]] == ["changed", "refused"]


async def test_rows_of_the_duty_list_are_matched_by_category_and_area(house: House):
    admin = await house.enter("admin")
    body = "category,area,lead,assist,level_can_settle,basis\n"
    body += "R02,*,sifa,@community,grid,试点\nR03,*,@community,,community,\n"

    answer = await bring(admin, body.encode(), "table=duties&dry_run=true")

    lines = answer.json["lines"]
    assert [line["outcome"] for line in lines] == ["changed", "refused"]
    assert lines[1]["faults"][0]["code"] == "community_leads"


ERRANDS = "schedule,visitor,subject,at,name,address,lng,lat\n"
FIRM = "listening,secretary-01,firm,gangwan-01-01,新店,新街一号,123.0,30.0\n"


async def test_errands_come_in_beside_those_of_the_same_schedule(own: House):
    admin, body = await own.enter("admin"), ERRANDS + FIRM + FIRM.replace("listening", "sleeping")

    tried = await bring(admin, body.encode(), "table=errands&dry_run=true", "a")
    taken = await bring(admin, body.encode(), "table=errands&skip_bad=true", "b")
    draft = (await admin.get(f"/city/drafts/{taken.json['draft']['id']}")).json

    outcomes = [[line["outcome"] for line in one.json["lines"]] for one in (tried, taken)]
    changes = {one["file"]: (one["added"], one["removed"]) for one in draft["files"]}
    assert outcomes == [["new", "refused"]] * 2
    assert tried.json["draft"] is None
    assert changes["errands.csv"] == (1, 0)


async def test_what_is_known_already_is_the_same_and_makes_no_draft(house: House):
    admin = await house.enter("admin")
    body = "id,kind,name,calendar,territory,branch\nshuiwu,department,区水务局,region,,\n"

    answer = await bring(admin, body.encode(), "table=organisations")

    assert (answer.json["same"], answer.json["draft"]) == (1, None)


async def test_a_row_twice_in_the_file_is_refused_once(house: House):
    admin = await house.enter("admin")

    answer = await bring(admin, (HEADER + GOOD + GOOD).encode(), "table=people&dry_run=true")

    assert [line["outcome"] for line in answer.json["lines"]] == ["new", "refused"]


async def test_a_formula_is_refused_in_its_row(house: House):
    admin = await house.enter("admin")
    body = HEADER + GOOD.replace("云帆", "=1+1")

    answer = await bring(admin, body.encode(), "table=people&dry_run=true")

    assert [fault["code"] for fault in answer.json["lines"][0]["faults"]] == ["formula"]


async def test_a_fault_it_would_cause_elsewhere_is_told_and_nothing_is_drafted(house: House):
    admin = await house.enter("admin")
    body = "id,kind,name,calendar,territory,branch\nnew-ju,department,新局,region,,\n"

    answer = await bring(admin, body.encode(), "table=organisations")

    others = {(one["file"], one["code"]) for one in answer.json["others"]}
    assert ("people.csv", "vacant") in others
    assert answer.json["draft"] is None


@pytest.mark.parametrize(
    ("body", "query", "code"),
    [
        (b"", "table=people", "no_header"),
        (HEADER.encode(), "table=people", "no_rows"),
        (b"\xff\xfe\x00\x01\x02", "table=people", "not_a_table"),
        (b"PK\x03\x04broken", "table=people", "not_a_table"),
        (b"id,colour\nx,red\n", "table=people", "strange_columns"),
        (HEADER.encode(), "table=secrets", "invalid"),
    ],
)
async def test_what_is_no_table_is_refused(house: House, body, query, code):
    admin = await house.enter("admin")

    answer = await bring(admin, body, query)

    assert (answer.status, answer.code) == (422, code)
