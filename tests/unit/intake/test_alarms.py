"""Alarms of devices: one case per device and cause while it is open, and nothing beyond the key."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.actor import Role
from contracts.commands import case as ask
from contracts.refusals import NotSo, NotYours
from contracts.words import Channel, Point
from services.chassis.numbers import MemoryNumbers
from services.intake.handlers import Desk
from tests.unit.intake.builders import NOON, OFFICER, WORKER, actor, report
from tests.unit.intake.office import Office

SENSOR = actor("alarm-1", Role.DEVICE, "c1")
OTHER = actor("alarm-2", Role.DEVICE, "s1")
IN_ANOTHER_COMMUNITY = Point(lng=120.02, lat=30.0)


def alarm(text="Smoke", source="Mast · smoke-17", **more):
    return report(text=text, channel=Channel.MONITOR, source=source, **more)


async def rings(office, key, told=None, by=SENSOR):
    return await office.report(key, by, told or alarm())


@pytest.mark.mechanism(244)
async def test_an_alarm_that_repeats_joins_its_open_case():
    office = Office()

    outcomes = [await rings(office, f"k{n}") for n in range(100)]
    far = await rings(office, "moved", alarm(point=Point(lng=120.004, lat=30.0)))

    assert {outcome.id for outcome in (*outcomes, far)} == {outcomes[0].id}
    assert office.types() == ["case.reported"]
    assert (await office.case(far.id)).told == 1


@pytest.mark.mechanism(244)
async def test_new_words_of_the_same_cause_are_added_once():
    office = Office()
    await rings(office, "k1")

    for n in range(3):
        await rings(office, f"again-{n}", alarm("Smoke and heat"))

    assert office.types() == ["case.reported", "case.supplemented"]
    assert office.said[-1].data.again is False


async def test_other_causes_and_other_devices_have_cases_of_their_own():
    office = Office()

    told = [
        await rings(office, "k1"),
        await rings(office, "k2", alarm(source="Mast · smoke-18")),
        await rings(office, "k3", by=OTHER),
    ]

    assert len({outcome.id for outcome in told}) == 3


async def test_what_a_sorter_calls_it_does_not_change_its_cause():
    office = Office()
    first = await rings(office, "k1")
    await office.ask(first.id, ask.Sort(**SORTED))

    assert (await rings(office, "k2")).id == first.id


SORTED = {"category": "pipe", "urgency": "ordinary", "sphere": "public", "level": "street"}


async def test_once_its_case_has_ended_the_next_alarm_is_a_new_one():
    office = Office()
    first = await rings(office, "k1")
    await office.ask(first.id, ask.Refuse(reason="A drill", pointer="None"))

    second = await rings(office, "k2")

    assert second.id != first.id
    assert (await rings(office, "k3")).id == second.id


async def test_what_was_merged_is_followed_to_where_it_went():
    office = Office()
    resident = await office.report()
    office.now += timedelta(minutes=1)
    first = await rings(office, "k1")
    await office.ask(first.id, ask.Merge(into=resident.id, reason="The same fire"))

    joined = await rings(office, "k2", alarm("Still burning"))
    await office.ask(resident.id, ask.Refuse(reason="Out", pointer="None"), key="out")
    anew = await rings(office, "k3")

    assert joined.id == resident.id
    assert anew.id not in (resident.id, first.id)


async def test_two_processes_that_hear_the_first_alarm_at_once_make_one_case():
    office = Office()
    ours = office.desk
    theirs = Desk(ours.cases, ours.city, ours.places, Deaf(ours.duplicates), MemoryNumbers(), None)
    first = await rings(office, "k1")

    office.desk = theirs
    second = await rings(office, "k2", alarm("Smoke and heat"))

    assert second.id == first.id
    assert office.types() == ["case.reported", "case.supplemented"]


class Deaf:
    """Finds nothing, as somebody does who looked a moment before."""

    def __init__(self, duplicates):
        self._duplicates = duplicates

    async def rung_before(self, source, by):
        return replace(await self._duplicates.rung_before(source, by), last="", open=None)


async def test_ten_at_once_are_one_case():
    office = Office()

    outcomes = await asyncio.gather(*[rings(office, f"k{n}") for n in range(10)])

    assert len({outcome.id for outcome in outcomes}) == 1


async def test_a_device_rings_in_its_own_places_only():
    office = Office()

    with pytest.raises(NotSo) as refused:
        await rings(office, "k1", alarm(point=IN_ANOTHER_COMMUNITY))

    assert (refused.value.code, refused.value.facts["field"]) == ("not_its_place", "point")
    assert (await rings(office, "k2", alarm(point=IN_ANOTHER_COMMUNITY), by=OTHER)).id


@pytest.mark.parametrize("channel", [Channel.APP, Channel.PATROL, Channel.HOTLINE])
async def test_a_device_reports_nothing_but_alarms(channel):
    office = Office()

    with pytest.raises(NotYours):
        await rings(office, "k1", alarm().model_copy(update={"channel": channel}))


async def test_an_alarm_without_its_cause_is_refused_with_the_field():
    office = Office()

    with pytest.raises(NotSo) as refused:
        await rings(office, "k1", alarm(source=None))

    assert refused.value.facts["field"] == "source"


async def test_what_a_person_posts_by_hand_is_no_devices():
    office = Office()
    by_hand = await rings(office, "k1", by=OFFICER)

    assert (await rings(office, "k2")).id != by_hand.id
    assert (await office.case(by_hand.id)).owner.at == WORKER.posts[0].at


async def test_an_alarm_of_a_device_whose_clock_is_fast_is_taken_in_all_the_same():
    office = Office()
    told = alarm(seen_at=NOON + timedelta(hours=9))

    assert (await rings(office, "k1", told)).state.text == "Smoke"
