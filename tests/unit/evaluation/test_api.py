"""The doors of evaluation over HTTP, and who may read what."""

import pytest

from contracts.actor import Actor, Post, Role
from contracts.commands.routes import owned_by
from services.chassis.actors import Actors, sign
from services.chassis.memory_store import MemoryStore
from services.chassis.web import create_web
from services.evaluation.api import router
from services.evaluation.handlers import Boards, Evaluation, Keeping
from services.evaluation.store import ASSESSMENTS, CALLBACKS, MONTHS, MemoryLedger, MemorySnapshots
from tests.unit.chassis.asgi import call
from tests.unit.evaluation import builders as b
from tests.unit.evaluation.tiny_pack import SCORING

SECRET = "a secret of gateway and services, long enough"
PATHS = [route.path.replace("{id}", "as-1") for route in owned_by("evaluation")]
BOARD = "/boards/2026-11/departments"


class Office:
    """Evaluation behind its doors, with one assessment and one call-back due."""

    def __init__(self):
        stores = (MemoryStore(ASSESSMENTS), MemoryStore(CALLBACKS))
        self.evaluation = Evaluation(*stores, b.CITY)
        boards = Boards(*stores, MemoryLedger(*stores), b.counter(*stores), b.CITY)
        actors = Actors(SECRET, lambda: b.NOON)
        keeping = Keeping(boards, MemoryStore(MONTHS), MemorySnapshots(), b.CITY)
        doors = router(self.evaluation, keeping, actors, lambda: b.NOON)
        self.web = create_web("evaluation", [doors])

    async def ask(self, method, path, by, body=None, key="k1"):
        signed = {"x_whistle_actor": sign(by, SECRET, b.NOON)} if by else {}
        command = body.model_dump(mode="json") if body else None
        return await call(self.web, method, path, command, idempotency_key=key, **signed)


@pytest.fixture
async def office():
    office = Office()
    await office.evaluation.on_whistle_confirmed(b.envelope(b.confirmed()))
    await office.evaluation.on_case_confirmed(b.envelope(b.case_confirmed(), 1, b.CASE, "intake"))
    return office


@pytest.mark.parametrize("path", PATHS)
async def test_a_stranger_is_turned_away_at_every_door(office, path):
    answer = await office.ask("POST", path, None, b.appeal())

    assert answer.status == 401


@pytest.mark.parametrize("path", [BOARD, f"{BOARD}/water"])
async def test_a_stranger_reads_nothing(office, path):
    answer = await office.ask("GET", path, None)

    assert answer.status == 401


async def test_the_commander_judges_by_way_of_the_whistle(office):
    answer = await office.ask("POST", "/whistles/wh-1/assessments", b.COMMANDER, b.assess())

    assert answer.status == 200
    assert answer.json == {"id": "as-wh-1-1", "number": "HC-1", "version": 2, "state": "scored"}


async def test_the_evaluator_records_by_way_of_the_case(office):
    answer = await office.ask("POST", "/cases/case-1/call-back", b.EVALUATOR, b.answer())

    assert answer.status == 200
    assert (answer.json["id"], answer.json["state"]) == ("cb-case-1", "recorded")


async def test_a_second_judgement_is_refused_with_what_is_possible(office):
    await office.ask("POST", "/whistles/wh-1/assessments", b.COMMANDER, b.assess())

    answer = await office.ask("POST", "/whistles/wh-1/assessments", b.COMMANDER, b.assess(), "k2")

    assert (answer.status, answer.json["allowed"]) == (409, ["appeal"])


@pytest.mark.mechanism(151)
@pytest.mark.parametrize("by", [b.RESIDENT, b.HEAD, b.COMMANDER], ids=lambda by: by.id)
async def test_whoever_is_signed_in_reads_the_board(office, by):
    answer = await office.ask("GET", BOARD, by)

    assert answer.status == 200
    assert [row["id"] for row in answer.json["rows"]] == ["fire", "water"]
    assert answer.json["rows"][1]["rates"]["solution"]["shown"] == "—"
    assert answer.json["scoring"]["weights"] == dict(SCORING.weights)


AUDITOR = Actor(id="auditor", posts=(Post(role=Role.AUDITOR, at="d"),))


@pytest.mark.parametrize("by", [b.HEAD, b.EVALUATOR, b.DISTRICT, AUDITOR], ids=lambda by: by.id)
async def test_what_is_behind_a_row_is_for_the_unit_and_for_those_who_look_after_all(office, by):
    answer = await office.ask("GET", f"{BOARD}/water", by)

    assert answer.status == 200
    assert [item["id"] for item in answer.json["items"]] == ["as-wh-1-1"]


@pytest.mark.parametrize("by", [b.OTHER_DEPARTMENT, b.RESIDENT, b.NOBODY], ids=lambda by: by.id)
async def test_nobody_else_reads_what_is_behind_it(office, by):
    answer = await office.ask("GET", f"{BOARD}/water", by)

    assert (answer.status, answer.json["code"]) == (403, "not_your_board")


@pytest.mark.parametrize("path", ["/boards/2026-13/streets", "/boards/now/streets"])
async def test_a_month_that_is_none_is_named(office, path):
    answer = await office.ask("GET", path, b.HEAD)

    assert answer.status == 422
    assert answer.json["errors"][0]["field"] == "period"


async def test_there_are_boards_of_departments_and_streets_only(office):
    answer = await office.ask("GET", "/boards/2026-11/moons", b.HEAD)

    assert answer.status == 422
    assert answer.json["errors"][0]["field"] == "subject"
