"""The directory as each tier reads it: its own part of the tree, and nothing beside it."""

import pytest

from contracts.events import case as c
from contracts.words import Level, Owner
from tests.integration.gateway.house import House
from tests.integration.gateway.seeds import Matter
from tests.unit.gateway.builders import at


async def rows(visitor, table: str, query: str = "") -> list[dict]:
    found, cursor = [], ""
    while True:
        page = (await visitor.get(f"/city/directory/{table}?limit=100{query}{cursor}")).json
        found += page["items"]
        if not page["next_cursor"]:
            return found
        cursor = f"&cursor={page['next_cursor']}"


@pytest.mark.mechanism(165, 166, 167)
@pytest.mark.parametrize(
    ("account", "grids"),
    [
        ("supervisor-district", 590),
        ("commander-gangwan", 118),
        ("commander-binhe", 118),
        ("officer-01", 11),
        ("grid-0101", 1),
        ("liaison-chengguan", 590),
        ("resident-1", 0),
    ],
)
async def test_every_tier_reads_its_own_subtree_of_one_directory(house: House, account, grids):
    visitor = await house.enter(account)

    found = await rows(visitor, "grids")

    assert len(found) == grids
    assert len({row["id"] for row in found}) == grids


@pytest.mark.mechanism(165)
@pytest.mark.parametrize(
    ("account", "area", "status"),
    [
        ("commander-gangwan", "gangwan-01-01", 200),
        ("commander-gangwan", "binhe-01-01", 404),
        ("officer-01", "gangwan-01", 200),
        ("officer-01", "gangwan-02", 404),
        ("grid-0101", "gangwan-01-01", 200),
        ("grid-0101", "gangwan-01-02", 404),
        ("grid-0101", "gangwan-01", 200),
        ("liaison-chengguan", "binhe", 200),
        ("evaluator", "yuntai-01-01", 200),
        ("evaluator", "nowhere", 404),
    ],
)
async def test_an_area_out_of_reach_is_answered_like_one_that_is_not(house, account, area, status):
    visitor = await house.enter(account)

    answer = await visitor.get(f"/city/areas/{area}")

    assert answer.status == status


@pytest.mark.mechanism(173, 174, 175, 176, 178, 189)
async def test_a_grid_shows_its_force_its_triangle_and_whom_to_call(house: House):
    visitor = await house.enter("grid-0101")

    grid = (await visitor.get("/city/areas/gangwan-01-01")).json

    assert grid["grid_kind"] == "general"
    assert 300 <= grid["households"] <= 500
    assert [line["zh"] for line in grid["lines"]] == ["党建", "综治", "卫健", "应急", "城管"]
    assert grid["force"]["complete"]
    assert {one["part"] for one in grid["force"]["contacts"]} >= {"grid_worker", "street_cadre"}
    assert grid["triangle"]["coordination"][0]["account"] == "grid-0101"
    assert grid["triangle"]["front"][0]["part_zh"] == "楼栋长"
    assert grid["party"] == ["望海雅苑党支部"]
    assert len(grid["groups"]) == 3


@pytest.mark.mechanism(190, 195)
async def test_a_community_shows_partners_professionals_and_centre(house: House):
    visitor = await house.enter("officer-01")

    community = (await visitor.get("/city/areas/gangwan-01")).json
    stations = await rows(visitor, "stations")

    assert [unit["code"] for unit in community["partners"]] == ["xuexiao"]
    assert {one["part"] for one in community["advisers"]} == {"legal_adviser", "police_assistant"}
    assert community["head"]["account"] == "secretary-01"
    assert {one["kind"] for one in stations} == {"centre", "station"}


@pytest.mark.mechanism(11)
async def test_a_street_shows_its_five_powers(house: House):
    visitor = await house.enter("commander-gangwan")

    street = (await visitor.get("/city/areas/gangwan")).json

    assert len(street["powers"]) == 5
    assert street["powers"][0]["zh"] == "综合指挥调度权"


@pytest.mark.parametrize("table", ["party", "assignments", "groups", "members", "roster"])
async def test_tables_with_people_are_read_within_ones_own_street_only(house: House, table):
    commander = await house.enter("commander-gangwan")
    liaison, resident = await house.enter("liaison-shuiwu"), await house.enter("resident-1")

    found = await rows(commander, table)

    assert found
    assert not [row for row in found if row["at"].startswith("binhe")]
    assert not [row for row in await rows(liaison, table) if row["at"] != "shuiwu"]
    assert await rows(resident, table) == []


@pytest.mark.parametrize("table", ["lines", "powers", "duties", "jurisdictions"])
async def test_catalogues_are_for_everybody(house: House, table):
    resident = await house.enter("resident-1")

    assert await rows(resident, table)


