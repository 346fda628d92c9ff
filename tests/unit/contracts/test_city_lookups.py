"""What the services ask of a city."""

from datetime import UTC, date, datetime

import pytest

from contracts.actor import Post, Role
from contracts.calendar import Span
from contracts.city import City, OrganisationKind, read_city
from contracts.words import Danger, Grade, Kind, Level
from tests.unit.contracts.city_files import SMALL, appended

FRIDAY = datetime(2026, 11, 20, 8, tzinfo=UTC)
"""16:00 in China."""


@pytest.fixture(scope="module")
def city() -> City:
    return read_city(SMALL)


def test_a_path_leads_from_the_district_down(city: City) -> None:
    path = city.path("binhe-02-01")

    assert path == ("haichuan", "binhe", "binhe-02", "binhe-02-01")
    assert city.path("haichuan") == ("haichuan",)


def test_a_grid_lies_in_its_street_and_community(city: City) -> None:
    grid = "binhe-02-01"

    assert (city.street_of(grid), city.community_of(grid)) == ("binhe", "binhe-02")
    assert (city.street_of("binhe"), city.community_of("binhe")) == ("binhe", None)


def test_the_district_lies_in_no_street(city: City) -> None:
    with pytest.raises(KeyError):
        city.street_of("haichuan")


def test_what_is_not_there_is_not_known(city: City) -> None:
    asked = (city.knows_territory, city.knows_organisation, city.knows_category)

    assert [knows("nothing") for knows in asked] == [False] * 3


def test_streets_and_communities_are_organisations_without_a_row(city: City) -> None:
    community = city.organisation("binhe-02")

    assert community.kind is OrganisationKind.COMMUNITY
    assert community.territory == "binhe-02"
    assert "\nbinhe-02," not in SMALL["organisations.csv"]


def test_an_enterprise_is_on_duty_round_the_clock(city: City) -> None:
    deadlines = {
        who: city.due(who, FRIDAY, Span.parse("4 wh")) for who in ("gongshui", "chengguan")
    }

    assert city.organisation("gongshui").round_the_clock
    assert deadlines["gongshui"].at == datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert deadlines["chengguan"].at == datetime(2026, 11, 23, 2, tzinfo=UTC)


def test_a_deadline_says_by_which_rule_it_was_reckoned(city: City) -> None:
    deadline = city.due("chengguan", FRIDAY, Span.parse("4 wh"))

    assert deadline.rule == "4 wh/region"
    assert deadline.calendar_version == city.calendars["region"].version


def test_a_place_keeps_the_calendar_of_the_region(city: City) -> None:
    deadline = city.due("binhe-02-01", FRIDAY, Span.parse("2 wd"))

    assert deadline.at == datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_shares_are_reckoned_on_the_calendar_of_who_is_called(city: City) -> None:
    span = Span.parse("4 wh")
    at = {who: city.due(who, FRIDAY, span).at for who in ("gongshui", "chengguan")}

    late = {who: city.share(who, FRIDAY, at[who], span, 2.0) for who in at}

    assert late["gongshui"] == datetime(2026, 11, 20, 16, tzinfo=UTC)
    assert late["chengguan"] == datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_a_new_day_of_rest_is_another_calendar_version(city: City) -> None:
    changed = read_city(appended("calendar.csv", "region,2026-11-23,REST,2,区政府通知,yes"))

    deadline = changed.due("chengguan", FRIDAY, Span.parse("4 wh"))

    assert deadline.at == datetime(2026, 11, 24, 2, tzinfo=UTC)
    assert deadline.calendar_version != city.calendars["region"].version


def test_a_correction_below_the_table_replaces_the_published_day() -> None:
    changed = read_city(appended("calendar.csv", "region,2026-10-01,WORK,2,区政府通知,yes"))
    wednesday = datetime(2026, 9, 30, 8, tzinfo=UTC)

    deadline = changed.due("chengguan", wednesday, Span.parse("1 wd"))

    assert deadline.at == datetime(2026, 10, 1, 8, tzinfo=UTC)


def test_an_organisation_may_rest_on_other_days_than_the_region() -> None:
    files = appended("calendar.csv", "early,2026-11-23,REST,1,区政府通知,yes")
    files["city.toml"] += '\n[calendars.early]\nhours = ["06:00-14:00"]\n'
    files["organisations.csv"] = files["organisations.csv"].replace(
        "chengguan,department,区城管局,region", "chengguan,department,区城管局,early"
    )

    early = read_city(files).calendar("chengguan")

    rests = [day for day in (20, 23, 24) if not early.works(date(2026, 11, day))]
    assert rests == [23]
    assert not early.works(date(2026, 10, 1))
    assert early.due(FRIDAY, Span.parse("4 wh")) == datetime(2026, 11, 24, 2, tzinfo=UTC)


