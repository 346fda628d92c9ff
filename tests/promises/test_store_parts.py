"""However a state changes, and though a write sends only what is new, it is read as it was left."""

from collections.abc import Mapping
from random import Random
from typing import ClassVar

import pytest
from pydantic import BaseModel, ConfigDict

from contracts.events.event import Event
from services.chassis.memory_store import MemoryStore
from services.chassis.mongo import MongoStore
from services.chassis.store import Shape
from tests.promises.clay import NOON, act
from tests.promises.kilns import database


class Shelf(BaseModel):
    """Pots that stand in a row, and pots by the name of their owner."""

    model_config = ConfigDict(frozen=True)

    class Pot(BaseModel):
        """How one of them is."""

        model_config = ConfigDict(frozen=True)

        glaze: str = "blue"
        cracks: int = 0

    row: tuple[Pot, ...] = ()
    owned: Mapping[str, Pot] = {}


class Arranged(Event):
    """Somebody put the shelf in order."""

    type: ClassVar[str] = "shelf.arranged"

    row: tuple[Shelf.Pot, ...]
    owned: dict[str, Shelf.Pot]


def arrange(shelf: Shelf | None, event: Arranged) -> Shelf:
    """As services do: what is not another stays the same object."""
    before = shelf or Shelf()
    row = tuple(_same(old, new) for old, new in zip(before.row, event.row, strict=False))
    row += event.row[len(before.row) :]
    owned = {name: _same(before.owned.get(name), pot) for name, pot in event.owned.items()}
    return before.model_copy(update={"row": row, "owned": owned})


def _same(old, new):
    return old if old == new else old.model_copy(update=dict(new)) if old else new


SHELVES = Shape(name="shelves", source="pottery", model=Shelf, evolve=arrange)
KINDS = {Arranged.type: Arranged}


@pytest.fixture(params=["memory", "mongo"])
async def shelves(request, namespace):
    """A store to write into, and one that reads as another process would."""
    if request.param == "memory":
        store = MemoryStore(SHELVES, now=lambda: NOON)
        yield store, store
        return
    async with database(request.getfixturevalue("mongo_url"), namespace) as here:
        made = [MongoStore(here, SHELVES, KINDS, now=lambda: NOON) for _ in range(2)]
        await made[0].prepare()
        yield made


def pots(random: Random, most: int):
    count = random.randint(0, most)
    glazes = random.choices(["blue", "red"], k=count)
    return [Shelf.Pot(glaze=glaze, cracks=random.randint(0, 1)) for glaze in glazes]


def arrangement(random: Random, before: Arranged | None):
    """Most of it as it was, so that single parts change, come and go."""
    if before is None or random.random() < 0.2:
        names = random.sample(["ann", "bo", "c.d", "$e", "3", "f/g"], k=4)
        return Arranged(row=pots(random, 4), owned=dict(zip(names, pots(random, 4), strict=False)))
    row, owned = list(before.row), dict(before.owned)
    for place in (row, owned):
        keys = range(len(row)) if place is row else list(owned)
        if keys:
            key = random.choice(keys)
            place[key] = Shelf.Pot(
                glaze=random.choice(["blue", "red"]), cracks=random.randint(0, 9)
            )
    return Arranged(row=row, owned=owned)


@pytest.mark.parametrize("seed", range(5))
async def test_every_arrangement_is_read_as_it_was_left(shelves, seed):
    writing, reading = shelves
    random, event = Random(seed), None

    for n in range(30):
        event = arrangement(random, event)
        left = await writing.act("shelf-1", lambda _, said=event: [said], act(f"k{n}"))
        read = await reading.get("shelf-1")

        assert read.state == left.state
        assert (read.state.row, dict(read.state.owned)) == (event.row, event.owned)
