"""What every bus promises: the same tests for the one in memory and the one on RabbitMQ."""

import asyncio
from collections.abc import AsyncIterator
from random import Random

import pytest

from contracts.machine import IllegalTransition
from contracts.refusals import NotNow
from services.chassis.bus import Hears, Unroutable
from tests.promises.clay import KINDS, Broken, Marked, Ordered, Thrown, said
from tests.promises.halls import Listener, eventually, memory_hall, rabbit_hall


@pytest.fixture(params=["memory", "rabbit"])
async def hall(request: pytest.FixtureRequest, namespace: str) -> AsyncIterator:
    if request.param == "memory":
        made = memory_hall()
    else:
        made = rabbit_hall(request.getfixturevalue("amqp_url"), namespace)
    async with made as hall:
        yield hall


def refuse_once_said(word: str):
    """Refuse the event that carries this word."""

    def first(envelope):
        if envelope.data.word == word:
            raise NotNow("not_now", state="raw")

    return first


async def test_an_event_reaches_the_handler_of_its_kind_as_it_was_said(hall):
    bus, got = await hall.join(), []

    async def remember(envelope):
        got.append(envelope)

    await bus.listen("pottery", {Ordered: Hears(remember)})
    await bus.publish(said(1))

    await eventually(lambda: len(got) == 1)
    assert got == [said(1)]


async def test_only_events_this_service_wants_are_handled(hall):
    bus, listener = await hall.join(), Listener()
    await bus.listen("pottery", {Ordered: Hears(listener, lambda order: order.pot == "mine")})

    await bus.publish(said(1, event=Ordered(pot="theirs")))
    await bus.publish(said(2, event=Ordered(pot="mine")))

    await listener.until(1)
    assert listener.heard == [("order-1", 2)]


async def test_events_of_an_aggregate_are_handled_in_order_while_many_are_handled_at_once(hall):
    bus, chance = await hall.join(), Random(1)
    listener = Listener(lambda _: asyncio.sleep(chance.random() / 100))
    await bus.listen("pottery", {Ordered: Hears(listener)})

    async def speak(subject):
        for seq in range(1, 11):
            await bus.publish(said(seq, subject))

    await asyncio.gather(*[speak(f"order-{n}") for n in range(20)])

    await listener.until(200)
    assert all(listener.of(f"order-{n}") == list(range(1, 11)) for n in range(20))
    subjects = [subject for subject, _ in listener.heard[:60]]
    assert len(set(subjects)) > 10


async def test_an_aggregate_that_waits_holds_up_nobody_else(hall):
    bus, door = await hall.join(), asyncio.Event()
    listener = Listener(lambda e: door.wait() if e.subject == "slow" else None)
    await bus.listen("pottery", {Ordered: Hears(listener)})

    await bus.publish(said(1, "slow"))
    await bus.publish(said(1, "quick"))

    await listener.until(1)
    assert listener.heard == [("quick", 1)]
    door.set()
    await listener.until(2)


async def test_what_was_said_while_nobody_listened_is_heard_later(hall):
    early, late, listener = await hall.join(), await hall.join(), Listener()
    await early.listen("pottery", {Ordered: Hears(Listener())})
    await early.close()

    for seq in (1, 2, 3):
        await late.publish(said(seq))
    await late.listen("pottery", {Ordered: Hears(listener)})

    await listener.until(3)
    assert listener.of("order-1") == [1, 2, 3]


async def test_an_event_that_was_being_handled_in_a_crash_is_handled_again(hall):
    first, second, never = await hall.join(), await hall.join(), asyncio.Event()
    dying, living = Listener(lambda _: never.wait()), Listener()
    await first.listen("pottery", {Ordered: Hears(dying)})
    await second.listen("pottery", {Ordered: Hears(living)})
    await second.publish(said(1))
    await eventually(lambda: dying.tried == [("order-1", 1)])

    await hall.crash(first)

    await living.until(1)
    assert living.heard == [("order-1", 1)]
    assert dying.heard == []
    never.set()


