"""Where a case goes, and by when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.city.directory import Directory, Jurisdiction, Period, StreetDuty
from contracts.commands import case as ask
from contracts.refusals import NotNow, NotSo
from contracts.words import Level, Owner, Place, Sphere, Urgency
from services.intake.core import Arrival
from tests.unit.intake.builders import (
    CITY,
    COMMANDER,
    HERE,
    NOON,
    OFFICER,
    POINT,
    RESIDENT,
    SETTLE,
    SUPERVISOR,
    TRANSFER,
    WORKER,
    act,
    at_every_stage,
    case,
    decide,
    report,
    sort,
)

HOUR = timedelta(hours=1)


@pytest.mark.mechanism(63, 67, 68, 73)
@pytest.mark.parametrize(
    ("level", "at"), [("unit", "g1"), ("grid", "g1"), ("community", "c1"), ("street", "s1")]
)
def test_sorting_puts_a_case_at_the_chosen_rung_of_its_own_place(level, at):
    found = sort(level=level, urgency="special", sphere="shared", crosses=True)

    owned = act(case(), found)

    assert owned.owner == owned.home == Owner(level=Level(level), at=at)
    assert (owned.urgency, owned.sphere) == (Urgency.SPECIAL, Sphere.SHARED)
    assert owned.crosses


@pytest.mark.mechanism(62)
@pytest.mark.parametrize(
    ("category", "urgency", "hours"),
    [
        ("lamp", "ordinary", 10),
        ("lamp", "special", 10),
        ("lamp", "urgent", 4),
        ("pipe", "ordinary", 20),
        ("gas", "urgent", 1),
    ],
)
def test_the_limit_is_the_categorys_and_never_later_for_the_urgent(category, urgency, hours):
    found = sort(category=category, urgency=urgency, level="street")

    owned = act(case(), found)

    assert owned.due_at == NOON + hours * HOUR


@pytest.mark.parametrize("category", ["pipe", "gas"])
@pytest.mark.parametrize("level", ["unit", "grid", "community"])
def test_nobody_is_handed_down_what_the_duty_list_puts_above_him(category, level):
    at_the_street = act(case(), sort(level="street"))

    with pytest.raises(NotSo, match="not_on_their_list") as refused:
        decide(sort(category=category, level=level), at_the_street, COMMANDER)

    assert refused.value.facts == {"field": "level", "lowest": "street"}


def test_what_is_on_their_list_may_be_handed_down():
    at_the_street = act(case(), sort(level="street"))

    assert act(at_the_street, sort(level="grid"), COMMANDER).owner.at == "g1"


def test_a_lower_rung_may_keep_or_pass_on_what_is_not_on_its_list():
    assert act(case(), sort(category="pipe", level="grid")).owner.at == "g1"
    assert act(case(), sort(category="pipe", level="community")).owner.at == "c1"


@pytest.mark.parametrize("found", [sort(level="department"), sort(level="grid")])
def test_a_level_that_the_place_does_not_have_is_refused(found):
    no_grid = Place(point=POINT, address="A square", territory="c1", path=("hc", "s1", "c1"))
    before = act(None, report(), RESIDENT, facts=Arrival("N1", no_grid))

    with pytest.raises(NotSo, match="no_such_level"):
        decide(found, before, COMMANDER)


def test_an_unknown_category_cannot_be_sorted_into():
    with pytest.raises(NotSo, match="unknown_category"):
        decide(sort(category="ufo"), case())


def test_a_new_case_may_be_sorted_straight_to_the_street_but_not_past_it():
    assert act(case(), sort(level="street")).owner.at == "s1"

    with pytest.raises(NotSo, match="pass_it_up"):
        decide(sort(level="district"), case())


def test_a_case_that_was_sorted_goes_up_only_with_a_reason():
    owned = act(case(), sort(level="community"))

    with pytest.raises(NotSo, match="pass_it_up"):
        decide(sort(level="street"), owned, OFFICER)


def test_whoever_stands_higher_sorts_up_to_his_own_rung():
    owned = act(case(), sort(level="community"))

    assert act(owned, sort(level="street"), COMMANDER).owner.at == "s1"
    assert act(owned, sort(level="district"), SUPERVISOR).owner.at == "hc"


@pytest.mark.mechanism(68, 73)
def test_escalation_climbs_one_rung_at_a_time_and_names_the_reason():
    climbing, passed = act(case(), sort(level="unit")), []

    for _ in range(4):
        [event] = decide(ask.Escalate(reason="Beyond us"), climbing, SUPERVISOR)
        passed.append((event.from_level.value, event.owner.level.value, event.owner.at))
        climbing = act(climbing, ask.Escalate(reason="Beyond us"), SUPERVISOR)

    assert passed == [
        ("unit", "grid", "g1"),
        ("grid", "community", "c1"),
        ("community", "street", "s1"),
        ("street", "district", "hc"),
    ]
    assert climbing.due_at == NOON + 10 * HOUR


def test_above_the_district_there_is_nobody():
    top = act(case(), sort(level="district"), SUPERVISOR)

    with pytest.raises(NotNow, match="nobody_above"):
        decide(ask.Escalate(reason="Beyond us"), top, SUPERVISOR)


def test_a_new_case_that_is_passed_up_has_the_sorting_time_again():
    [event] = decide(ask.Escalate(reason="Not my grid"), case(), now=NOON + HOUR)

    assert event.owner.at == "c1"
    assert event.due_at == NOON + 3 * HOUR


@pytest.mark.mechanism(65)
def test_a_transfer_hands_the_case_to_the_department_and_its_holder_stays_known():
    owned = act(case(), sort())

    [event] = decide(ask.Transfer(department="water", note="Urgently"), owned, OFFICER)
    handed = act(owned, TRANSFER, OFFICER)

    assert (event.task_id, event.department, event.street) == ("case-1-t1", "water", "s1")
    assert (event.category, event.text, event.note) == ("lamp", "The lamp is out", "Urgently")
    assert event.place == HERE
    assert handed.owner == Owner(level=Level.DEPARTMENT, at="water")
    assert handed.home == Owner(level=Level.COMMUNITY, at="c1")
    assert handed.due_at == NOON + 10 * HOUR


@pytest.mark.mechanism(194)
def test_a_case_is_handed_to_an_office_of_its_own_street_and_of_no_other():
    owned = act(case(), sort())

    [event] = decide(ask.Transfer(department="desk"), owned, OFFICER)

    assert event.department == "desk"
    with pytest.raises(NotSo, match="unknown_department"):
        decide(ask.Transfer(department="far-desk"), owned, OFFICER)


def test_nothing_a_department_sees_names_a_reporter():
    confidential = act(None, report(confidential=True), RESIDENT)

    [event] = decide(TRANSFER, confidential)

    assert RESIDENT.id not in event.model_dump_json()
    assert "reporter" not in event.model_dump()


@pytest.mark.parametrize("department", ["nowhere", "c1"])
def test_only_a_known_department_can_be_handed_a_case(department):
    with pytest.raises(NotSo, match="unknown_department"):
        decide(ask.Transfer(department=department), case())


def test_an_enterprise_can_be_handed_a_case_like_a_department():
    assert act(case(), ask.Transfer(department="gasco")).owner.at == "gasco"


@pytest.mark.mechanism(69)
def test_the_rung_that_settled_it_must_tell_the_reporter():
    owned = act(case(), sort(level="grid"))

    [event] = decide(ask.Settle(result="New bulb", photos=("ph-2",)), owned)

    assert (event.result, event.photos) == ("New bulb", ("ph-2",))
    assert event.owner == Owner(level=Level.GRID, at="g1")
    assert event.due_at == NOON + 3 * HOUR


def test_what_is_with_a_department_is_not_settled_by_its_holder():
    handed = at_every_stage()["transferred"]

    with pytest.raises(NotNow, match="illegal_move"):
        decide(SETTLE, handed, OFFICER)


def test_the_owner_of_a_new_case_may_sort_it_to_himself():
    assert act(case(), sort(level="grid"), WORKER).owner.at == "g1"


@pytest.mark.mechanism(13)
def test_what_was_moved_down_may_be_sorted_lower_from_that_day_on():
    since = Jurisdiction("pipe", Level.GRID, Period(NOON.date(), None), "devolved", 2)
    devolved = replace(CITY, directory=Directory(jurisdictions=[since]))
    before = replace(since, period=Period(NOON.date() + timedelta(days=1), None))
    later = replace(CITY, directory=Directory(jurisdictions=[before]))
    held = act(case(), sort(level="street", category="pipe"))

    moved = decide(sort(level="grid", category="pipe"), held, COMMANDER, city=devolved)

    assert moved[0].owner.at == "g1"
    with pytest.raises(NotSo, match="not_on_their_list"):
        decide(sort(level="grid", category="pipe"), held, COMMANDER, city=later)


@pytest.mark.mechanism(12)
def test_nothing_is_sorted_into_what_was_taken_off_the_streets_list():
    line = StreetDuty("tax", "税", "Tax", False, ("gas",), "please ask the tax office")
    pack = replace(CITY, directory=Directory(duties=[line]))

    with pytest.raises(NotSo, match="out_of_scope"):
        decide(sort(category="gas", level="street"), case(), COMMANDER, city=pack)
