"""Who must answer for what, where: the most specific row decides."""

import pytest

from contracts.city import City, Duty, read_city
from contracts.words import Level
from tests.unit.contracts.city_files import SMALL

HEADER = "category,area,lead,assist,level_can_settle,basis\n"


def ruled(*rows: str) -> City:
    duties = HEADER + "\n".join(("*,*,chengguan,,street,", *rows))
    return read_city({**SMALL, "duties.csv": duties})


def test_a_row_for_the_class_beats_its_group_and_the_group_beats_everything() -> None:
    city = ruled("E,*,zhujian,,street,", "E01,*,shuiwu,,street,", "E0110,*,huanjing,,street,")

    leads = [city.duty(code, "binhe-02-01").lead for code in ("P0101", "E0301", "E0111", "E0110")]

    assert leads == ["chengguan", "zhujian", "shuiwu", "huanjing"]


def test_a_row_for_the_nearest_area_beats_the_wider_ones() -> None:
    city = ruled(
        "E01,*,zhujian,,street,",
        "E01,haichuan,yuanlin,,street,",
        "E01,binhe,shuiwu,,street,",
        "E01,binhe-02,huanjing,,street,",
        "E01,binhe-02-01,yingji,,street,",
    )
    places = ("gangwan-01-01", "binhe-01-01", "binhe-02-02", "binhe-02-01")

    leads = [city.duty("E0110", place).lead for place in places]

    assert leads == ["yuanlin", "shuiwu", "huanjing", "yingji"]


def test_the_category_is_looked_at_before_the_area() -> None:
    city = ruled("E01,binhe,shuiwu,,street,", "E0110,*,huanjing,,street,")

    lead = city.duty("E0110", "binhe-02-01").lead

    assert lead == "huanjing"


def test_one_row_names_the_street_of_every_place() -> None:
    city = ruled("E04,*,@joint_enforcement,@street;@community;gongan,street,街道综合执法")

    duties = [city.duty("E0406", place) for place in ("gangwan-01-01", "binhe-02-01")]

    assert [duty.lead for duty in duties] == ["zhifa-gangwan", "zhifa-binhe"]
    assert duties[1].assists == ("binhe", "binhe-02", "gongan")


def test_a_place_above_the_communities_has_no_community_to_assist() -> None:
    city = ruled("E04,*,chengguan,@community;gongan,street,")

    duty = city.duty("E0406", "binhe")

    assert duty.assists == ("gongan",)


def test_a_duty_says_which_row_decided_and_why() -> None:
    city = ruled("E04,binhe,gongan,,department,某条例第一条")

    duty = city.duty("E0406", "binhe-02-01")

    assert duty == Duty(
        lead="gongan",
        assists=(),
        level_can_settle=Level.DEPARTMENT,
        reason="duties.csv 3: E04 @ binhe (某条例第一条)",
    )


def test_who_leads_does_not_assist_as_well() -> None:
    city = ruled("E04,*,@street,binhe;gongan,street,")

    duty = city.duty("E0406", "binhe-02-01")

    assert (duty.lead, duty.assists) == ("binhe", ("gongan",))


def test_the_street_of_the_whole_district_is_nobody() -> None:
    city = ruled("E04,*,@street,,street,")

    with pytest.raises(KeyError):
        city.duty("E0406", "haichuan")
