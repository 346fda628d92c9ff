"""Kinds of visit, their days and their errands: as the services ask, and each rule broken."""

from datetime import date

import pytest

from contracts.city import City, Schedule, read_city
from contracts.visiting import SubjectKind
from tests.unit.contracts.city_files import SMALL, Broken, add, edit, is_named, only, without

VISITS, ERRANDS = "visits.toml", "errands.csv"
KIND = 'kind = "listening"'
FIRM = "listening,secretary-01,firm,gangwan-01-01,某店"
VISITING = [
    edit(VISITS, KIND, 'kind = "singing"', "no_visit_kind", "schedules.listening"),
    edit(VISITS, 'category = "R14"', 'category = "R99"', "no_category", "kinds.listening"),
    edit(VISITS, 'item = "gas"', 'item = "walls"', "twice", "kinds.inspection.checks"),
    edit(VISITS, "days = [5, 15, 25]", "days = []", "bad_value", "schedules.listening.days"),
    edit(VISITS, "days = [5, 15, 25]", "days = [32]", "bad_value", "schedules.listening.days.0"),
    edit(VISITS, 'late = "1 wd"', 'late = "soon"', "bad_value", "schedules.listening.late"),
    Broken("no tables", only(VISITS, "kinds = 3"), VISITS, "bad_value", "kinds"),
    Broken("a kind that is none", only(VISITS, "kinds = {a = 1}"), VISITS, "bad_value"),
    add(ERRANDS, "dancing,secretary-01,compound,xq-gangwan-01-01,,,,", "unknown", "schedule"),
    add(ERRANDS, "listening,nobody,compound,xq-gangwan-01-01,,,,", "unknown", "visitor"),
    add(ERRANDS, "listening,secretary-01,castle,xq-gangwan-01-01,,,,", "bad_choice", "subject"),
    add(ERRANDS, "listening,secretary-01,compound,xq-nowhere,,,,", "unknown", "at"),
    add(ERRANDS, f"{FIRM},某路,abc,30", "bad_point", "lng"),
    add(ERRANDS, "listening,secretary-01,firm,nowhere,某店,某路,123,30", "unknown", "at"),
    add(ERRANDS, f"{FIRM},,123,30", "blank", "address"),
]


@pytest.fixture(scope="module")
def city() -> City:
    return read_city(SMALL)


@pytest.mark.parametrize("broken", VISITING, ids=str)
def test_a_broken_rule_of_visits_is_named_with_its_place(broken: Broken) -> None:
    named = is_named(broken)

    assert named


def test_a_pack_without_visits_has_none() -> None:
    found = read_city(without(VISITS)).visiting

    assert not found.kinds
    assert not found.schedules


@pytest.mark.mechanism(260)
def test_there_are_three_deliveries_five_visits_and_six_services_at_home(city: City) -> None:
    kinds, prefixes = city.visiting.kinds, ("deliver_", "visit_", "home_")

    counted = {prefix: sum(kind.startswith(prefix) for kind in kinds) for prefix in prefixes}

    assert counted == {"deliver_": 3, "visit_": 5, "home_": 6}
    assert city.label("visit.deliver_warmth", "zh") == "送温暖"


def test_an_errand_says_who_goes_where(city: City) -> None:
    errand, *_ = city.visiting.errands["listening"]

    assert errand.visitor == "secretary-01"
    assert errand.subject.kind is SubjectKind.COMPOUND
    assert errand.subject.place.path[-1] == "gangwan-01-01"


@pytest.mark.parametrize(
    ("days", "day", "following"),
    [
        ((5, 15, 25), date(2026, 11, 5), date(2026, 11, 15)),
        ((5, 15, 25), date(2026, 11, 25), date(2026, 12, 5)),
        ((31,), date(2026, 1, 31), date(2026, 2, 28)),
        ((31,), date(2028, 1, 31), date(2028, 2, 29)),
        ((30, 31), date(2026, 4, 29), date(2026, 4, 30)),
        ((30, 31), date(2026, 4, 30), date(2026, 5, 30)),
        ((29,), date(2026, 2, 28), date(2026, 3, 29)),
        ((5,), date(2026, 12, 5), date(2027, 1, 5)),
    ],
)
def test_the_days_of_a_schedule_follow_one_another_over_the_ends_of_months(
    days: tuple[int, ...], day: date, following: date
) -> None:
    schedule = Schedule(id="s", kind="k", days=days)

    assert schedule.first_on(day) in (day, following)
    assert schedule.after(day) == following
