"""What happens next, and what is said of the time by which it must."""

from datetime import UTC, datetime, timedelta

import pytest

from contracts.actor import Actor
from contracts.city import read_city
from contracts.views.wording import MAY_MOVE
from gateway.present.reader import Reader
from gateway.scopes import Scope
from tests.unit.contracts.city_files import SMALL

CITY = read_city(SMALL)
NOW = datetime(2026, 12, 24, 1, tzinfo=UTC)
READER = Reader(Scope(Actor(id="bo")), CITY, NOW)
LAST = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)
"""The last minute on the wall of the last year that is announced."""


def test_the_pack_says_which_years_are_announced():
    assert max(CITY.calendars[CITY.rules.region].published) == 2026


@pytest.mark.parametrize(
    ("by", "noted"),
    [
        (NOW + timedelta(days=1), False),
        (LAST, False),
        (LAST + timedelta(minutes=1), True),
        (NOW + timedelta(days=366), True),
        (NOW + timedelta(days=3660), True),
    ],
)
def test_a_time_beyond_the_announced_years_comes_with_a_warning_in_both_languages(by, noted):
    told = READER.next("case.reported", "gangwan", by)

    expected = (MAY_MOVE.zh, MAY_MOVE.en) if noted else (None, None)
    assert (told.by, told.late) == (by, False)
    assert (told.note_zh, told.note_en) == expected


def test_what_has_no_time_or_is_late_already_needs_no_warning():
    later = Reader(Scope(Actor(id="bo")), CITY, LAST + timedelta(days=40))

    timeless = READER.next("case.reported", "gangwan", None)
    late = later.next("case.reported", "gangwan", LAST + timedelta(days=30))

    assert (timeless.by, timeless.late, timeless.note_zh) == (None, False, None)
    assert (late.late, late.note_zh) == (True, None)
