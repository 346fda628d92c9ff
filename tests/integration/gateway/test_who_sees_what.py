"""The same thing read by everybody who may, and by those who may not."""

import pytest

from contracts.events import call as k
from contracts.events import task as t
from contracts.words import Grade
from tests.integration.gateway.house import House
from tests.integration.gateway.seeds import PLACE, Matter
from tests.unit.gateway import builders as b

SEES_CASE = {
    "resident-1": 200,
    "resident-2": 404,
    "grid-0101": 200,
    "grid-0102": 404,
    "officer-01": 200,
    "officer-02": 404,
    "commander-gangwan": 200,
    "commander-binhe": 404,
    "supervisor-district": 200,
    "evaluator": 200,
    "auditor": 200,
    "liaison-chengguan": 403,
    "ops": 403,
    "admin": 403,
}
SEES_TASK = {
    "liaison-chengguan": 200,
    "liaison-shuiwu": 404,
    "head-chengguan": 200,
    "commander-gangwan": 200,
    "commander-binhe": 404,
    "officer-01": 200,
    "supervisor-district": 200,
    "resident-1": 404,
}


@pytest.fixture(scope="module")
async def matter(house: House) -> Matter:
    matter = Matter("seen")
    await house.hears(*matter.worked_on())
    return matter


@pytest.mark.parametrize(("account", "status"), SEES_CASE.items())
async def test_a_case_is_there_only_for_those_it_concerns(house: House, matter, account, status):
    reader = await house.enter(account)

    answer = await reader.get(f"/cases/{matter.case}")

    assert answer.status == status


@pytest.mark.parametrize(("account", "status"), SEES_TASK.items())
async def test_a_task_is_there_only_for_those_it_concerns(house: House, matter, account, status):
    reader = await house.enter(account)

    answer = await reader.get(f"/tasks/{matter.tasks[0]}")

    assert answer.status == status


@pytest.mark.parametrize("account", [name for name, status in SEES_CASE.items() if status != 403])
async def test_a_list_holds_exactly_what_can_be_read(house: House, matter, account):
    reader = await house.enter(account)

    listed = [one["id"] for one in (await reader.get("/cases?limit=100")).json["items"]]

    assert (matter.case in listed) is (SEES_CASE[account] == 200)


async def test_what_is_invisible_is_answered_like_what_does_not_exist(house: House, matter):
    reader = await house.enter("resident-2")

    invisible = await reader.get(f"/cases/{matter.case}")
    missing = await reader.get("/cases/case-that-never-was")

    assert invisible.body == missing.body


async def test_a_department_sees_its_own_judgement_only(house: House):
    matter = Matter("judged")
    await house.hears(
        *matter.raised(),
        matter.said(
            matter.whistle,
            b.w.WhistleConfirmed(
                number="W",
                street="gangwan",
                kind="DEMAND",
                ends=(),
                problems=(matter.problem,),
                records=(),
                result="好了",
            ),
        ),
        *matter.assessed(1),
        *matter.assessed(2),
    )
    liaison, commander = (
        await house.enter("liaison-chengguan"),
        await house.enter("commander-gangwan"),
    )

    seen = await liaison.get(f"/whistles/{matter.whistle}")
    other = await liaison.get(f"/assessments/as-{matter.tasks[1]}")
    whole = await commander.get(f"/whistles/{matter.whistle}")

    assert [one["department"] for one in seen.json["assessments"]] == ["chengguan"]
    assert other.status == 404
    assert len(whole.json["assessments"]) == 2


async def test_only_who_calls_back_sees_whom_to_ask(house: House):
    matter = Matter("asked")
    await house.hears(matter.callback("resident-6"))
    evaluator, commander = await house.enter("evaluator"), await house.enter("commander-gangwan")

    asked = await evaluator.get(f"/call-backs/cb-{matter.case}")
    seen = await commander.get(f"/call-backs/cb-{matter.case}")

    assert asked.json["reporter"] == "resident-6"
    assert seen.status == 200
    assert "resident-6" not in seen.body.decode()


