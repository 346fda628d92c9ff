"""What is said of one place and no other: whose grid it is, what makes it hard, who lives there."""

import pytest

from tests.integration.gateway.house import House
from tests.integration.gateway.test_directory import rows


@pytest.mark.mechanism(170, 198)
async def test_a_grid_of_ones_own_says_whose_it_is_and_who_heads_it(house: House):
    visitor = await house.enter("commander-gangwan")

    own = (await visitor.get("/city/areas/gangwan-01-11")).json
    general = (await visitor.get("/city/areas/gangwan-01-10")).json

    assert (own["grid_kind"], own["host"]) == ("dedicated", "xuexiao")
    assert (general["grid_kind"], general["host"]) == ("general", None)
    heads = [one["head"]["account"] for one in (own, general)]
    assert len(set(heads)) == 2
    assert [line["code"] for line in own["lines"]] == [line["code"] for line in general["lines"]]


@pytest.mark.mechanism(205)
async def test_what_makes_an_area_hard_is_said_of_it_and_of_no_other(house: House):
    visitor = await house.enter("commander-gangwan")

    told = {
        area: (await visitor.get(f"/city/areas/{area}")).json["traits"]
        for area in ("gangwan-01", "gangwan-02", "gangwan-02-01")
    }

    assert [one["zh"] for one in told["gangwan-01"]] == ["流动人口多"]
    assert [(one["code"], one["zh"]) for one in told["gangwan-02"]] == [
        ("old_compounds", "老旧小区多")
    ]
    assert told["gangwan-02-01"] == []
    listed = {row["id"]: row for row in await rows(visitor, "traits")}
    assert any("xq-gangwan-02-01" in str(row) for row in listed.values())


@pytest.mark.mechanism(181, 182)
async def test_the_grid_worker_reads_which_head_is_a_member_and_which_home_a_centre(house: House):
    visitor = await house.enter("grid-0101")

    flags = {row["id"]: row["facts"]["flags"] for row in await rows(visitor, "premises")}

    building = "b-gangwan-01-01-01"
    assert flags[building] == ["member_head"]
    assert "centre_household" in flags[f"{building}-u1-101"]
    assert any(flags[id] == [] for id in flags)