def test_posts_are_held_in_the_order_of_the_pack() -> None:
    city = read_city(appended("people.csv", "commander-2,汐帆,street_commander,binhe"))

    holders = city.holders(Role.STREET_COMMANDER, "binhe")

    assert holders == ("commander-binhe", "commander-2")
    assert city.holders(Role.STREET_COMMANDER, "nowhere") == ()


def test_an_account_may_hold_several_posts() -> None:
    city = read_city(appended("people.csv", "staff-binhe,,resident,binhe-01-01"))

    posts = city.people["staff-binhe"].posts

    assert posts == (
        Post(role=Role.STREET_STAFF, at="binhe"),
        Post(role=Role.RESIDENT, at="binhe-01-01"),
    )


def test_a_case_takes_as_long_as_its_class_says_else_its_grade(city: City) -> None:
    limits = {code: str(city.case_limit(code)) for code in ("E0501", "R02", "R14")}

    assert limits == {"E0501": "1 uh", "R02": "7 cd", "R14": "30 cd"}


@pytest.mark.parametrize(
    ("kind", "clocks"),
    [
        (Kind.EMERGENCY, ("10 min", "10 min", "30 min", "2 h")),
        (Kind.JOINT_ENFORCE, ("1 wh", "4 wh", "1 wd", "5 wd")),
        (Kind.KEY_WORK, ("1 wh", "24 h", "3 wd", "10 wd")),
        (Kind.DEMAND, ("1 wh", "24 h", "5 wd", "10 wd")),
        (Kind.DRILL, ("3 s", "4 s", "6 s", "60 s")),
    ],
)
def test_every_kind_of_whistle_has_its_clocks(
    city: City, kind: Kind, clocks: tuple[str, ...]
) -> None:
    rule = city.kind(kind)

    found = [str(rule.clocks[name]) for name in ("acknowledge", "contact", "arrive", "complete")]

    assert found == list(clocks)


def test_in_an_emergency_one_goes_first_and_objects_later(city: City) -> None:
    rule = city.kind(Kind.EMERGENCY)

    assert not rule.objection_before_arrival
    assert not rule.remote_report
    assert not rule.extendable
    assert rule.default_grade is Grade.YELLOW


def test_the_ladder_climbs_from_the_handler_to_the_district(city: City) -> None:
    rungs = [(rung.share, rung.action) for rung in city.ladder]

    assert rungs == [(0.75, "warn"), (1.0, "overdue"), (1.5, "supervise"), (2.0, "escalate")]
    assert city.ladder[0].tell[0] == "handler"
    assert city.ladder[3].tell == ("district_supervisor",)


def test_a_grade_rises_to_the_gravest_and_no_further(city: City) -> None:
    graver = [city.graver(grade) for grade in (Grade.BLUE, Grade.YELLOW, Grade.RED)]

    assert graver == [Grade.YELLOW, Grade.RED, Grade.RED]


def test_words_are_said_in_both_languages(city: City) -> None:
    said = [city.label("kind.DEMAND", "zh"), city.label("category.R04", "en")]

    assert said == ["群众诉求哨", "Nowhere to park"]
    assert city.label("no.such.word", "zh") == "no.such.word"


@pytest.mark.parametrize(
    "key",
    [
        *(f"role.{role}" for role in Role),
        *(f"level.{level}" for level in Level),
        *(f"danger.{danger}" for danger in Danger),
    ],
)
def test_every_role_level_and_danger_has_its_word(city: City, key: str) -> None:
    words = {city.label(key, "zh"), city.label(key, "en")}

    assert key not in words
    assert len(words) == 2


def test_unannounced_years_are_warned_of(city: City) -> None:
    warning = city.unpublished_years

    assert warning
    assert set(warning.years).isdisjoint({2024, 2025, 2026})
    assert {2024, 2025, 2026} <= city.calendars["region"].published


def test_a_muster_ends_judged_and_a_transfer_does_not(city: City) -> None:
    muster, transfer = city.procedure("muster"), city.procedure("transfer")

    assert [step.step for step in muster.steps] == ["acknowledge", "arrive", "progress", "complete"]
    assert (muster.assessed, transfer.assessed) == (True, False)