async def test_when_another_process_takes_over_order_is_kept_and_nothing_is_lost(hall):
    first, second, speaker = await hall.join(), await hall.join(), await hall.join()
    seen: list[tuple[str, int]] = []

    async def see(envelope):
        await asyncio.sleep(0.002)
        seen.append((envelope.subject, envelope.seq))

    await first.listen("pottery", {Ordered: Hears(see)})
    await second.listen("pottery", {Ordered: Hears(see)})

    async def speak(subject):
        for seq in range(1, 31):
            await speaker.publish(said(seq, subject))

    speaking = asyncio.gather(*[speak(f"order-{n}") for n in range(8)])
    await eventually(lambda: len(seen) > 60)
    await hall.crash(first)
    await speaking

    await eventually(lambda: len(set(seen)) == 240)
    for n in range(8):
        numbers = [seq for subject, seq in seen if subject == f"order-{n}"]
        assert list(dict.fromkeys(numbers)) == list(range(1, 31))


async def test_two_processes_never_work_on_one_aggregate_at_once(hall):
    buses, working, seen = [await hall.join(), await hall.join()], [], []

    async def work(envelope):
        assert not working
        working.append(envelope.seq)
        await asyncio.sleep(0.01)
        seen.append(working.pop())

    for bus in buses:
        await bus.listen("pottery", {Ordered: Hears(work)})
    for seq in range(1, 21):
        await buses[seq % 2].publish(said(seq))

    await eventually(lambda: len(seen) >= 20)
    assert seen == list(range(1, 21))


async def test_the_same_event_published_twice_is_delivered_at_least_once(hall):
    bus, listener = await hall.join(), Listener()
    await bus.listen("pottery", {Ordered: Hears(listener)})

    await bus.publish(said(1))
    await bus.publish(said(1))
    await bus.publish(said(2))

    await eventually(lambda: ("order-1", 2) in listener.heard)
    assert list(dict.fromkeys(listener.of("order-1"))) == [1, 2]


async def test_while_a_dependency_is_down_the_lane_waits_and_then_goes_on_in_order(hall):
    bus, outage = await hall.join(), ["down"] * 6

    def fail(_):
        if outage:
            outage.pop()
            raise ConnectionError("the kiln is cold")

    listener = Listener(fail)
    await bus.listen("pottery", {Ordered: Hears(listener)})
    for seq in (1, 2, 3):
        await bus.publish(said(seq))

    await listener.until(3)
    assert listener.of("order-1") == [1, 2, 3]
    assert len(listener.tried) == 9
    assert await hall.parked.count() == 0


async def test_an_event_that_is_only_early_is_handled_when_its_cause_has_come(hall):
    bus, causes = await hall.join(patience=5.0), []

    def need_cause(envelope):
        if envelope.subject == "effect" and not causes:
            raise IllegalTransition("raw", envelope.data)
        causes.append(envelope.subject)

    listener = Listener(need_cause)
    await bus.listen("pottery", {Ordered: Hears(listener)})

    await bus.publish(said(1, "effect"))
    await eventually(lambda: len(listener.tried) > 1)
    await bus.publish(said(1, "cause"))

    await listener.until(2)
    assert listener.heard == [("cause", 1), ("effect", 1)]
    assert await hall.parked.count() == 0


async def test_a_poisonous_event_parks_its_stream_and_only_that(hall):
    bus, listener = await hall.join(), Listener(refuse_once_said("w2"))
    await bus.listen("pottery", {Ordered: Hears(listener)})

    for seq in (1, 2, 3, 4):
        await bus.publish(said(seq, "bad", Ordered(pot="p", word=f"w{seq}")))
        await bus.publish(said(seq, "good", Ordered(pot="p", word=f"g{seq}")))

    await listener.until(5)
    await eventually_parked(hall, "shop:bad", [2, 3, 4])
    assert listener.of("bad") == [1]
    assert listener.of("good") == [1, 2, 3, 4]
    waiting = await hall.parked.waiting("shop:bad")
    assert [event.reason for event in waiting] == ["not_now", "follows", "follows"]


async def test_a_redrive_handles_what_is_parked_in_order_and_frees_the_stream(hall):
    bus, poison = await hall.join(), {"w1"}
    listener = Listener(lambda e: refuse_once_said(next(iter(poison), ""))(e))
    await bus.listen("pottery", {Ordered: Hears(listener)})
    for seq in (1, 2, 3):
        await bus.publish(said(seq))
    await eventually_parked(hall, "shop:order-1", [1, 2, 3])

    poison.clear()
    handled = await bus.redrive("shop:order-1")
    await bus.publish(said(4))

    await listener.until(4)
    assert handled == 3
    assert listener.of("order-1") == [1, 2, 3, 4]
    assert await hall.parked.count() == 0


