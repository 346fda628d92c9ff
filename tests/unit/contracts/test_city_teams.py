"""teams.toml and [offers]: read when they are there, and not missed when they are not."""

import pytest

from contracts.city import read_city
from contracts.city.offering import Earning, Earnings, Matching
from contracts.offering import OfferKind
from tests.unit.contracts.city_files import SMALL, Broken, edit, is_named, only, without

BROKEN = [
    edit("teams.toml", 'at = "gangwan"', 'at = "atlantis"', "unknown", "teams.at"),
    edit("teams.toml", '"member-01"', '"nobody"', "unknown", "teams.members"),
    edit("teams.toml", '"xuexiao"', '"nowhere"', "unknown", "alliances.units"),
    edit("teams.toml", 'kind = "patrol"', 'kind = "circus"', "bad_value"),
    edit("teams.toml", 'id = "security-gangwan"', 'id = "vanguard-gangwan"', "twice", "teams"),
    edit("city.toml", "no_show = -3", "no_show = 3", "bad_value"),
    edit("city.toml", "skill = 40", "skill = 41", "bad_value"),
]


@pytest.mark.mechanism(103, 104, 105, 199)
def test_a_pack_names_its_teams_and_alliances():
    city = read_city(SMALL)

    kinds = {team.kind for team in city.teams.values()}
    assert kinds == {
        *("vanguard", "patrol", "security", "disaster_rescue", "livelihood_help", "volunteers")
    }
    assert city.teams["vanguard-gangwan"].unit == "yiyuan"
    assert "yiyuan" in city.alliances["alliance-gangwan-01"].units


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_what_is_wrong_with_them_is_named(broken: Broken):
    assert is_named(broken)


def test_a_pack_without_teams_or_offers_has_the_usual_ones():
    before = SMALL["city.toml"].split("[offers]")[0]
    after = SMALL["city.toml"].split("# ---", 99)
    rest = "".join(
        f"# ---{part}" for part in after if "[calendars.region]" in part or "[labels]" in part
    )

    city = read_city(
        {**only("city.toml", before + rest), **without("teams.toml")} | {"city.toml": before + rest}
    )

    assert city.rules.offers.max_open_wishes == 3
    assert city.rules.offers.clock(OfferKind.WISH).start == SPAN
    assert city.rules.offers.earning.points[Earning.NO_SHOW] == -3


SPAN = read_city(SMALL).rules.offers.clock(OfferKind.WISH).start


def test_the_weights_of_a_match_are_a_hundred():
    with pytest.raises(ValueError, match="sum to 101"):
        Matching(skill=41)


def test_nothing_but_misses_and_false_records_takes_points_away():
    table = {**Earnings().points, Earning.HOUR: -2}

    with pytest.raises(ValueError, match="sign is wrong of hour"):
        Earnings(points=table)
