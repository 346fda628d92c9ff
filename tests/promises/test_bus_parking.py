"""What every bus promises about events that cannot be handled: they wait, or are put aside."""

import pytest

from contracts.machine import IllegalTransition
from contracts.refusals import NotNow
from services.chassis.bus import Hears, Unroutable
from tests.promises.clay import KINDS, Broken, Marked, Ordered, said
from tests.promises.halls import Listener, eventually


def refuse_once_said(word: str):
    """Refuse the event that carries this word."""

    def first(envelope):
        if envelope.data.word == word:
            raise NotNow("not_now", state="raw")

    return first


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
    await old.listen_all("gallery", Hears(heard_old))

    await speaker.publish(said(1, event=Marked(word="new")))
    await speaker.publish(said(2))
    await heard_old.until(1)
    await old.close()
    new = await hall.join(kinds=KINDS)
    await new.listen_all("gallery", Hears(heard_new))
    await eventually(new.revive)

    assert heard_old.heard == [("order-1", 2)]
    assert heard_new.heard == [("order-1", 1)]
    assert await new.revive() == 0


async def test_an_event_nobody_listens_to_stays_with_its_speaker(hall):
    bus = await hall.join()
    await bus.listen("pottery", {Ordered: Hears(Listener())})

    with pytest.raises(Unroutable):
        await bus.publish(said(1, event=Broken()))


async def eventually_parked(hall, stream: str, numbers: list[int]) -> None:
    async def parked():
        return [event.seq for event in await hall.parked.waiting(stream)] == numbers

    await eventually(parked)
