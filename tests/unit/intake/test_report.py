"""A report becomes a case with a number, an owner and a time; the same report again does not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.city.directory import Directory, StreetDuty
from contracts.events.case import CaseSupplemented
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Level, Owner, Place
from services.intake.core import Arrival, told_again
from tests.unit.intake.builders import (
    CITY,
    HERE,
    LIAISON,
    NOON,
    OFFICER,
    POINT,
    RESIDENT,
    STAFF,
    SUPERVISOR,
    WORKER,
    act,
    at_every_stage,
    case,
    city,
    decide,
    report,
)


@pytest.mark.mechanism(26, 48, 72)
def test_a_report_gets_a_number_an_owner_and_a_time_to_be_sorted():
    [reported] = decide(report(), by=RESIDENT)

    assert reported.number == "N1"
    assert reported.reporter == "ren"
    assert reported.place == HERE
    assert reported.owner == Owner(level=Level.GRID, at="g1")
    assert reported.due_at == NOON + timedelta(hours=2)
    assert reported.reported_at == NOON


@pytest.mark.parametrize(
    ("posted", "owner"),
    [
        ((WORKER, OFFICER, STAFF), Owner(level=Level.GRID, at="g1")),
        ((OFFICER, STAFF), Owner(level=Level.COMMUNITY, at="c1")),
        ((STAFF,), Owner(level=Level.STREET, at="s1")),
        ((SUPERVISOR,), Owner(level=Level.STREET, at="s1")),
        ((), Owner(level=Level.STREET, at="s1")),
    ],
)
def test_the_first_owner_is_the_lowest_rung_with_somebody_at_it(posted, owner):
    [reported] = decide(report(), by=RESIDENT, city=city(posted=posted))

    assert reported.owner == owner


def test_a_place_above_the_streets_is_the_districts():
    place = Place(point=POINT, address="On the river", territory="hc", path=("hc",))

    [reported] = decide(report(), by=RESIDENT, facts=Arrival("N1", place))

    assert reported.owner == Owner(level=Level.DISTRICT, at="hc")


def test_what_was_said_about_the_report_is_kept():
    told = report(photos=("ph-1",), confidential=True, channel="patrol")

    kept = act(None, told, WORKER)

    assert kept.photos == ("ph-1",)
    assert kept.confidential
    assert kept.channel.value == "patrol"
    assert kept.reporters == ("wang",)


def test_an_unknown_category_is_refused_with_its_field():
    with pytest.raises(NotSo, match="unknown_category") as refused:
        decide(report(category="ufo"), by=RESIDENT)

    assert refused.value.facts["field"] == "category"


def test_a_department_does_not_report():
    with pytest.raises(NotYours, match="not_a_reporting_post"):
        decide(report(), by=LIAISON)


def test_a_case_is_reported_once():
    with pytest.raises(NotNow, match="illegal_move"):
        decide(report(), case(), RESIDENT)


def test_told_again_in_the_same_words_says_nothing_new():
    before = case()

    assert told_again(report(), before, RESIDENT, CITY, NOON) == []


@pytest.mark.parametrize("news", [{"text": "Now two lamps"}, {"photos": ("ph-9",)}])
def test_told_again_with_something_new_adds_it(news):
    before = case()

    [added] = told_again(report(**news), before, RESIDENT, CITY, NOON)

    assert isinstance(added, CaseSupplemented)
    assert added.text == news.get("text", "The lamp is out")
    assert added.photos == news.get("photos", ())


def test_a_case_that_has_ended_cannot_be_told_again():
    ended = at_every_stage()["withdrawn"]

    with pytest.raises(NotThere):
        told_again(report(), ended, RESIDENT, CITY, NOON)


@pytest.mark.mechanism(12)
def test_what_the_street_no_longer_does_is_refused_with_where_to_go():
    line = StreetDuty("tax", "税", "Tax", False, ("gas",), "please ask the tax office")
    pack = replace(CITY, directory=Directory(duties=[line]))

    with pytest.raises(NotSo) as refused:
        decide(report(category="gas"), by=RESIDENT, city=pack)

    assert refused.value.code == "out_of_scope"
    assert refused.value.facts["reason"] == "please ask the tax office"
