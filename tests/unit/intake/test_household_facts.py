"""Facts of homes and buildings: few, dated, sourced, and gone when their time is over."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from contracts.commands import household as ask
from contracts.envelope import Envelope
from contracts.events import household as h
from contracts.household import Home
from contracts.refusals import NotSo, NotThere, NotYours
from services.intake.core.household_facts import over
from services.intake.store.households import cleared
from tests.unit.gateway.builders import told
from tests.unit.intake.homes import (
    COMPOUND,
    EVERYBODY,
    HOME,
    NEXT_WORKER,
    OTHER,
    PLACE,
    RESIDENT,
    UNIT_HEAD,
    WORKER,
    HomeOffice,
    asked,
    does,
    fact,
)
from tests.unit.response.town import NOON, TODAY

BUILDING = Home(at=COMPOUND, building="3")
YEAR = timedelta(days=365)


def recorded(*facts):
    home = None
    for one in facts:
        home = does(home, one, WORKER, facts=PLACE)
    return home


@pytest.mark.mechanism(33)
def test_a_fact_is_kept_with_its_source_its_date_and_its_end():
    home = recorded(fact("elderly_alone", 1), fact("people", 3), fact("people", 1))

    assert {kind: one.value for kind, one in home.facts.items()} == {
        "elderly_alone": 1,
        "people": 1,
    }
    assert home.facts["people"].known_from == "visit"
    assert home.facts["people"].observed_on == TODAY
    assert home.facts["people"].keep_until == NOON + YEAR


@pytest.mark.mechanism(33)
def test_a_building_has_facts_of_its_own():
    home = recorded(fact("lifts", 2, home=BUILDING))

    assert home.door == "3号楼"
    assert home.facts["lifts"].value == 2


@pytest.mark.parametrize("by", [one for one in EVERYBODY if one is not WORKER])
def test_only_the_grid_worker_of_that_grid_writes(by):
    with pytest.raises(NotYours, match="not_your_grid"):
        does(None, fact(), by, facts=PLACE)
    with pytest.raises(NotThere):
        does(recorded(fact()), ask.DropFact(kind="people"), by)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (fact("religion"), "unknown_fact"),
        (fact("lifts"), "fact_of_another"),
        (fact("people", home=BUILDING), "fact_of_another"),
        (fact("sublet", 2), "yes_or_no"),
        (fact(observed_on=TODAY + timedelta(days=1)), "seen_in_future"),
        (fact(observed_on=TODAY - YEAR), "seen_too_long_ago"),
    ],
)
def test_what_dispatch_does_not_need_is_not_written_down(wrong, code):
    with pytest.raises(NotSo, match=code):
        does(None, wrong, WORKER, facts=PLACE)


@pytest.mark.parametrize(
    "typed",
    [
        {"note": "有精神病史"},
        {"value": "110101199001011234"},
        {"value": 110101199001011234},
        {"known_from": "hearsay"},
        {"home": {"at": COMPOUND, "building": "3", "door": "13812345678"}},
        {"home": {"at": COMPOUND, "building": "3", "door": "张三家"}},
    ],
)
def test_there_is_no_room_for_free_text_names_or_numbers_of_persons(typed):
    good = fact().model_dump(mode="json")

    with pytest.raises(ValidationError):
        ask.RecordFact.model_validate({**good, **typed})


def test_what_is_over_goes_and_what_is_not_stays():
    home = recorded(fact("people"), fact("sublet", 1, observed_on=TODAY - timedelta(days=300)))
    later = NOON + timedelta(days=100)

    (event,) = over(home, later, NOON - YEAR)

    assert (event.kind, event.because) == ("sublet", "over")


async def test_a_fact_whose_time_is_over_is_shown_to_nobody_and_the_job_takes_it_out():
    office = HomeOffice()
    id = (await office.ask(fact(), WORKER)).id
    early = await office.homing.known(id, WORKER, office.now)
    office.now += YEAR

    late = await office.homing.known(id, WORKER, office.now)
    counted = await office.homing.retain(office.now, dry=True)
    done = await office.homing.retain(office.now, dry=False)

    assert [one.kind for one in early.facts] == ["people"]
    assert late.facts == ()
    assert counted == done == {"homes": 1}
    assert (await office.homes.get(id)).state.facts == {}
    assert await office.homing.retain(office.now, dry=False) == {"homes": 0}


async def test_the_worker_of_another_grid_knows_nothing_of_it():
    office = HomeOffice()
    id = (await office.ask(fact(), WORKER)).id

    for by in (NEXT_WORKER, UNIT_HEAD, RESIDENT):
        with pytest.raises(NotThere):
            await office.homing.known(id, by, office.now)


async def test_whoever_leaves_is_taken_out_of_every_home():
    office = HomeOffice()
    own = (await office.ask(ask.AskBinding(home=HOME))).id
    await office.ask(ask.VerifyBinding(), UNIT_HEAD, own)
    await office.ask(ask.AskBinding(home=HOME), OTHER)

    left = await office.homing.leave("resident-1", office.now)

    home = (await office.homes.get(HOME.id)).state
    assert left == [HOME.id]
    assert "resident-1" not in str(home)
    assert [one.resident for one in home.bindings.values()] == ["resident-2"]


def said(n: int, event, by: str = "resident-1") -> Envelope:
    return told(event, n, subject="hh-1", by=by)


def test_the_past_does_not_say_what_was_taken_out():
    (first,), home = asked()
    home = does(home, ask.VerifyBinding(), UNIT_HEAD, facts=first.binding_id)
    (second,), _ = asked(home, by=OTHER)
    (value,) = (h.HouseholdFactRecorded(
        kind="people", at=COMPOUND, door="3号楼", place=PLACE, value=7,
        known_from="visit", observed_on=TODAY, keep_until=NOON,
    ),)  # fmt: skip
    events = [first, second, value, h.HouseholdFactDropped(kind="people", because="over"), value]
    gone = h.BindingForgotten(binding_id=first.binding_id, resident="anybody")

    left = cleared([said(n, one) for n, one in enumerate([*events, gone])])

    assert "resident-1" not in str(left[0]) + str(left[1].data)
    assert left[1].data.resident == "resident-2"
    assert [left[n].data.value for n in (2, 4)] == [0, 7]


def test_why_a_forgotten_request_was_refused_goes_with_it():
    (mine,), home = asked()
    (theirs,), _ = asked(home, by=OTHER)
    no = [
        h.BindingRefused(
            binding_id=one.binding_id, resident=one.resident, reason="此户已出租", over_at=NOON
        )
        for one in (mine, theirs)
    ]
    gone = h.BindingForgotten(binding_id=mine.binding_id, resident="anybody")

    left = cleared([said(n, one) for n, one in enumerate([mine, theirs, *no, gone])])

    assert [left[n].data.reason for n in (2, 3)] == ["（已删除）", "此户已出租"]
