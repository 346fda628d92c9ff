"""A dispatch in memory: its handlers, its store, its doors, and a clock that is set by hand."""

from array import array
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from contracts.actor import Actor
from contracts.city import City
from contracts.city.places import Places
from contracts.envelope import Envelope
from contracts.events import EVENTS
from contracts.events.event import Event
from services.chassis.actors import HEADER, Actors, sign
from services.chassis.acts import Posted, new_id
from services.chassis.memory_bus import MemoryBus
from services.chassis.memory_store import MemoryStore
from services.chassis.numbers import MemoryNumbers
from services.chassis.sweep import Sweep
from services.chassis.web import create_web
from services.dispatch.api import notices_router, offers_router, router
from services.dispatch.handlers import Counting, Dispatch, Ears, Lists, Looking, Notices, Offers
from services.dispatch.store import ASIDE, TRAILS, WHISTLES
from services.dispatch.store.notices import NOTICES
from services.dispatch.store.offers import (
    EMERGENCIES,
    NEEDS,
    OFFERS,
    REGISTRATIONS,
    RESOURCES,
)
from services.dispatch.store.rolls import MemoryRolls
from tests.unit.chassis.asgi import Answer, call
from tests.unit.dispatch.builders import WORDS, heard, raising
from tests.unit.dispatch.town import CITY, COMMANDER, NOON

SHELVES = {
    "offers": OFFERS,
    "registrations": REGISTRATIONS,
    "resources": RESOURCES,
    "needs": NEEDS,
    "emergencies": EMERGENCIES,
}

SECRET = "a secret of at least thirty-two characters"
SQUARE = ((array("d", [119.9, 29.9, 120.1, 29.9, 120.1, 30.1, 119.9, 30.1, 119.9, 29.9]),),)
MAPPED = replace(CITY, outlines={"g1": SQUARE})


@dataclass
class Office:
    """Everything a running dispatch has but sockets."""

    city: City = MAPPED
    now: datetime = NOON
    said: list[Envelope[Event]] = field(default_factory=list)

    def __post_init__(self):
        self.whistles = MemoryStore(WHISTLES, now=lambda: self.now)
        self.aside = MemoryStore(ASIDE, now=lambda: self.now)
        self.trails = MemoryStore(TRAILS, now=lambda: self.now)
        self.whistles.outbox.wake = self.said.extend
        self.dispatch = Dispatch(
            whistles=self.whistles,
            aside=self.aside,
            trails=self.trails,
            city=self.city,
            places=Places(self.city),
            numbers=MemoryNumbers(),
            now=lambda: self.now,
        )
        self.shelves = {
            name: MemoryStore(shape, now=lambda: self.now) for name, shape in SHELVES.items()
        }
        looking = Looking(
            **self.shelves,
            city=self.city,
            places=Places(self.city),
            numbers=MemoryNumbers(),
        )
        self.offers = Offers(looking)
        self.ears = Ears(looking, lambda: self.now)
        self.lists_of = Lists(looking, lambda: self.now)
        self.kept_notices = MemoryStore(NOTICES, now=lambda: self.now)
        self.notices = Notices(
            *(self.kept_notices, MemoryRolls(), self.offers, MemoryNumbers(), self.city),
            now=lambda: self.now,
        )
        self.counting = Counting(self.notices)
        self.kept_notices.outbox.wake = self.said.extend
        for shelf in self.shelves.values():
            shelf.outbox.wake = self.said.extend
        self.sweep = Sweep(self.whistles, self.dispatch.tick, now=lambda: self.now)

    @cached_property
    def app(self):
        """The doors."""
        actors = Actors(SECRET, lambda: self.now)
        now = lambda: self.now  # noqa: E731
        doors = offers_router(self.offers, self.lists_of, actors, now)
        notices = notices_router(self.notices, actors, now)
        return create_web("dispatch", [router(self.dispatch, actors, now), doors, notices])

    async def raises(self, command=None, by=COMMANDER, key="k1"):
        """Raise a whistle as the edge would; gives its id."""
        id = new_id("wh-", by, key)
        await self.ask(id, command or raising(), by, key)
        return id

    async def ask(self, id, command, by=COMMANDER, key="ask", path_id=""):
        """Post a command on a whistle."""
        fingerprint = sha256(command.model_dump_json().encode()).hexdigest()
        act = Posted(by=by, at=self.now, key=key, fingerprint=fingerprint, path_id=path_id)
        return await self.dispatch.act(command, id, act)

    async def whistle(self, id):
        """The whistle as it is kept."""
        return (await self.whistles.get(id)).state

    async def listening(self):
        """A bus to which dispatch listens."""
        bus = MemoryBus(EVENTS, patience=0.01)
        await bus.listen("dispatch", self.dispatch.handlers)
        return bus

    def word(self, id, word, n=1, seq=1, **changes):
        """What the n-th called department says."""
        said = WORDS[word]("water").model_copy(update={"whistle_id": id, **changes})
        prefix = "as-" if word == "judge" else ""
        return heard(said, f"{prefix}{id}-{n}", self.now, seq)

    def types(self):
        """What was said, by type."""
        return [one.type for one in self.said]

    async def post(self, path: str, by: Actor | None, body, key="k1", **headers) -> Answer:
        """Post over HTTP."""
        signed = {HEADER.lower(): sign(by, SECRET, self.now)} if by else {}
        body = body if isinstance(body, bytes) else body.model_dump_json().encode()
        return await call(
            self.app, "POST", path, body, **signed, **{"idempotency-key": key}, **headers
        )
