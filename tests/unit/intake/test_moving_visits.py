"""What else moves when the calendar changes: hazards, rounds, warnings, doors."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import reduce

import pytest

from contracts.actor import CLOCK
from contracts.calendar.wall import to_wall
from contracts.city import Errand
from contracts.events.household import BindingAsked
from contracts.events.recomputed import DueMoved
from contracts.events.risk import RiskRecomputed
from contracts.events.visit import RoundOpened, VisitRecheckFailed
from services.chassis.store import Act
from services.intake.core import recompute as again
from services.intake.core import recompute_visit
from services.intake.core.household import evolve_household
from services.intake.core.round import visits_of
from services.intake.core.visit import evolve_visit
from tests.unit.intake import homes
from tests.unit.intake.moved import AFTER, BEFORE, DAY, FRIDAY, MONDAY, closed_on, said
from tests.unit.intake.test_prevention import visit as preventive
from tests.unit.intake.test_rounds import FIFTEENTH, FIFTH, Town
from tests.unit.intake.visits import CITY, GRID, OFFICER, after, inspected, plan


@pytest.mark.mechanism(73)
@pytest.mark.parametrize("stage", ["found", "rectified"])
def test_a_hazard_is_looked_at_again_later_when_that_day_became_a_holiday(stage):
    commands = (plan(kind="inspection"), inspected())
    visit = after(*commands, now=FRIDAY)
    visit = visit.model_copy(update={"stage": stage})
    day = to_wall(visit.due_at - DAY).date()
    failed = VisitRecheckFailed(text="x", owner=visit.owner, due_at=visit.due_at)

    [moved] = recompute_visit.recompute_visit(visit, said(failed), closed_on(CITY, day), [CITY])

    later, monday = evolve_visit(visit, moved), visit.due_at + 3 * DAY
    assert (later.due_at, later.day, later.stage) == (monday, visit.day, visit.stage)


@pytest.mark.mechanism(73)
def test_a_round_announced_late_may_be_made_later():
    opened = RoundOpened(schedule="listening", day=FIFTH, next_day=FIFTEENTH, opens_at=FRIDAY)
    now = datetime(2026, 12, 6, 9, tzinfo=UTC)
    errand = Errand(schedule="listening", visitor=OFFICER.id, subject=preventive().subject)
    visiting = replace(CITY.visiting, errands={"listening": (errand,)})
    city = replace(CITY, visiting=visiting)
    [(_, planned)] = visits_of(opened, city, now)
    visit = evolve_visit(None, planned)
    holiday = closed_on(city, to_wall(visit.due_at).date())

    [moved] = recompute_visit.recompute_visit(visit, said(planned, at=now), holiday, [city])

    assert moved.due_at == visit.due_at + DAY


def test_a_day_that_somebody_chose_stands():
    visit = after(plan())
    planned = preventive().model_copy(update={"due_at": visit.due_at})

    assert recompute_visit.recompute_visit(visit, said(planned), AFTER, [BEFORE]) == []


def warned(was, due_at):
    one = DueMoved(id="due_at", was=was, due_at=due_at)
    event = RiskRecomputed(
        area=GRID, visit_id="vi-ri-1", calendar="next", moved=(one,), due_at=due_at
    )
    [heard] = said(event, source="evaluation")
    return heard


@pytest.mark.mechanism(73, 247)
def test_the_visit_of_a_warning_moves_with_the_warning_unless_it_was_put_off():
    visit = evolve_visit(None, preventive())
    heard = warned(visit.due_at, visit.due_at + DAY)
    put_off = visit.model_copy(update={"due_at": visit.due_at + 9 * DAY})

    [moved] = recompute_visit.on_risk_recomputed(heard, visit, CITY)

    later = evolve_visit(visit, moved)
    assert (later.due_at, later.day) == (visit.due_at + DAY, visit.day + DAY)
    assert recompute_visit.on_risk_recomputed(heard, later, CITY) == []
    assert recompute_visit.on_risk_recomputed(heard, put_off, CITY) == []
    assert recompute_visit.on_risk_recomputed(heard, None, CITY) == []


async def test_the_visit_hears_of_its_warning_once():
    town = Town()
    planned = preventive()
    await town.visits.act("vi-ri-1", lambda _: [planned], Act(CLOCK, FRIDAY, "k"))
    heard = warned(planned.due_at, planned.due_at + DAY)

    for _ in range(2):
        await town.visiting.on_risk_recomputed(heard)

    kept = await town.visits.get("vi-ri-1")
    assert kept.state.due_at == planned.due_at + DAY


@pytest.mark.mechanism(73)
def test_whoever_vouches_for_a_door_has_until_later():
    events, home = homes.asked(now=FRIDAY)
    [asked] = events
    assert isinstance(asked, BindingAsked)

    [moved] = again.recompute_home(home, said(asked), closed_on(homes.DEMO, MONDAY), [homes.DEMO])

    later = reduce(evolve_household, [moved], home)
    assert later.due_at == moved.due_at == home.due_at + DAY
    assert moved.binding_id == asked.binding_id
    told = said(asked, moved)
    assert again.recompute_home(later, told, closed_on(homes.DEMO, MONDAY), [homes.DEMO]) == []
