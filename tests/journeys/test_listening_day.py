"""Cadres go down and listen: a visit finds troubles, and a burst of cases is seen to at once."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.clients import Facts, House
from tests.journeys.town import city

LISTENING = (5, 15, 25)
"""民意5来听: the days of a month on which cadres go down."""
CHINA = timezone(timedelta(hours=8))


def today() -> str:
    return datetime.now(CHINA).date().isoformat()


def visit_to(compound_id: str, kind: str, **more: object) -> Facts:
    compound = city().compounds.get(compound_id)
    assert compound
    return {
        "kind": kind,
        "subject": "compound",
        "name": compound.name,
        "point": {"lng": compound.point.lng, "lat": compound.point.lat},
        "address": compound.name,
        "day": today(),
        **more,
    }


def found(*troubles: tuple[str, str]) -> Facts:
    heard = [{"kind": "trouble", "text": text, "category": code} for code, text in troubles]
    said = [{"kind": "suggestion", "text": "希望建一个晾衣场"}]
    return {"visited_at": datetime.now(UTC).isoformat(), "findings": [*heard, *said]}


async def next_listening_day(house: House) -> int:
    """Which day of a month the clock opens next, as the district reads it."""
    district = await house.enter("supervisor-district")
    rounds = await district.get("/visit-rounds")
    listening = next(one for one in rounds["items"] if one["schedule"] == "listening")
    return datetime.fromisoformat(listening["next_day"]).day


@pytest.mark.scenario(13)
@pytest.mark.mechanism(28, 39, 40)
async def test_the_troubles_of_a_listening_day_become_cases_that_are_followed(house: House):
    officer = await house.enter("officer-03")
    cadre = await house.enter("liaison-zhujian")
    planned = [
        await officer.post("/visits", visit_to(f"xq-gangwan-03-{n:02}", "listening"))
        for n in (1, 2, 3, 4)
    ]
    sent = await officer.post(
        "/visits", visit_to("xq-gangwan-03-05", "listening", visitor="liaison-zhujian")
    )
    told = found(("R04", "晚上没有地方停车"), ("R136", "电梯坏了三天"), ("P0137", "路灯不亮"))

    await cadre.until(f"/visits/{sent['id']}", lambda visit: visit["stage"] == "planned")
    visits = [*planned, sent]
    await asyncio.gather(
        *(officer.post(f"/visits/{visit['id']}/record", told) for visit in planned),
        cadre.post(f"/visits/{sent['id']}/record", told),
    )

    opened: set[str] = set()
    for visit in visits:
        seen = await officer.until(
            f"/visits/{visit['id']}", lambda visit: visit["stage"] == "visited"
        )
        opened |= {one["case_id"] for one in seen["findings"] if one["case_id"]}
    assert len(opened) == 3 * len(visits)
    assert await next_listening_day(house) in LISTENING
    for id in opened:
        case = await officer.until(f"/cases/{id}", lambda case: case["stage"] == "reported")
        assert case["owner"]
        assert case["next"]["by"]


@pytest.mark.mechanism(34, 39)
async def test_the_clock_sends_people_out_and_a_hazard_is_followed_until_it_is_gone(house: House):
    worker, officer = await house.enter("grid-0101"), await house.enter("officer-01")

    rounds = await worker.until(
        "/visits?kind=inspection", lambda page: [v for v in page["items"] if v["schedule"]]
    )
    visit = next(v for v in rounds["items"] if v["schedule"] == "patrol")
    id = visit["id"]
    assert (visit["day"], visit["visitor"]) == (today(), "grid-0101")
    await worker.post(
        f"/visits/{id}/record",
        {
            "visited_at": datetime.now(UTC).isoformat(),
            "findings": [{"kind": "trouble", "text": "飞线充电", "item": "wiring"}],
            "passed": ["fire_lane", "gas", "walls"],
        },
    )
    seen = await officer.until(f"/visits/{id}", lambda visit: visit["stage"] == "found")
    case = seen["findings"][0]["case_id"]
    await officer.until(f"/cases/{case}", lambda case: case["stage"] == "reported")
    await officer.post(f"/visits/{id}/rectify", {"text": "已拆除飞线"})
    await worker.until(f"/visits/{id}", lambda visit: visit["stage"] == "rectified")
    await worker.post(f"/visits/{id}/recheck", {"gone": True, "text": "现场复查无隐患"})
    await officer.until(f"/visits/{id}", lambda visit: visit["stage"] == "rechecked")