async def test_a_redrive_that_fails_leaves_everything_parked(hall):
    bus, listener = await hall.join(), Listener(refuse_once_said("w1"))
    await bus.listen("pottery", {Ordered: Hears(listener)})
    for seq in (1, 2):
        await bus.publish(said(seq))
    await eventually_parked(hall, "shop:order-1", [1, 2])

    with pytest.raises(NotNow):
        await bus.redrive("shop:order-1")

    await eventually_parked(hall, "shop:order-1", [1, 2])
    assert listener.heard == []


async def test_a_process_that_takes_over_knows_what_is_parked(hall):
    first, second = await hall.join(), await hall.join()
    one, two = Listener(refuse_once_said("w1")), Listener()
    await first.listen("pottery", {Ordered: Hears(one)})
    await second.listen("pottery", {Ordered: Hears(two)})
    await second.publish(said(1))
    await eventually_parked(hall, "shop:order-1", [1])

    await hall.crash(first)
    await second.publish(said(2))
    await second.publish(said(1, "another"))

    await eventually_parked(hall, "shop:order-1", [1, 2])
    await eventually(lambda: two.of("another") == [1])
    assert two.of("order-1") == []


async def test_what_cannot_be_read_is_put_aside_at_once_and_can_be_revived(hall):
    old = await hall.join(kinds={Ordered.type: Ordered})
    speaker, heard_old, heard_new = await hall.join(), Listener(), Listener()
    await old.listen_all("gallery", heard_old)

    await speaker.publish(said(1, event=Marked(word="new")))
    await speaker.publish(said(2))
    await heard_old.until(1)
    await old.close()
    new = await hall.join(kinds=KINDS)
    await new.listen_all("gallery", heard_new)
    await eventually(new.revive)

    assert heard_old.heard == [("order-1", 2)]
    assert heard_new.heard == [("order-1", 1)]
    assert await new.revive() == 0


async def test_an_event_nobody_listens_to_stays_with_its_speaker(hall):
    bus = await hall.join()
    await bus.listen("pottery", {Ordered: Hears(Listener())})

    with pytest.raises(Unroutable):
        await bus.publish(said(1, event=Broken()))


async def test_who_listens_to_everything_hears_every_kind_in_order(hall):
    bus, listener = await hall.join(), Listener()
    await bus.listen_all("gallery", listener)

    for seq, event in enumerate([Thrown(glaze="blue"), Marked(word="x"), Broken()], start=1):
        await bus.publish(said(seq, event=event))

    await listener.until(3)
    assert listener.of("order-1") == [1, 2, 3]


async def test_a_tap_sees_what_is_said_from_now_on_whoever_else_hears_it(hall):
    bus, listener, first, second = await hall.join(), Listener(), [], []
    await bus.listen("pottery", {Ordered: Hears(listener)})
    await bus.publish(said(1))
    await bus.tap(first.append)
    await bus.tap(second.append)

    await bus.publish(said(2))

    await eventually(lambda: bool(first and second))
    assert first == second == [said(2)]
    await listener.until(2)


async def test_stopping_finishes_what_is_being_done_and_leaves_the_rest_to_others(hall):
    first, second, door = await hall.join(), await hall.join(), asyncio.Event()
    one, two = Listener(lambda _: door.wait()), Listener()
    await first.listen("pottery", {Ordered: Hears(one)})
    await second.listen("pottery", {Ordered: Hears(two)})
    for seq in (1, 2):
        await second.publish(said(seq))
    await eventually(lambda: one.tried == [("order-1", 1)])

    stopping = asyncio.create_task(first.stop_listening(5.0))
    await asyncio.sleep(0.05)
    door.set()

    assert await stopping
    assert one.heard == [("order-1", 1)]
    await two.until(1)
    assert two.heard == [("order-1", 2)]


async def eventually_parked(hall, stream: str, numbers: list[int]) -> None:
    async def parked():
        return [event.seq for event in await hall.parked.waiting(stream)] == numbers

    await eventually(parked)
