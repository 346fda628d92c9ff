"""A warning brings a visit to whoever is there, and what it finds becomes a case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.calendar.wall import to_wall
from contracts.city.visiting import Visiting as Kinds
from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.events.risk import RiskFlagged, RiskMissed, RiskSpot
from contracts.visiting import FindingKind, Found
from contracts.words import Channel, Level, Owner
from services.intake.core.prevention import preventive
from services.intake.core.visit_gates import tick_visit
from tests.unit.intake.test_rounds import Town
from tests.unit.intake.visits import CITY, GRID, HERE, NOON, WORKER, decide, done, record

DUE = NOON + timedelta(days=3)
SPOT = RiskSpot(category="R04", count=7, past_mean=2.0, weeks=4)
SIGN = Found(kind=FindingKind.TROUBLE, text="两户又起争执", item="calm")


def warning(**changes):
    told = {
        **{"area": GRID, "visit_id": "vi-ri-1", "week": "2026-W47", "level": Level.GRID},
        **{"community": "binhe-02", "street": "binhe", "spots": (SPOT,), "at": NOON},
        "owner": Owner(level=Level.GRID, at=GRID),
        "due_at": DUE,
        **changes,
    }
    return RiskFlagged(**told)


def visit(**changes):
    return preventive(warning(**changes), "ri-1", HERE, CITY)


@pytest.mark.mechanism(247)
def test_the_areas_own_worker_is_to_go_there_in_time_and_knows_why():
    planned = visit()

    assert (planned.visitor, planned.kind, planned.due_at) == (WORKER.id, "prevention", DUE)
    assert (planned.owner, planned.risk) == (Owner(level=Level.GRID, at=GRID), "ri-1")
    assert planned.subject.name == CITY.territories[GRID].name
    assert planned.category == "R04"
    assert "7件" in planned.note


@pytest.mark.mechanism(247)
def test_a_warning_of_a_community_is_its_officers():
    place = HERE.model_copy(update={"territory": "binhe-02", "path": HERE.path[:3]})

    planned = preventive(warning(area="binhe-02", level=Level.COMMUNITY), "ri-1", place, CITY)

    assert planned.owner == Owner(level=Level.COMMUNITY, at="binhe-02")
    assert CITY.people[planned.visitor].posts[0].at == "binhe-02"


def test_where_nobody_is_the_district_owes_it_and_a_pack_without_the_kind_has_ours():
    empty = replace(CITY, posts={}, visiting=Kinds())

    planned = preventive(warning(), "ri-1", HERE, empty)

    assert planned.owner.at in HERE.path
    assert (planned.kind, planned.category) == ("prevention", "R04")


@pytest.mark.mechanism(247)
def test_what_is_found_is_passed_on_as_a_case_of_that_category_and_looked_at_again():
    planned = done(None, [visit()])

    [found] = decide(record(findings=(SIGN,)), planned)

    assert found.findings[0].category == "R04"
    assert (found.findings[0].case_id is not None, found.risk) == (True, "ri-1")
    assert found.due_at > NOON


@pytest.mark.parametrize(
    "said",
    [
        decide(record(passed=("calm",)), done(None, [visit()])),
        tick_visit(done(None, [visit()]), CITY, DUE),
    ],
    ids=["made", "missed"],
)
def test_its_end_names_the_warning(said):
    [told] = said

    assert told.risk == "ri-1"


@pytest.mark.mechanism(247)
async def test_a_warning_heard_twice_brings_one_visit():
    town = Town()
    heard = Envelope[RiskFlagged](
        **{"id": "e-1", "source": "evaluation", "subject": "ri-1", "seq": 1},
        **{"type": "risk.flagged", "time": NOON, "by": "clock", "data": warning()},
    )

    await town.visiting.on_flagged(heard)
    await town.visiting.on_flagged(heard)

    [kept] = await town.all(town.visits)
    assert (kept.id, kept.state.risk) == ("vi-ri-1", "ri-1")
    assert [one.type for one in town.said] == ["visit.planned"]


def missed(**changes):
    told = {"area": GRID, "visit_id": "vi-ri-1", "was_due_at": DUE, "case_id": "case-vi-ri-1"}
    return RiskMissed(**told | {"spots": (SPOT,)} | changes)


async def misses(town, event, *, times=1):
    """The warning is given, nobody goes, and intake is told so many times."""
    warned = town_heard(warning(), 1)
    await town.visiting.on_flagged(warned)
    hears = town.visiting.handlers[RiskMissed]
    for _ in range(times):
        if hears.wants(event):
            await hears.handle(town_heard(event, 2))
    return await town.all(town.cases)


def town_heard(event, seq):
    told = {"id": f"e-{seq}", "source": "evaluation", "subject": "ri-1", "seq": seq}
    return Envelope[Event](**told, type=event.type, time=NOON, by="clock", data=event)


@pytest.mark.mechanism(134, 247)
async def test_a_warning_nobody_went_for_is_a_case_at_the_community_once():
    [kept] = await misses(Town(), missed(), times=3)

    case = kept.state
    assert (kept.id, case.category, case.channel) == ("case-vi-ri-1", "R04", Channel.WATCH)
    assert case.owner == Owner(level=Level.COMMUNITY, at="binhe-02")
    assert case.due_at > NOON
    assert case.source == "ri-1"
    assert "7件" in case.text
    assert f"{to_wall(DUE):%Y-%m-%d}" in case.text


async def test_of_a_warning_given_by_an_earlier_build_nothing_is_opened():
    assert await misses(Town(), missed(case_id=None, spots=())) == []
