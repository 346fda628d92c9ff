"""A telephone in a name is starred out by who reads it; who runs a compound is told of today."""

from datetime import UTC, datetime, timedelta

import pytest

from contracts.actor import Actor, Post, Role
from contracts.views.directory import DirectoryRow, PersonView
from gateway.directory_view import Reach, Shelves
from gateway.present.directory_rows import Kept
from tests.unit.response.haichuan import haichuan

PHONE = "王师傅 13812345678"
FACE = PersonView(account="a", name=PHONE, part="x", part_zh="x", part_en="x")
ROW = DirectoryRow(id="x", name=PHONE, people=(FACE,), facts={"one": PHONE, "many": (PHONE,)})
KEPT = Kept(ROW, frozenset({"haichuan", "gangwan"}))
MASKED, HIDDEN = "王师傅 138****5678", "王师傅 ***********"


@pytest.mark.parametrize(
    ("role", "at", "seen"),
    [
        (Role.STREET_COMMANDER, "gangwan", MASKED),
        (Role.DISTRICT_SUPERVISOR, "haichuan", MASKED),
        (Role.DEPARTMENT_LIAISON, "shuiwu", MASKED),
        (Role.STREET_COMMANDER, "binhe", HIDDEN),
        (Role.RESIDENT, "gangwan", HIDDEN),
    ],
)
def test_no_row_tells_a_telephone(role, at, seen):
    reach = Reach(Actor(id="a", posts=(Post(role=role, at=at),)), haichuan())

    row = reach.seen(KEPT)

    assert (row.name, row.people[0].name) == (seen, seen)
    assert row.facts == {"one": seen, "many": (seen,)}
    assert DirectoryRow.model_validate_json(row.model_dump_json()) == row


def test_the_tables_are_written_anew_when_the_day_has_turned():
    days = iter(datetime(2026, 11, 23, 8, tzinfo=UTC) + timedelta(hours=12 * n) for n in range(3))
    shelves = Shelves(haichuan(), lambda: next(days))

    morning, evening, next_day = (shelves.table("compounds") for _ in range(3))

    assert morning is not evening
    assert evening is next_day


def _at(wall: str) -> datetime:
    return datetime.fromisoformat(f"{wall}:00+08:00")


COMMANDERS = {"08:00-20:00", "20:00-08:00"}


@pytest.mark.parametrize(
    ("wall", "hours"),
    [
        ("2026-11-23T19:59", "08:00-20:00"),
        ("2026-11-23T20:00", "20:00-08:00"),
        ("2026-11-23T23:59", "20:00-08:00"),
        ("2026-11-24T00:01", "20:00-08:00"),
        ("2026-11-24T07:59", "20:00-08:00"),
        ("2026-11-24T08:00", "08:00-20:00"),
    ],
)
def test_the_roster_tells_who_is_on_duty_at_the_reading_whenever_its_tables_were_written(
    wall: str, hours: str
):
    city, day_began = haichuan(), _at("2026-11-23T00:00")
    clock = [day_began]
    shelves = Shelves(city, lambda: clock[0])
    shelves.table("roster")

    clock[0] = _at(wall)
    rows = [one.at(city, clock[0]).row for one in shelves.table("roster")]

    commands = [row for row in rows if row.facts["hours"] in COMMANDERS]
    assert {row.facts["hours"] for row in commands if row.people[0].on_duty} == {hours}
    assert len(commands) == 2
