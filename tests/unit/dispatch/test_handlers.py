"""What is asked, heard and struck, through store and bus, delivered as badly as a broker may."""

import asyncio
from datetime import timedelta

import pytest

from contracts.commands import whistle as ask
from contracts.commands.routes import owned_by
from contracts.lifecycle import WhistleStage
from contracts.refusals import NotSo, NotThere, NotYours, Stale
from contracts.words import Grade, Point
from services.chassis.acts import Posted
from services.chassis.sweep import Sweep
from tests.unit.dispatch.builders import CONFIRM, REJECT, raising
from tests.unit.dispatch.office import Office
from tests.unit.dispatch.town import CITY, COMMANDER, NOON, RESIDENT, hours

WORDS = ("acknowledge", "arrive", "complete")


@pytest.fixture
def office():
    return Office()


@pytest.fixture
async def bus(office):
    bus = await office.listening()
    yield bus
    await bus.close()


async def deliver(bus, *envelopes):
    for envelope in envelopes:
        await bus.publish(envelope)
    await bus.settle()


async def test_a_whistle_gets_its_place_its_number_and_its_calls(office):
    id = await office.raises()

    made = await office.whistle(id)
    assert (made.id, made.number, made.place.territory) == (id, "WH20260105-0001", "g1")
    assert [call.task_id for call in made.calls] == [f"{id}-1", f"{id}-2"]


async def test_the_same_key_raises_one_whistle(office):
    await office.raises(key="k")
    await office.raises(key="k")

    assert office.types().count("whistle.raised") == 1


async def test_a_point_outside_the_city_is_refused(office):
    with pytest.raises(NotSo, match="outside_city"):
        await office.raises(raising(point=Point(lng=1, lat=1)))


async def test_in_a_city_without_a_map_a_whistle_is_where_the_commanders_post_is():
    office = Office(city=CITY)

    made = await office.whistle(await office.raises())

    assert (made.place.territory, made.street, made.community) == ("s1", "s1", None)


async def test_who_may_not_ask_uses_up_no_number(office):
    with pytest.raises(NotYours):
        await office.raises(by=RESIDENT)

    assert (await office.whistle(await office.raises())).number == "WH20260105-0001"


async def test_a_whole_call_is_heard_in_order_and_each_word_once(office, bus):
    id = await office.raises(raising("water"))
    words = [office.word(id, word, seq=seq) for seq, word in enumerate(WORDS, 1)]

    await deliver(bus, words[0], words[0], words[1], words[0], words[2], words[2])

    assert (await office.whistle(id)).stage is WhistleStage.SOLVED
    assert office.types()[-2:] == ["whistle.mustered", "whistle.solved"]
    assert await bus.parked.count() == 0


async def test_a_duty_is_done_at_the_time_the_department_said_so(office, bus):
    id = await office.raises(raising("water"))
    said = office.word(id, "acknowledge")
    office.now += hours(5)

    await deliver(bus, said)

    clock = (await office.whistle(id)).calls[0].clocks["acknowledge"]
    assert (clock.done_at, clock.late) == (NOON, False)


async def test_a_word_that_comes_before_its_cause_waits_for_it(office, bus):
    id = await office.raises(raising("water"))

    await deliver(bus, office.word(id, "arrive", seq=2), office.word(id, "acknowledge", seq=1))

    assert await bus.parked.count() == 1
    assert await bus.redrive(f"response:{id}-1") > 0
    assert (await office.whistle(id)).calls[0].stage == "arrived"


async def test_what_is_said_of_transferred_cases_is_none_of_dispatchs_business(office, bus):
    stray = office.word("wh-1", "acknowledge", whistle_id=None, case_id="case-1")

    await deliver(bus, stray)

    assert await bus.parked.count() == 0


async def test_an_objection_is_ruled_by_its_own_id(office, bus):
    id = await office.raises()
    await deliver(bus, office.word(id, "object"))
    (route,) = [route for route in owned_by("dispatch") if route.command is ask.DecideRuling]

    ruling_id = f"{id}-1-r1"
    await office.ask(route.target(ruling_id, REJECT), REJECT, path_id=ruling_id)

    assert office.types()[-2:] == ["ruling.opened", "ruling.decided"]


