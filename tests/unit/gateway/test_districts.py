"""Whose district a thing is, in a city of two; nothing is marked in a city of one."""

from datetime import date, datetime
from typing import Any

import pytest

from contracts.city import read_city
from contracts.events import visit as v
from contracts.events.event import Event
from contracts.visiting import Subject
from contracts.words import Level, Owner, Place, Point
from gateway.districts import districts
from gateway.fold import Told
from gateway.kinds import KINDS
from gateway.kinds.kind import Kind
from gateway.present.directory import Tables
from gateway.present.people import Faces
from gateway.views import shape
from tests.unit.contracts.city_files import SMALL
from tests.unit.contracts.two_districts import BUREAU, HAICHUAN, LINHAI, two_districts
from tests.unit.gateway import builders as b

CITY = two_districts()
OF = districts(CITY)
EAST, WEST = f"district:{HAICHUAN}", f"district:{LINHAI}"
GRID = "wenchang-01-01"
PATH = CITY.path(GRID)
THERE = Place(point=Point(lng=120, lat=36), address="5 号", territory=GRID, path=PATH)
NAMED: dict[str, Any] = {
    **{"street": PATH[1], "community": PATH[2], "area": GRID, "at": PATH[1], "path": PATH},
    **{"place": THERE, "where": THERE, "owner": Owner(level=Level.STREET, at=PATH[1])},
    **{"district": LINHAI, "districts": (LINHAI,), "department": "gongan"},
    "subject": Subject.model_construct(place=THERE),
}


def in_wenchang(kind: Kind) -> Event:
    """The first event of a view, about something that lies in the other district."""
    event = b.sampled(kind.born)
    known = {name for name in NAMED if name in type(event).model_fields}
    times = {name for name in known if isinstance(getattr(event, name), datetime)}
    return event.model_copy(update={name: NAMED[name] for name in known - times})


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_view_bears_the_district_it_lies_in_and_no_other(name):
    assert set(OF(in_wenchang(KINDS[name]))) == {WEST}


def test_what_names_no_place_is_the_whole_citys():
    assert not set(OF(b.sampled(KINDS["visit-rounds"].born).model_copy(update={"districts": ()})))


def test_a_round_is_of_every_district_its_list_goes_to_and_an_old_one_from_its_next_day_on():
    kept = shape(KINDS["visit-rounds"], OF)
    day = {"schedule": "listening", "day": date(2026, 12, 5), "opens_at": b.NOON}
    old = v.RoundBegun(**day)
    then = v.RoundOpened(**day, next_day=date(2026, 12, 15), districts=(LINHAI,))

    first = kept.evolve(None, Told.of(b.told(old, 1)).data)
    after = kept.evolve(first, Told.of(b.told(then, 2)).data)

    assert {EAST, WEST}.isdisjoint(first.tags)
    assert {EAST, WEST} & set(after.tags) == {WEST}
    assert set(OF(then.model_copy(update={"districts": (HAICHUAN, LINHAI)}))) == {EAST, WEST}


def test_a_whistle_two_districts_share_and_all_that_comes_of_it_is_boths():
    for event in (
        b.drafted(street="gangwan", joint=("wenchang",)),
        b.summoned(street="gangwan", joint=("wenchang",)),
        b.summoned(street="gangwan", department=BUREAU),
    ):
        assert set(OF(event)) == {EAST, WEST}


def test_a_view_keeps_the_districts_of_all_its_events():
    kept = shape(KINDS["whistles"], OF)
    first, then = b.drafted(street="gangwan"), b.summoned(street="gangwan", department=BUREAU)

    view = None
    for seq, event in enumerate((first, then), 1):
        view = kept.evolve(view, Told.of(b.told(event, seq)).data)

    assert {EAST, WEST} <= set(view.tags)


def test_in_a_city_of_one_district_nothing_is_marked():
    assert not districts(read_city(SMALL))(b.drafted(street="gangwan"))


@pytest.mark.mechanism(165)
@pytest.mark.parametrize(
    ("at", "own"),
    [
        ("wenchang-01", {LINHAI}),
        ("zhifa-wenchang", {LINHAI}),
        (BUREAU, {LINHAI}),
        ("gangwan-01-01", {HAICHUAN}),
        ("gongan", {HAICHUAN, LINHAI}),
    ],
)
def test_a_row_of_the_directory_belongs_to_its_district_or_to_all(at, own):
    assert Tables(CITY, Faces(CITY, b.NOON)).belongs(at) & {*CITY.districts} == own
