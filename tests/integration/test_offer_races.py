"""N places are never taken N+1 times, however many claim at once, at however many processes."""

import asyncio
from collections import Counter
from dataclasses import replace

import pytest
from pymongo import AsyncMongoClient

from contracts.commands import offer as ask
from contracts.events import EVENTS
from contracts.refusals import NotNow
from services.chassis.mongo import MongoStore
from services.chassis.store import Act
from services.dispatch.core import offers
from services.dispatch.store.offers import OFFERS
from tests.unit.dispatch.bazaar import CITY, FACTS, SECRETARY, VOLUNTEERS, making, standing
from tests.unit.dispatch.town import NOON

PLACES = 7


@pytest.fixture
async def two(mongo_url, namespace):
    """The stores of two processes."""
    async with AsyncMongoClient(mongo_url, tz_aware=True) as client:
        database = client[namespace]
        stores = [MongoStore(database, OFFERS, EVENTS) for _ in range(2)]
        await stores[0].prepare()
        yield stores
        await client.drop_database(namespace)


async def make(store, id, **told):
    def made(_):
        return offers.DECISIONS[ask.MakeOffer](
            making(**told), None, SECRETARY, CITY, NOON, facts=replace(FACTS, id=id)
        )

    await store.act(id, made, Act(SECRETARY, NOON, f"make {id}"))


async def claim(store, id, who):
    def claimed(offer):
        decide = offers.DECISIONS[ask.ClaimOffer]
        return decide(ask.ClaimOffer(), offer, who, CITY, NOON, facts=standing(who))

    await store.act(id, claimed, Act(who, NOON, f"claim {id}"))


@pytest.mark.mechanism(83, 91)
async def test_sixty_claim_seven_places_at_two_processes_and_seven_have_one(two):
    await make(two[0], "of-race", kind="task", places=PLACES)

    results = await asyncio.gather(
        *(claim(two[n % 2], "of-race", who) for n, who in enumerate(VOLUNTEERS)),
        return_exceptions=True,
    )

    kept = (await two[1].get("of-race")).state
    assert Counter(type(result) for result in results) == {
        type(None): PLACES,
        NotNow: len(VOLUNTEERS) - PLACES,
    }
    assert (len(kept.live), kept.left, kept.stage) == (PLACES, 0, "filled")
    assert len({claim.account for claim in kept.live}) == PLACES
    assert len({claim.id for claim in kept.live}) == PLACES


async def test_one_person_who_claims_twice_at_once_has_one_place(two):
    await make(two[0], "of-twice", kind="task", places=PLACES)

    def claimed(offer):
        who = VOLUNTEERS[0]
        return offers.DECISIONS[ask.ClaimOffer](
            ask.ClaimOffer(), offer, who, CITY, NOON, facts=standing(who)
        )

    await asyncio.gather(
        *(
            store.act("of-twice", claimed, Act(VOLUNTEERS[0], NOON, f"k{n}"))
            for n, store in enumerate(two * 5)
        ),
        return_exceptions=True,
    )

    assert len((await two[0].get("of-twice")).state.live) == 1


async def test_no_question_about_offers_looks_at_everything(two, mongo_url, namespace):
    await make(two[0], "of-scan", kind="wish")

    async with AsyncMongoClient(mongo_url) as client:
        collection = client[namespace]["offers"]
        for query in ({"facets.wishers": "x"}, {"facets.missed": "x"}):
            plan = await collection.find(query).explain()
            assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])
