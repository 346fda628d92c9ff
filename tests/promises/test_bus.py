"""What every bus promises: the same tests for the one in memory and the one on RabbitMQ."""

import asyncio
from random import Random

from services.chassis.bus import Hears
from tests.promises.clay import Broken, Marked, Ordered, Thrown, said
from tests.promises.halls import Listener, eventually


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


async def test_neighbours_whose_order_does_not_matter_do_not_wait_for_one_another(hall):
    bus, begun = await hall.join(), asyncio.Barrier(3)
    listener = Listener(lambda _: begun.wait())
    await bus.listen("pottery", {Ordered: Hears(listener, beside=lambda _: True)})

    for seq in (1, 2, 3):
        await bus.publish(said(seq))

    await listener.until(3)
    assert set(listener.of("order-1")) == {1, 2, 3}


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


async def test_who_listens_to_everything_hears_every_kind_in_order(hall):
    bus, listener = await hall.join(), Listener()
    await bus.listen_all("gallery", Hears(listener))

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
