"""Promises about city packs: new work begins under the new one, open work keeps its own."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from pydantic import BaseModel, ConfigDict

from contracts.actor import CLOCK
from contracts.city import BrokenPack, City, read_city
from contracts.city.pack import pack_id
from contracts.city.places import Places
from contracts.envelope import Envelope
from contracts.events.case import CaseClosed
from contracts.events.event import Event
from services.chassis.cities import Cities
from services.chassis.memory_store import MemoryStore
from services.chassis.mongo import MongoStore, connect
from services.chassis.packs import MOST_KEPT, MemoryPacks, MongoPacks, TooLarge
from services.chassis.store import Act, Shape, Store
from tests.unit.contracts.city_files import SMALL, changed

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
NEW = changed("city.toml", 'version = "2026.1"', 'version = "2026.2"')
NEWER = changed("city.toml", 'version = "2026.1"', 'version = "2026.3"')


class Closing(BaseModel):
    """How often something was closed."""

    model_config = ConfigDict(frozen=True)

    times: int = 0


SHAPE = Shape(
    name="work",
    source="intake",
    model=Closing,
    evolve=lambda before, _: Closing(times=(before.times if before else 0) + 1),
)
KINDS: dict[str, type[Event]] = {CaseClosed.type: CaseClosed}


class Office:
    """Decides by the city it holds, and writes down which that was."""

    def __init__(self, store: Store[Closing], city: City) -> None:
        self.store, self.city = store, city
        self.seen: list[str] = []

    async def act(self, id: str, key: str) -> None:
        def decide(_: Closing | None) -> list[Event]:
            self.seen.append(self.city.version)
            return [CaseClosed()]

        await self.store.act(id, decide, Act(CLOCK, NOW, key))


@pytest.fixture(params=["memory", "mongo"])
async def shelf(request: pytest.FixtureRequest) -> AsyncIterator[MemoryPacks | MongoPacks]:
    if request.param == "memory":
        yield MemoryPacks()
        return
    client = connect(request.getfixturevalue("mongo_url"))
    yield MongoPacks(client[f"{request.getfixturevalue('namespace')}_city"])
    await client.close()


async def published(shelf: MemoryPacks | MongoPacks, files: dict[str, str], after: int = 0) -> str:
    pack = await shelf.keep(files, "")
    if isinstance(shelf, MemoryPacks):
        shelf.last = pack
    else:
        await shelf.publish(pack, after)
    return pack


@pytest.fixture(params=["memory", "mongo"])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[MemoryStore | MongoStore]:
    if request.param == "memory":
        yield MemoryStore(SHAPE)
        return
    client = connect(request.getfixturevalue("mongo_url"))
    yield MongoStore(client[f"{request.getfixturevalue('namespace')}_work"], SHAPE, KINDS)
    await client.close()


async def test_the_pack_of_the_folder_counts_until_one_is_published(shelf):
    cities = Cities(shelf, SMALL)
    await cities.prepare()

    before = cities.live.version
    await published(shelf, NEW)
    await cities.follow()

    assert (before, cities.live.version) == ("2026.1", "2026.2")
    assert cities.in_force == pack_id(NEW)


async def test_a_process_that_starts_takes_what_was_published(shelf):
    await published(shelf, NEW)

    cities = Cities(shelf, SMALL)
    await cities.prepare()

    assert cities.now.version == "2026.2"
    assert await shelf.take(pack_id(SMALL)) == SMALL


async def test_open_work_keeps_the_pack_it_began_with_and_new_work_takes_the_new_one(shelf, store):
    cities = Cities(shelf, SMALL)
    await cities.prepare()
    office = Office(store.under(cities), cities.live)

    await office.act("old", "1")
    await published(shelf, NEW)
    await cities.follow()
    await office.act("old", "2")
    await office.act("new", "3")
    await office.act("old", "4")

    assert office.seen == ["2026.1", "2026.1", "2026.2", "2026.1"]


async def test_after_a_restart_open_work_still_has_its_pack(shelf, mongo_url, namespace):
    client = connect(mongo_url)
    database = client[f"{namespace}_work"]
    first = Cities(shelf, SMALL)
    await first.prepare()
    await Office(MongoStore(database, SHAPE, KINDS).under(first), first.live).act("old", "1")

    await published(shelf, NEW)
    await published(shelf, NEWER, after=1)
    second = Cities(shelf, NEW)
    await second.prepare()
    office = Office(MongoStore(database, SHAPE, KINDS).under(second), second.live)
    await office.act("old", "2")
    await office.act("new", "3")
    await client.close()

    assert office.seen == ["2026.1", "2026.3"]


async def test_what_lasts_is_decided_by_the_pack_in_force(shelf, store):
    cities = Cities(shelf, SMALL)
    await cities.prepare()
    office = Office(store, cities.live)

    await office.act("round", "1")
    await published(shelf, NEW)
    await cities.follow()
    await office.act("round", "2")

    assert office.seen == ["2026.1", "2026.2"]


async def test_hearing_stands_on_the_same_pack_as_acting():
    shelf, store = MemoryPacks(), MemoryStore(SHAPE)
    cities = Cities(shelf, SMALL)
    store.under(cities)
    await Office(store, cities.live).act("old", "1")
    await published(shelf, NEW)
    await cities.follow()
    seen: list[str] = []

    said = CaseClosed()
    heard = Envelope[Event](
        id="x:1", source="dispatch", subject="wh-1", seq=1, type=said.type, time=NOW, by="u",
        traceparent=None, data=said,
    )  # fmt: skip
    await store.hear("old", heard, lambda _: seen.append(cities.live.version) or [])

    assert seen == ["2026.1"]


async def test_work_goes_on_under_a_pack_that_could_not_be_published_any_more():
    rows = SMALL["standards.csv"].splitlines(keepends=True)
    bare = {**SMALL, "standards.csv": "".join(row for row in rows if ",P0102," not in row)}
    shelf = MemoryPacks()
    kept = await shelf.keep(bare, "2026.0")

    for known in (Cities(shelf, bare), cities := Cities(shelf, SMALL)):
        await known.ready((kept,))

    assert cities.of(kept).standard("P0102") is None
    with pytest.raises(BrokenPack, match="no standard"):
        read_city(bare)


async def test_following_a_pack_that_cannot_be_had_changes_nothing_and_is_tried_again(monkeypatch):
    monkeypatch.setattr("services.chassis.cities.EVERY", 0.01)
    shelf = MemoryPacks()
    cities = Cities(shelf, SMALL)
    shelf.last = "pack-nobody-kept"
    running = asyncio.create_task(cities.run())

    await asyncio.sleep(0.05)
    still = cities.now.version
    await published(shelf, NEW)
    async with asyncio.timeout(5):
        while cities.now.version == still:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    running.cancel()

    assert (still, cities.now.version) == ("2026.1", "2026.2")


async def test_a_map_is_drawn_anew_when_the_outlines_change():
    shelf = MemoryPacks()
    cities = Cities(shelf, SMALL)
    places = Places(cities.live)
    point = next(iter(read_city(SMALL).compounds)).point
    moved = {**SMALL, "grids.geojson": '{"type":"FeatureCollection","features":[]}'}

    before = places.locate(point.lng, point.lat)
    await published(shelf, moved)
    await cities.follow()

    assert before == "gangwan-01-01"
    assert places.locate(point.lng, point.lat) is None


async def test_two_who_publish_at_once_are_told_apart(mongo_url, namespace):
    client = connect(mongo_url)
    packs = MongoPacks(client[f"{namespace}_city"])
    one, other = await packs.keep(NEW, "2026.2"), await packs.keep(NEWER, "2026.3")

    won = await asyncio.gather(packs.publish(one, 0), packs.publish(other, 0))
    history = await packs.history(5)
    await client.close()

    assert sorted(won) == [False, True]
    assert len(history) == 1


async def test_a_pack_too_large_to_keep_is_refused(mongo_url, namespace, monkeypatch):
    monkeypatch.setattr("services.chassis.packs.MOST_KEPT", 100)
    client = connect(mongo_url)

    with pytest.raises(TooLarge):
        await MongoPacks(client[f"{namespace}_city"]).keep(SMALL, "2026.1")
    await client.close()
    assert MOST_KEPT > 100
