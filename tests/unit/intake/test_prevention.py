"""A warning brings a visit to whoever is there, and what it finds becomes a case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.city.visiting import Visiting as Kinds
from contracts.envelope import Envelope
from contracts.events.risk import RiskFlagged, RiskSpot
from contracts.visiting import FindingKind, Found
from contracts.words import Level, Owner
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
