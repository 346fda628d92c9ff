"""Lists: filtered, in order, page by page, and never by looking at everything."""

from itertools import product

import pytest

from contracts.events import case as c
from contracts.events import case_work as w
from contracts.words import Level, Owner
from gateway.asked import Asked
from gateway.kinds import KINDS
from gateway.scopes import Scope
from services.chassis.facets import faceted, path
from tests.integration.gateway.house import House
from tests.integration.gateway.seeds import GRID, Matter
from tests.unit.gateway.builders import at


async def pages(visitor, path: str):
    cursor, seen = "", []
    while True:
        page = (await visitor.get(f"{path}{cursor}")).json
        seen.append([one["id"] for one in page["items"]])
        if not page["next_cursor"]:
            return seen
        cursor = f"&cursor={page['next_cursor']}"


@pytest.fixture(scope="module")
async def ten(house: House) -> list[Matter]:
    matters = [Matter(f"list{n}") for n in range(10)]
    for matter in matters:
        await house.hears(matter.reported("resident-11", due_at=at(900 + matters.index(matter))))
    return matters


async def test_pages_together_are_the_whole_list_once(house: House, ten):
    reader = await house.enter("resident-11")

    seen = await pages(reader, "/cases?limit=3")

    assert [len(page) for page in seen] == [3, 3, 3, 1]
    assert sorted(id for page in seen for id in page) == sorted(one.case for one in ten)


async def test_what_comes_in_meanwhile_moves_nothing_that_was_read(house: House, ten):
    reader = await house.enter("resident-12")
    old = [Matter(f"old{n}") for n in range(4)]
    await house.hears(*[matter.reported("resident-12") for matter in old])
    first = (await reader.get("/cases?limit=2")).json

    newer = Matter("newer")
    later = newer.reported("resident-12").model_copy(update={"time": at(999)})
    await house.hears(later)
    second = (await reader.get(f"/cases?limit=2&cursor={first['next_cursor']}")).json

    read = [one["id"] for one in first["items"] + second["items"]]
    assert sorted(read) == sorted(matter.case for matter in old)


async def test_lists_are_narrowed_by_stage_place_and_time(house: House, ten):
    reader = await house.enter("resident-11")
    case = ten[0]
    owner = Owner(level=Level.COMMUNITY, at="gangwan-01")
    facts = {"category": "E0101", "urgency": "urgent", "sphere": "public", "crosses": False}
    sorted_ = c.CaseSorted(owner=owner, due_at=at(5000), **facts)
    await house.hears(case.said(case.case, sorted_))

    async def ids(query: str) -> list[str]:
        return [one["id"] for one in (await reader.get(f"/cases?limit=50&{query}")).json["items"]]

    assert await ids("stage=owned") == [case.case]
    assert await ids("owner=gangwan-01") == [case.case]
    assert len(await ids(f"grid={GRID}")) == 10
    assert await ids("grid=gangwan-01-02") == []
    assert len(await ids("category=E0101")) == 10
    assert await ids("number=C-case-list3") == ["case-list3"]
    assert await ids("order=due") == [one.case for one in (*ten[1:], ten[0])]
    before = at(903).isoformat().replace("+00:00", "Z")
    assert len(await ids(f"due_before={before}")) == 2


@pytest.fixture(scope="module")
async def stuck(house: House) -> list[Matter]:
    """Two that are stuck, the second with a whistle on it, and one that is not."""
    matters = [Matter(f"stuck{n}") for n in range(3)]
    for matter in matters:
        await house.hears(matter.reported("resident-13"))
    for matter in matters[:2]:
        said = w.CaseStuck(transfers=2, returns=1, age_days=31, tell=("commander-gangwan",))
        await house.hears(matter.said(matter.case, said, "clock"))
    await house.hears(matters[1].whistled())
    return matters


def mine(page, stuck):
    return [one["id"] for one in page if one["id"] in {matter.case for matter in stuck}]


@pytest.mark.mechanism(9)
async def test_what_is_stuck_is_listed_until_a_whistle_is_blown_on_it(house: House, stuck):
    commander = await house.enter("commander-gangwan")

    listed = (await commander.get("/cases?stuck=yes&limit=100")).json["items"]
    refused = await commander.get("/cases?stuck=no")

    assert mine(listed, stuck) == ["case-stuck0"]
    assert all(row["stuck"] for row in listed)
    assert (refused.status, refused.json["errors"][0]["field"]) == (422, "stuck")


@pytest.mark.mechanism(9)
@pytest.mark.parametrize(
    ("account", "offered"),
    [
        ("commander-gangwan", ["case-stuck0"]),
        ("leader-gangwan", ["case-stuck0"]),
        ("commander-binhe", []),
        ("staff-gangwan", []),
        ("supervisor-district", []),
        ("liaison-chengguan", []),
    ],
)
async def test_the_commander_s_whistles_come_with_what_is_stuck(
    house: House, stuck, account, offered
):
    reader = await house.enter(account)

    page = (await reader.get("/whistles")).json
    behind = (await reader.get("/whistles?cursor=MTc2NzU4NTYwMDAwMCB4")).json

    assert mine(page["candidates"], stuck) == offered
    assert behind["candidates"] == []
    for row in page["candidates"]:
        [offer] = row["offers"]
        assert offer["body"]["problems"][0]["case_id"] == row["id"]
        assert "13812345678" not in str(offer)


@pytest.mark.parametrize(
    ("query", "code", "field"),
    [
        ("cursor=nonsense", "bad_cursor", "cursor"),
        ("whistle_id=wh-1", "no_such_filter", "whistle_id"),
        ("limit=0", "invalid", "limit"),
        ("limit=10000", "invalid", "limit"),
        ("colour=red", "invalid", "colour"),
        ("order=random", "invalid", "order"),
        ("due_before=yesterday", "invalid", "due_before"),
    ],
)
async def test_a_question_no_list_understands_is_refused(house: House, query, code, field):
    reader = await house.enter("commander-gangwan")

    answer = await reader.get(f"/cases?{query}")

    assert (answer.status, answer.code) == (422, code)
    assert answer.json["errors"][0]["field"] == field


ORDERS = ("newest", "due")
READERS = ("resident-1", "liaison-chengguan", "commander-gangwan", "auditor")


@pytest.mark.parametrize(("name", "order", "account"), [*product(KINDS, ORDERS, READERS)])
async def test_no_list_looks_at_everything(house: House, name, order, account):
    kind, scope = KINDS[name], Scope(house.city_actor(account))
    questions = [{}, {"stage": "x"}, *({one: "x"} for one in kind.filters)]
    collection = house.database[kind.collection]

    for facets in questions:
        asked = Asked(facets=facets, order=order)
        sort = [(path(one), direction) for one, direction in asked.sort]
        plan = await collection.find(faceted(asked.query(scope))).sort(sort).limit(21).explain()
        winning = str(plan["queryPlanner"]["winningPlan"])
        assert "COLLSCAN" not in winning, (facets, winning)
        if not facets or ("stage" in facets and order == "newest"):
            assert "'SORT'" not in winning, (facets, winning)