async def test_the_roll_call_shows_each_responder_and_who_is_silent(house: House):
    matter = Matter("roll")
    await house.hears(
        *matter.raised(),
        matter.notified(1),
        matter.notified(2, "shuiwu"),
        matter.task(t.TaskAcknowledged, handler="王班长"),
        matter.task(
            t.TaskArrived, person="李科长", rank=Grade.YELLOW, way="gps", point=PLACE.point
        ),
        matter.call(k.CallOverdue, 2, duty="acknowledge", by_when=b.at(1), tell=("x",)),
    )
    commander = await house.enter("commander-gangwan")

    whistle = (await commander.get(f"/whistles/{matter.whistle}")).json

    first, second = whistle["calls"]
    assert (first["stage"], first["owes"], first["handler"]) == ("arrived", "complete", "王班长")
    assert (second["stage"], second["owes"], second["silent"]) == ("summoned", "acknowledge", True)
    assert second["overdue"] == ["acknowledge"]
    assert second["overdue_at"]
    assert whistle["silent"] == ["shuiwu"]
    assert whistle["next"]["who"] == "shuiwu"
    assert whistle["next"]["by"] == second["clocks"]["acknowledge_by"]


async def test_a_task_sent_back_is_the_departments_again(house: House):
    matter = Matter("back")
    done = {
        "accepted_at": b.at(1),
        "contacted": "居民",
        "measures": "清运",
        "finished_at": b.at(2),
    }
    await house.hears(
        *matter.raised(),
        matter.notified(1),
        matter.task(t.TaskAcknowledged, handler="王班长"),
        matter.task(t.TaskCompleted, **done),
    )
    liaison = await house.enter("liaison-chengguan")
    before = (await liaison.get(f"/tasks/{matter.tasks[0]}")).json

    await house.hears(matter.call(k.CallSentBack, reason="不合格", complete_by=b.at(500)))
    after = (await liaison.get(f"/tasks/{matter.tasks[0]}")).json
    listed = (await liaison.get("/tasks?stage=sent_back&order=due")).json

    assert (before["stage"], after["stage"], after["reworks"]) == ("completed", "sent_back", 1)
    assert after["next"]["who"] == "chengguan"
    assert [one["id"] for one in listed["items"]] == [matter.tasks[0]]


async def test_a_community_that_is_reported_sees_nothing_of_it_and_the_street_does(house: House):
    matter = Matter("aboutacommunity")
    aside = {"about": "gangwan-01", "recused": ("gangwan-01",)}
    drafted = {"recused": ("gangwan-01",)}
    await house.hears(matter.reported("resident-7", **aside), matter.whistled())
    await house.hears(*matter.raised(**drafted), matter.notified(1, recused=("gangwan-01",)))

    for account, status in {
        "secretary-01": 404,
        "officer-01": 404,
        "grid-0101": 404,
        "commander-gangwan": 200,
        "supervisor-district": 200,
    }.items():
        reader = await house.enter(account)
        for path in (f"/cases/{matter.case}", f"/whistles/{matter.whistle}"):
            assert (await reader.get(path)).status == status, (account, path)
        listed = (await reader.get("/cases?limit=100")).json["items"]
        assert (matter.case in {one["id"] for one in listed}) is (status == 200)


async def test_an_overseer_who_is_reported_sees_everything_but_that(house: House):
    matter = Matter("aboutanoverseer")
    about = {"about": "supervisor-district", "recused": ("supervisor-district",)}
    await house.hears(matter.reported("resident-7", **about))
    overseer, other = await house.enter("supervisor-district"), await house.enter("auditor")

    assert (await overseer.get(f"/cases/{matter.case}")).status == 404
    assert (await other.get(f"/cases/{matter.case}")).status == 200
    listed = (await overseer.get("/cases?limit=100")).json["items"]
    assert matter.case not in {one["id"] for one in listed}
