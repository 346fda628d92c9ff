"""What happens when somebody asks: every report is one case, and is answered once."""

import asyncio
from datetime import timedelta

import pytest

from contracts.commands import case as ask
from contracts.refusals import NotSo, NotYours
from contracts.words import Channel, Point
from tests.unit.intake.builders import LIAISON, NEIGHBOUR, RESIDENT, WORKER, city, report, sort
from tests.unit.intake.office import Office

NEAR = Point(lng=120.0004, lat=30.0)
"""39 m from the first."""
FAR = Point(lng=120.0006, lat=30.0)
"""58 m from the first."""


@pytest.mark.mechanism(26, 48)
async def test_a_report_is_kept_and_said_with_its_place_and_number():
    office = Office()

    outcome = await office.report()

    kept = await office.case(outcome.id)
    assert kept.number == "C20260105-0001"
    assert kept.place.path == ("hc", "s1", "c1", "g1")
    assert office.types() == ["case.reported"]
    assert outcome.version == 1


async def test_a_report_sent_again_with_its_key_is_answered_as_before():
    office = Office()
    first = await office.report()
    await office.ask(first.id, sort())

    again = await office.report()

    assert (again.id, again.version, again.repeated) == (first.id, 1, True)
    assert office.types() == ["case.reported", "case.sorted"]


@pytest.mark.mechanism(43)
@pytest.mark.parametrize("point", [report().point, NEAR])
async def test_the_same_report_twice_from_one_phone_is_one_case(point):
    office = Office()
    first = await office.report("k1")

    second = await office.report("k2", told=report(point=point))

    assert second.id == first.id
    assert second.state.number == first.state.number
    assert office.types() == ["case.reported"]


async def test_one_phone_pressed_ten_times_at_once_is_one_case():
    office = Office()

    outcomes = await asyncio.gather(*[office.report(f"k{n}") for n in range(10)])

    assert len({outcome.id for outcome in outcomes}) == 1
    assert office.types() == ["case.reported"]


async def test_people_who_tell_again_at_the_same_moment_each_find_their_own_case():
    office, people = Office(), (RESIDENT, NEIGHBOUR, WORKER)
    first = [(await office.report("k1", by)).id for by in people]

    again = await asyncio.gather(*[office.report("k2", by) for by in people])

    assert [outcome.id for outcome in again] == first


async def test_new_words_about_the_same_thing_are_added_to_it():
    office = Office()
    first = await office.report("k1")

    second = await office.report("k2", told=report(text="Now all the lamps are out"))

    assert second.id == first.id
    assert office.types() == ["case.reported", "case.supplemented"]
    assert office.said[-1].data.text == "Now all the lamps are out"


async def test_new_words_sent_again_with_their_key_are_added_once():
    office = Office()
    await office.report("k1")
    told = report(text="Now all the lamps are out")

    await office.report("k2", told=told)
    again = await office.report("k2", told=told)

    assert again.repeated
    assert office.types() == ["case.reported", "case.supplemented"]


async def test_a_key_finds_its_own_case_though_another_was_sorted_beside_it():
    office = Office()
    lamp = await office.report("k1")
    office.now += timedelta(minutes=1)
    pipe = await office.report("k2", told=report(category="pipe"))
    await office.ask(pipe.id, sort(category="lamp"))

    again = await office.report("k1")

    assert (again.id, again.repeated) == (lamp.id, True)


@pytest.mark.parametrize(
    ("by", "told", "hours"),
    [
        (NEIGHBOUR, report(), 0),
        (RESIDENT, report(category="pipe"), 0),
        (RESIDENT, report(point=FAR), 0),
        (RESIDENT, report(), 25),
    ],
    ids=["another phone", "another category", "another place", "another day"],
)
async def test_what_differs_is_a_case_of_its_own(by, told, hours):
    office = Office()
    first = await office.report("k1")

    office.now += timedelta(hours=hours)
    second = await office.report("k2", by=by, told=told)

    assert second.id != first.id
    assert second.state.number != first.state.number


async def test_a_case_that_has_ended_does_not_swallow_a_new_report():
    office = Office()
    first = await office.report("k1")
    await office.ask(first.id, ask.Withdraw(reason="Mine"), RESIDENT)

    second = await office.report("k2")

    assert second.id != first.id


async def test_a_patrol_that_finds_two_things_in_one_place_has_two_cases():
    office = Office()
    patrol = Channel.PATROL

    lamp = await office.report("k1", WORKER, report(text="Lamp 12 flickers", channel=patrol))
    wire = await office.report("k2", WORKER, report(text="A wire hangs down", channel=patrol))
    twice = await office.report("k3", WORKER, report(text="A wire hangs down", channel=patrol))

    assert lamp.id != wire.id
    assert twice.id == wire.id


@pytest.mark.parametrize(
    ("told", "by", "kind", "code"),
    [
        (report(point=Point(lng=10, lat=10)), RESIDENT, NotSo, "outside_city"),
        (report(category="ufo"), RESIDENT, NotSo, "unknown_category"),
        (report(), LIAISON, NotYours, "not_a_reporting_post"),
    ],
)
async def test_what_cannot_be_taken_in_is_refused_and_leaves_nothing(told, by, kind, code):
    office = Office()

    with pytest.raises(kind, match=code):
        await office.report(by=by, told=told)

    assert not office.said


async def test_a_refused_report_uses_up_no_number():
    office = Office()
    with pytest.raises(NotSo):
        await office.report("k1", told=report(category="ufo"))

    taken = await office.report("k2")

    assert taken.state.number == "C20260105-0001"


async def test_a_city_without_a_map_keeps_every_report_at_its_top():
    office = Office(city(outlines={}))

    outcome = await office.report()

    assert outcome.state.place.path == ("hc",)
    assert outcome.state.owner.at == "hc"