async def test_when_everybody_is_judged_the_file_may_be_closed(office, bus):
    id = await office.raises(raising("water"))
    words = [office.word(id, word, seq=seq) for seq, word in enumerate(WORDS, 1)]
    await deliver(bus, *words)
    await office.ask(id, CONFIRM)

    await deliver(bus, office.word(id, "judge"))
    await office.ask(id, ask.CloseWhistle(), key="close")

    assert office.types()[-3:] == ["whistle.confirmed", "whistle.assessed", "whistle.closed"]


async def test_a_commander_who_looks_at_an_old_version_is_told_so(office):
    id = await office.raises()
    command = ask.Remind(text="Now", expected_version=1)

    act = Posted(by=COMMANDER, at=NOON, key="r", expected_version=1)

    with pytest.raises(Stale):
        await office.dispatch.act(command, id, act)


async def test_nothing_can_be_asked_of_a_whistle_that_is_not_there(office):
    with pytest.raises(NotThere):
        await office.ask("wh-nowhere", CONFIRM)


# --- the clock ------------------------------------------------------------------------------------


@pytest.mark.mechanism(110)
async def test_the_store_knows_when_to_look_and_finds_nothing_before(office):
    id = await office.raises(raising("water"))

    due = await office.whistles.due(NOON + hours(0.74), 10)
    later = await office.whistles.due(NOON + hours(0.75), 10)

    assert (list(due), list(later)) == ([], [(id, NOON + hours(0.75))])


@pytest.mark.mechanism(110)
async def test_the_ladder_is_climbed_by_the_sweep_alone(office):
    id = await office.raises(raising("water"))

    while office.now < NOON + hours(3):
        office.now += hours(0.25)
        await office.sweep.once()

    assert office.types()[3:] == [
        "call.warned",
        "call.overdue",
        "supervision.opened",
        "call.escalated",
        "ruling.opened",
    ]
    assert {one.by for one in office.said[3:]} == {"clock"}
    assert (await office.whistle(id)).calls[0].grade is Grade.YELLOW


async def test_two_sweepers_strike_once(office):
    await office.raises(raising("water"))
    office.now += hours(1)
    other = Sweep(office.whistles, office.dispatch.tick, now=lambda: office.now)

    await asyncio.gather(office.sweep.once(), other.once())

    assert office.types()[3:] == ["call.warned", "call.overdue"]


async def test_a_process_that_slept_for_a_month_catches_up_in_one_look(office):
    await office.raises(raising("water"))
    office.now += timedelta(days=30)

    await office.sweep.once()
    said = len(office.said)
    await office.sweep.once()

    assert len(office.said) == said
    assert office.types().count("call.escalated") == 3


# --- what was whistled before ---------------------------------------------------------------------


async def ended(office, bus, key):
    """A whistle that was confirmed."""
    id = await office.raises(raising("water"), key=key)
    await deliver(bus, *[office.word(id, word, seq=seq) for seq, word in enumerate(WORDS, 1)])
    await office.ask(id, CONFIRM, key=f"{key}-end")


@pytest.mark.mechanism(9)
async def test_a_problem_that_comes_back_is_found_and_made_graver(office, bus):
    await ended(office, bus, "first")
    office.now += timedelta(days=30)

    again = await office.whistle(await office.raises(key="second"))

    assert again.grade is Grade.YELLOW


async def test_the_same_trouble_elsewhere_or_other_trouble_here_is_not_the_same(office, bus):
    await ended(office, bus, "first")
    far = raising(point=Point(lng=120.05, lat=30.0))
    other = raising(problems=[ask.ProblemStated(text="A root", category="tree")])

    grades = [
        (await office.whistle(await office.raises(command, key=key))).grade
        for key, command in (("far", far), ("other", other))
    ]

    assert grades == [Grade.BLUE, Grade.BLUE]
