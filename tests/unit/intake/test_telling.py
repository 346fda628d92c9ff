"""Shorter ways to report: one tap, a group's message, a ticket, minutes, and a whole file."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.commands import case as ask
from contracts.commands.telling import FromMessage, HotlineTicket, OneTap
from contracts.refusals import NotSo
from contracts.words import Channel
from tests.unit.intake.builders import COMMANDER, NOON, POINT, RESIDENT
from tests.unit.intake.office import Office
from tests.unit.intake.towns import OPERATOR, UNIT_HEAD, town

HOUR = timedelta(hours=1)
GUESSING = town(one_tap_category="lamp")
TAP = OneTap(point=POINT, photos=("ph-1",))
MESSAGE = FromMessage(
    group="grp-5", level=5, sender="3-402", message="水管爆了", point=POINT, address="3 栋"
)


def ticket(**changes):
    """A ticket of the hotline."""
    told = {
        "external": "HC-1",
        "kind": "complaint",
        "text": "The lamp is out",
        "category": "lamp",
        "address": "1 Lamp Road",
        "point": POINT,
    }
    return HotlineTicket(**(told | changes))


@pytest.mark.mechanism(10, 48)
async def test_one_tap_gives_a_number_at_once_and_a_repeated_tap_the_same():
    office = Office(GUESSING)

    first = await office.ask("case-tap", TAP, RESIDENT, "tap")
    again = await office.ask("case-tap", TAP, RESIDENT, "tap")

    assert first.state.number
    assert (first.id, first.state.number) == (again.id, again.state.number)
    assert first.state.category == "lamp"
    assert first.state.photos == ("ph-1",)


@pytest.mark.mechanism(10)
async def test_one_tap_keeps_the_guess_and_the_words_there_are():
    office = Office(GUESSING)
    told = TAP.model_copy(update={"category": "pipe", "text": "It drips"})

    kept = (await office.ask("case-tap", told, RESIDENT, "tap")).state

    assert (kept.category, kept.text) == ("pipe", "It drips")


async def test_where_the_city_has_no_guess_one_is_needed():
    with pytest.raises(NotSo, match="guess_needed"):
        await Office().ask("case-tap", TAP, RESIDENT, "tap")


@pytest.mark.mechanism(21)
async def test_an_administrator_makes_a_case_of_a_message():
    office = Office(GUESSING)

    kept = (await office.ask("case-m", MESSAGE, UNIT_HEAD, "m")).state

    assert (kept.channel, kept.text, kept.reporters) == (Channel.GROUP, "水管爆了", (UNIT_HEAD.id,))
    said = office.said[0].data.group
    assert (said.group, said.level, said.sender) == ("grp-5", 5, "3-402")


@pytest.mark.mechanism(25)
async def test_a_ticket_is_one_case_however_often_and_with_whatever_key_it_comes():
    office = Office(GUESSING)

    ids = {(await office.ask("case-x", ticket(), OPERATOR, f"k{n}")).id for n in range(3)}

    (id,) = ids
    assert office.types(id) == ["case.reported"]
    assert (await office.case(id)).order.external == "HC-1"


@pytest.mark.mechanism(25)
async def test_new_words_of_a_ticket_are_added_once():
    office = Office(GUESSING)
    first = await office.ask("case-x", ticket(), OPERATOR, "k1")

    for key in ("k2", "k3"):
        await office.ask("case-x", ticket(text="Two lamps are out"), OPERATOR, key)

    assert office.types(first.id) == ["case.reported", "case.supplemented"]


@pytest.mark.mechanism(25)
async def test_no_limit_of_ours_runs_longer_than_the_hotline_was_promised():
    office = Office(GUESSING)
    soon, past = NOON + 3 * HOUR, NOON - HOUR
    one = await office.ask("case-x", ticket(due_at=soon), OPERATOR, "k1")
    late = ticket(external="HC-2", due_at=past)
    two = await office.ask("case-y", late, OPERATOR, "k2")

    for id in (one.id, two.id):
        sorting = {"category": "lamp", "urgency": "ordinary", "sphere": "public"}
        await office.ask(id, core_sort(**sorting), COMMANDER, f"s{id}")

    assert (await office.case(one.id)).due_at == soon
    assert (await office.case(two.id)).due_at == NOON + 10 * HOUR


def core_sort(**found):
    """A sorting to the community."""
    return ask.Sort(level="community", **found)


@pytest.mark.parametrize("territory", ["g1", "c1", "s1"])
async def test_a_ticket_that_names_only_a_place_lands_in_it(territory):
    office = Office(GUESSING)

    kept = await office.ask("case-x", ticket(point=None, territory=territory), OPERATOR, "k")

    assert territory in kept.state.place.path


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"point": None}, "place_needed", "point"),
        ({"point": None, "territory": "nowhere"}, "unknown_place", "territory"),
        ({"scheme": "CJT214", "category": "P9999"}, "unknown_code", "category"),
        ({"category": "ufo"}, "unknown_category", "category"),
    ],
)
async def test_what_is_wrong_with_a_ticket_is_named(changes, code, field):
    with pytest.raises(NotSo, match=code) as refused:
        await Office(GUESSING).ask("case-x", ticket(**changes), OPERATOR, "k")

    assert refused.value.facts["field"] == field


@pytest.mark.mechanism(25)
async def test_a_ticket_may_bear_the_code_of_the_older_list():
    lamp = GUESSING.categories["lamp"].model_copy(update={"cjt214": "P0118"})
    known = replace(GUESSING, categories={**GUESSING.categories, "lamp": lamp})

    told = ticket(scheme="CJT214", category="P0118")
    kept = await Office(known).ask("case-x", told, OPERATOR, "k")

    assert kept.state.category == "lamp"
