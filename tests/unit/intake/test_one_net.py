"""管理入格、一网打尽: whatever comes, by any way, lies in one grid; and a counter takes it in."""

import pytest

from contracts.words import Channel, Level
from tests.unit.intake.builders import NOON, OFFICER, act, decide, report
from tests.unit.intake.towns import CARRIED, NEIGHBOURHOOD, OPERATOR, ZHANG


@pytest.mark.mechanism(250)
@pytest.mark.parametrize("category", NEIGHBOURHOOD.categories)
@pytest.mark.parametrize("channel", Channel)
def test_a_case_of_any_kind_by_any_way_has_its_grid(channel, category):
    by = OPERATOR if channel is Channel.HOTLINE else OFFICER
    told = report(channel=channel, category=category, **CARRIED.get(channel, {}))

    taken = act(None, told, by, city=NEIGHBOURHOOD)

    assert taken.place.territory == "g1"
    assert NEIGHBOURHOOD.territory(taken.place.path[-1]).level is Level.GRID


@pytest.mark.mechanism(243)
def test_a_counter_takes_in_for_whoever_stands_there_and_it_has_its_time_at_once():
    told = report(channel=Channel.WINDOW, on_behalf_of=ZHANG)

    (taken,) = decide(told, by=OFFICER, city=NEIGHBOURHOOD)

    assert (taken.through, taken.reporter) == (Channel.WINDOW, OFFICER.id)
    assert taken.on_behalf_of == ZHANG
    assert taken.due_at > NOON
