"""What a home no longer holds is gone from where its events lie, for good."""

import pytest

from contracts.commands import household as ask
from contracts.events import EVENTS
from services.chassis.acts import Posted
from services.chassis.clock import milliseconds
from services.chassis.mongo import MongoStore, connect
from services.chassis.retention import Rewriting
from services.intake.handlers.homing import Homing
from services.intake.store import HOUSEHOLDS, MongoPast
from tests.unit.intake.homes import HOME, PIN, RESIDENT, UNIT_HEAD, WORKER, fact
from tests.unit.response.town import DEMO


@pytest.mark.mechanism(33)
async def test_a_leaver_and_a_dropped_fact_are_in_no_document_any_more(mongo_url, namespace):
    client = connect(mongo_url)
    documents = client[f"{namespace}_intake"][HOUSEHOLDS.name]
    store = MongoStore(documents.database, HOUSEHOLDS, EVENTS)
    await store.prepare()
    homing = Homing(store, MongoPast(Rewriting(documents)), DEMO, PIN)
    now = milliseconds()

    async def does(command, by, path_id=HOME.id):
        act = Posted(by=by, at=now, key=type(command).__name__, path_id=path_id)
        return await homing.act(command, path_id.rsplit("-", 1)[0], act)

    bound = (await does(ask.AskBinding(home=HOME), RESIDENT)).id
    await does(ask.VerifyBinding(), UNIT_HEAD, bound)
    today = now.date()
    await does(fact("people", 77, observed_on=today), WORKER)
    home = await homing.home_of("resident-1")
    await homing.leave("resident-1", now)
    raw = str(await documents.find_one({"_id": HOME.id}))
    await homing.act(
        ask.DropFact(kind="people"), HOME.id, Posted(by=WORKER, at=now, key="d", path_id=HOME.id)
    )
    left = str(await documents.find_one({"_id": HOME.id}))
    await client.close()

    assert home is not None
    assert "resident-1" not in raw
    assert "unit-01" in raw
    assert "'value': 77" in raw
    assert "'value': 77" not in left
