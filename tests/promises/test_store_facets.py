"""Memory answers queries over facets as MongoDB does."""

import json
from dataclasses import replace

import pytest

from services.chassis.memory_store import MemoryStore
from services.chassis.mongo import MongoStore
from tests.promises.clay import KINDS, POTS, act, throw
from tests.promises.kilns import database


def point(lng, lat):
    return {"type": "Point", "coordinates": [lng, lat]}


FACETS = {
    "a": {"street": "north", "level": 1, "tags": ["drain", "odour"], "at": point(116.40, 39.90)},
    "b": {"street": "north", "level": 2, "tags": [], "open": True, "at": point(116.41, 39.90)},
    "c": {"street": "south", "level": 3, "tags": ["drain"], "by": {"dept": "water"}},
    "d": {"street": None, "level": 2, "open": False},
    "e": {},
}
EARTH = 6378100

QUERIES = [
    {},
    {"street": "north"},
    {"street": None},
    {"street": {"$ne": "north"}},
    {"street": {"$in": ["south", None]}},
    {"street": {"$nin": ["south", "north"]}},
    {"level": {"$gt": 1, "$lte": 2}},
    {"level": {"$lt": 2}},
    {"level": {"$gte": 2}, "open": True},
    {"tags": "drain"},
    {"tags": {"$in": ["odour", "light"]}},
    {"tags": []},
    {"tags": {"$ne": "drain"}},
    {"by.dept": "water"},
    {"by": {"dept": "water"}},
    {"open": {"$exists": True}},
    {"open": {"$exists": False}, "level": {"$eq": 3}},
    {"$or": [{"street": "south"}, {"level": 1}]},
    {"$and": [{"street": "north"}, {"$or": [{"level": 2}, {"open": False}]}]},
    {"_id": {"$gt": "b"}},
    {"at": {"$geoWithin": {"$centerSphere": [[116.40, 39.90], 500 / EARTH]}}},
    {"at": {"$geoWithin": {"$centerSphere": [[116.40, 39.90], 2000 / EARTH]}}},
]
SORTS = [
    [("_id", -1)],
    [("level", 1), ("_id", 1)],
    [("level", -1), ("_id", 1)],
    [("street", 1), ("level", -1), ("_id", 1)],
]

SHAPE = replace(POTS, facets=lambda pot: json.loads(pot.glaze), indexes=[[("at", "2dsphere")]])


@pytest.fixture
async def both(mongo_url, namespace):
    async with database(mongo_url, namespace) as here:
        stores = [MemoryStore(SHAPE), MongoStore(here, SHAPE, KINDS)]
        await stores[1].prepare()
        for store in stores:
            for id, facets in FACETS.items():
                await store.act(id, throw(json.dumps(facets)), act("a"))
        yield stores


async def found(store, query, sort):
    return [kept.id for kept in await store.find(query, sort=sort)]


async def test_a_query_finds_the_same_in_memory(both):
    memory, mongo = both

    answers = [(q, await found(memory, q, [("_id", 1)])) for q in QUERIES]

    assert answers == [(q, await found(mongo, q, [("_id", 1)])) for q in QUERIES]


async def test_what_is_found_is_sorted_the_same_in_memory(both):
    memory, mongo = both

    answers = [(sort, await found(memory, {}, sort)) for sort in SORTS]

    assert answers == [(sort, await found(mongo, {}, sort)) for sort in SORTS]


async def test_memory_does_not_pretend_to_know_a_word(both):
    memory, _ = both

    with pytest.raises(KeyError):
        await memory.find({"street": {"$regex": "n"}})
