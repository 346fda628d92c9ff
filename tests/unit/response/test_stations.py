"""驿站: a service is answered by the station of its place, while it is open."""

from datetime import UTC, datetime

import pytest

from contracts.events.procedure import TaskStepped
from tests.unit.response.services import GRID, RESIDENT, outcome, service
from tests.unit.response.town import DEMO, go, step

SATURDAY_EVENING = datetime(2026, 11, 21, 10, tzinfo=UTC)
"""18:00 in China."""


@pytest.mark.mechanism(58)
@pytest.mark.parametrize(
    ("responder", "expected"),
    [
        ("centre-gangwan-01", datetime(2026, 11, 22, 1, tzinfo=UTC)),
        (GRID, datetime(2026, 11, 23, 4, tzinfo=UTC)),
    ],
    ids=["open in the evening and on Sunday, 9:00", "closed until Monday, then 4 hours"],
)
def test_the_clock_of_a_service_knows_when_its_station_is_open(responder, expected):
    task = service(responder=responder)

    due = DEMO.due(task.department, SATURDAY_EVENING, DEMO.span("service.take")).at

    assert due == expected


def test_a_service_is_answered_by_a_station_with_the_people_of_its_place():
    task = service(responder="centre-gangwan-01")

    task = go(task, "officer-01", "take", agent="officer-01")

    assert isinstance(step(task, "officer-01", "done", result="已办")[0], TaskStepped)


@pytest.mark.mechanism(254)
def test_who_walks_into_a_station_is_taken_in_by_it_and_rates_what_was_done():
    station = DEMO.directory.stations["centre-gangwan-01"]
    task = service(by="officer-01", responder=station.id, named={"asker": (RESIDENT,)})

    task = go(task, "officer-01", "take", agent="officer-01")
    task = go(task, "officer-01", "done", result="当场办好")

    assert (task.department, task.place.path[-2]) == (station.id, station.at)
    assert outcome(step(task, RESIDENT, "rate", rating="satisfied")) == ["rate"]