async def test_a_table_is_narrowed_by_place_and_kind(house: House):
    visitor = await house.enter("supervisor-district")

    found = await rows(visitor, "party", "&under=gangwan-02&kind=resident_branch")

    assert found
    assert {row["kind"] for row in found} == {"resident_branch"}
    assert all("gangwan-02" in row["at"] for row in found)


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "under=a%20b", "colour=red"])
async def test_a_senseless_question_is_refused(house: House, query):
    visitor = await house.enter("supervisor-district")

    answer = await visitor.get(f"/city/directory/grids?{query}")

    assert answer.status == 422


async def test_a_table_nobody_has_is_not_there(house: House):
    visitor = await house.enter("supervisor-district")

    answer = await visitor.get("/city/directory/secrets")

    assert answer.status == 404


@pytest.mark.mechanism(123, 124, 126)
async def test_the_mediation_panel_is_read_by_trade_where_each_mediates(house: House):
    commander = await house.enter("commander-gangwan")

    panel = await rows(commander, "mediators")
    judges = await rows(commander, "mediators", "&kind=judge")

    by_id = {row["id"]: row for row in panel}
    judge = by_id["mediator-judge:gangwan"]
    assert (judge["kind_zh"], judge["kind_en"]) == ("法官", "Judge")
    assert judge["people"][0]["account"] == "mediator-judge"
    assert house.city.organisations["station-gangwan"].name in judge["facts"]["bodies"]
    assert {row["id"] for row in judges} == {judge["id"]}
    assert by_id["mediator-01:gangwan-01"]["kind_en"] == "Mediator"
    assert not [id for id in by_id if id.endswith(":binhe")]


@pytest.mark.mechanism(123)
@pytest.mark.parametrize(
    ("account", "sees"),
    [
        ("supervisor-district", True),
        ("commander-gangwan", True),
        ("commander-binhe", False),
        ("liaison-shuiwu", False),
        ("resident-1", False),
    ],
)
async def test_who_mediates_is_read_in_ones_own_street(house: House, account, sees):
    panel = await rows(await house.enter(account), "mediators", "&under=gangwan")

    assert bool(panel) is sees


async def test_a_compound_shows_who_runs_it_today(house: House):
    officer, liaison = await house.enter("officer-01"), await house.enter("liaison-shuiwu")
    resident = await house.enter("resident-1")

    own, all_ = await rows(officer, "compounds"), await rows(liaison, "compounds")

    first = next(row for row in own if row["id"] == "xq-gangwan-01-01")
    assert (first["kind"], first["kind_en"]) == ("company", "Run by a property company")
    assert first["facts"]["company"] == house.city.organisations["wuye-bilan"].name
    assert {row["facts"]["community"] for row in own} == {"gangwan-01"}
    assert len(all_) == len(house.city.compounds)
    assert await rows(resident, "compounds") == []


async def test_organisations_are_read_by_kind_page_by_page(house: House):
    supervisor = await house.enter("supervisor-district")
    commander, resident = await house.enter("commander-binhe"), await house.enter("resident-1")

    all_ = await rows(supervisor, "organisations")
    studios = await rows(supervisor, "organisations", "&kind=mediation_studio")
    first = (await supervisor.get("/city/directory/organisations?limit=5")).json

    assert len(all_) == len(house.city.organisations)
    assert all(row["kind_zh"] != f"organisation.{row['kind']}" for row in all_)
    assert {row["kind_en"] for row in studios} == {"Mediation studio"}
    assert (len(first["items"]), first["next_cursor"]) == (5, first["items"][-1]["id"])
    everywhere = {row["id"] for row in await rows(resident, "organisations")}
    assert everywhere == {one.id for one in house.city.organisations.values() if not one.territory}
    assert not [row for row in await rows(commander, "organisations") if row["at"] == "gangwan"]


@pytest.mark.mechanism(178)
async def test_each_case_of_a_grid_shows_the_three_to_those_who_handle_it(house: House):
    matter = Matter("three")
    owner = Owner(level=Level.GRID, at="gangwan-01-01")
    facts = {"category": "E0101", "urgency": "urgent", "sphere": "public", "crosses": False}
    sorted_ = c.CaseSorted(owner=owner, due_at=at(500), **facts)
    await house.hears(matter.reported(), matter.said(matter.case, sorted_))
    worker, resident = await house.enter("grid-0101"), await house.enter("resident-1")

    seen = (await worker.get(f"/cases/{matter.case}")).json["triangle"]
    hidden = (await resident.get(f"/cases/{matter.case}")).json["triangle"]

    assert [seen[part][0]["account"] for part in ("direction", "coordination", "front")] == [
        "officer-01",
        "grid-0101",
        "building-001",
    ]
    assert hidden is None


async def test_of_the_two_who_take_turns_day_and_night_one_is_on_duty(house: House):
    street = await house.enter("commander-gangwan")

    rows = (await street.get("/city/directory/roster?kind=command&limit=100")).json["items"]

    assert sorted(row["people"][0]["on_duty"] for row in rows) == [False, True]
