"""百姓议事日: which matters are on whose agenda, and on which days."""

from dataclasses import replace
from datetime import date

import pytest

from contracts.city.rules import Meetings
from contracts.refusals import NotThere
from contracts.words import Sphere
from services.chassis.memory_store import MemoryStore
from services.chassis.store import Act
from services.intake.core import agenda
from services.intake.handlers.agenda import read_agenda
from services.intake.store import CASES
from tests.unit.intake.builders import (
    CITY,
    ENTRUST,
    NEXT_WORKER,
    NOON,
    OFFICER,
    OTHER_COMMANDER,
    RESIDENT,
    act,
    case,
    decide,
    report,
    sort,
)

SHARED = act(case(), sort(sphere="shared"))


def in_city(*days):
    rules = CITY.rules.model_copy(update={"meetings": Meetings(day=days)})
    return replace(CITY, rules=rules)


def test_only_open_matters_of_neighbours_in_nobody_else_s_hands_are_on_it():
    assert agenda.areas(SHARED) == SHARED.place.path
    assert agenda.areas(case()) == ()
    assert agenda.areas(SHARED.model_copy(update={"sphere": Sphere.PRIVATE})) == ()
    assert agenda.areas(act(SHARED, ENTRUST, OFFICER)) == ()


@pytest.mark.mechanism(225)
def test_the_day_recurs_as_the_pack_says():
    found = agenda.days(in_city(5, 15), date(2026, 11, 15))

    assert found == (date(2026, 11, 15), date(2026, 12, 5), date(2026, 12, 15))
    assert agenda.days(in_city(31), date(2026, 2, 1), 1) == (date(2026, 3, 31),)
    assert agenda.days(in_city(), date(2026, 2, 1)) == ()


def test_what_is_confidential_is_not_read_out():
    assert agenda.read_out(SHARED, PLAIN)
    assert not agenda.read_out(SHARED.model_copy(update={"confidential": True}), PLAIN)
    assert not agenda.read_out(SHARED.model_copy(update={"recused": ("c1",)}), PLAIN)


PLAIN = replace(in_city(15), categories={})


async def told(cases, id, *commands):
    for n, (command, by) in enumerate(commands):
        asked = Act(by=by, at=NOON, key=f"{id}{n}", fingerprint=f"{id}{n}")
        await cases.act(id, lambda before, c=command, b=by: decide(c, before, b), asked)


@pytest.mark.mechanism(225)
async def test_the_agenda_holds_the_open_collective_matters_of_the_place():
    cases = MemoryStore(CASES)
    shared = sort(sphere="shared")
    await told(cases, "case-1", (report(), RESIDENT), (shared, OFFICER))
    await told(cases, "case-2", (report(), RESIDENT), (sort(), OFFICER))

    read = await read_agenda(cases, PLAIN, "c1", OFFICER, NOON)

    assert [matter.id for matter in read.matters] == ["case-1"]
    assert read.days[0] == date(2026, 1, 15)
    assert "reporter" not in type(read.matters[0]).model_fields


@pytest.mark.parametrize("stranger", [NEXT_WORKER, OTHER_COMMANDER])
async def test_whoever_is_posted_elsewhere_is_told_nothing(stranger):
    with pytest.raises(NotThere):
        await read_agenda(MemoryStore(CASES), PLAIN, "c1", stranger, NOON)
