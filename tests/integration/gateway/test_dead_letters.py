"""What nobody could read lies at the broker, and says no more of people than what was read."""

import json
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from aio_pika import Message, connect

from contracts.city import City
from contracts.city.rules import Retention
from contracts.envelope import decode, encode
from contracts.events import EVENTS
from contracts.redaction import ANYBODY, GONE
from gateway.dead_letters import of_those_who_left, too_old
from gateway.queues import RabbitQueues
from services.chassis.topology import Topology
from tests.integration.gateway.house import House, open_house
from tests.integration.gateway.seeds import Matter

SERVICE = "intake"
NOW = datetime(2026, 11, 23, tzinfo=UTC)
WORDS = "请找张三，电话 13812345678"
DAY = timedelta(days=1)


def readable(matter: Matter) -> bytes:
    return encode(matter.reported("resident-9", text=WORDS))


def unreadable(matter: Matter) -> bytes:
    """Of a kind a later release says."""
    told = json.loads(readable(matter))
    return json.dumps({**told, "type": "case.invented", "by": "resident-9"}).encode()


class Dead:
    """The dead letters of one service at the real broker."""

    def __init__(self, url: str, namespace: str) -> None:
        self.url, self.topology = url, Topology(namespace)
        self.queues = RabbitQueues(url, self.topology, (SERVICE, "nobody-declared-this"))

    async def holds(self, *letters: bytes, died: datetime = NOW) -> None:
        async with await connect(self.url) as connection, connection.channel() as channel:
            await self.topology.declare_exchanges(channel)
            await self.topology.declare_service(channel, SERVICE, ())
            dead = await channel.get_exchange(self.topology.dead)
            for body in letters:
                await dead.publish(Message(body, timestamp=died), SERVICE)

    async def bodies(self) -> Sequence[bytes]:
        """Take them all out, in order."""
        async with await connect(self.url) as connection, connection.channel() as channel:
            queue = await channel.declare_queue(self.topology.dead_queue(SERVICE), passive=True)
            found: list[bytes] = []
            while letter := await queue.get(fail=False):
                found.append(letter.body)
                await letter.ack()
            await queue.delete(if_unused=False, if_empty=False)
        return found


@pytest.fixture
def dead(amqp_url: str, namespace: str) -> Dead:
    return Dead(amqp_url, namespace)


@pytest.fixture
async def own(mongo_url: str, city: City, namespace: str) -> AsyncIterator[House]:
    async with open_house(mongo_url, namespace, city) as house:
        house.owner.answer = b"[]"
        yield house


async def test_what_is_about_those_who_left_names_nobody_and_all_else_stays_as_it_lay(dead: Dead):
    gone, other = Matter("left"), Matter("stays")
    letters = (readable(other), unreadable(gone), b"\x00no event", readable(gone))
    await dead.holds(*letters)

    changed = await dead.queues.rewrite(of_those_who_left({gone.case}), dry=False)
    again = await dead.queues.rewrite(of_those_who_left({gone.case}), dry=False)

    kept, emptied, rubbish, redacted = await dead.bodies()
    assert (changed, again) == (2, 0)
    assert (kept, rubbish) == (letters[0], letters[2])
    told = json.loads(emptied)
    assert (told["subject"], told["type"], told["data"]) == (gone.case, "case.invented", {})
    said = decode(redacted, EVENTS)
    assert said.data.reporter == said.by == ANYBODY
    for words in ("resident-9", "13812345678", "张三"):
        assert words not in emptied.decode()
    assert "13812345678" not in redacted.decode()


async def test_what_is_too_old_says_nothing_and_its_age_is_not_forgotten(dead: Dead):
    policy, matter = Retention(identity_days=200, text_days=400), Matter("old")
    await dead.holds(readable(matter), b"rubbish about 13812345678", died=NOW)

    counted = await dead.queues.rewrite(too_old(policy, NOW + 500 * DAY), dry=True)
    young = await dead.queues.rewrite(too_old(policy, NOW + 100 * DAY), dry=False)
    nameless = await dead.queues.rewrite(too_old(policy, NOW + 300 * DAY), dry=False)
    wordless = await dead.queues.rewrite(too_old(policy, NOW + 500 * DAY), dry=False)

    said, rubbish = await dead.bodies()
    assert (counted, young, nameless, wordless) == (2, 0, 2, 1)
    assert decode(said, EVENTS).data.text == GONE
    assert json.loads(rubbish) == {"data": {}}


async def test_whoever_erases_their_account_is_in_no_dead_letter(own: House):
    matter = Matter("erased")
    await own.hears(matter.reported("resident-7"))
    await own.hears(matter.said(matter.case, EVENTS["case.withdrawn"](reason="不办了")))
    await own.bus.settle()
    (queue, *_) = own.bus.broker.queues.values()
    queue.dead.append(encode(matter.reported("resident-7", text=WORDS)))
    resident = await own.enter("resident-7")
    own.owner.answer = json.dumps([matter.case]).encode()

    erased = await resident.post("/me/erase", {"password": "a password for tests"}, key="bye")

    assert erased.status == 200, erased.json
    assert decode(queue.dead[0], EVENTS).data.reporter == ANYBODY
    assert b"resident-7" not in queue.dead[0]
