"""A new calendar moves the window to object, the steps, and the whole of a task of a case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.calendar import DayKind, Span
from contracts.calendar.wall import to_wall
from contracts.commands.step import OpenTask
from contracts.events.case_work import CaseRecomputed
from contracts.steps import WHOLE
from services.response import core
from services.response.core.recompute import recompute
from services.response.core.tick import tick
from tests.unit.response import builders as b
from tests.unit.response.files import OFFICER, TOWN, entrusted, given, opened

SPANS = dict.fromkeys(("objection.window", "order.objection"), Span.parse("2 wd"))
BEFORE = b.city(spans=SPANS)
DAY = timedelta(days=1)


def closed_on(city, day):
    """The same city with a holiday more."""
    region = city.calendars["region"]
    days = {**region.days, day: DayKind.HOLIDAY}
    with_it = region.model_copy(update={"version": "next", "days": days})
    return replace(city, calendars={**city.calendars, "region": with_it})


@pytest.mark.parametrize("begun", [b.summoned, b.transferred], ids=["whistle", "case"])
def test_the_window_to_object_closes_later(begun):
    event = begun()
    notice = (
        core.on_summoned(event, BEFORE, b.NOON)
        if begun is b.summoned
        else core.on_transferred(event, b.CASE, BEFORE, b.NOON)
    )
    task = b.told(None, event, *notice)
    said = [b.envelope(one, n) for n, one in enumerate(notice, 1)]
    after = closed_on(BEFORE, (to_wall(b.NOON) + DAY).date())

    [told] = recompute(task, said, after, [BEFORE])

    moved = core.evolve(task, told)
    assert moved.object_by == after.due("water", b.NOON, Span.parse("2 wd")).at
    assert told.moved[0].was == task.object_by < moved.object_by
    assert (moved.stage, moved.complete_by) == (task.stage, task.complete_by)
    assert recompute(moved, [*said, b.envelope(told, 9)], after, [BEFORE]) == []


def test_the_steps_of_a_procedure_are_due_later_and_are_still_warned_of_as_long_before():
    event = entrusted()
    notice = core.on_entrusted(event, b.CASE, TOWN, b.NOON)
    task = b.told(None, event, *notice)
    said = [b.envelope(one, n) for n, one in enumerate(notice, 1)]
    clock = task.clocks[[one.step for one in task.clocks].index("accept")]
    after = closed_on(TOWN, to_wall(clock.due_at).date())

    [told] = recompute(task, said, after, [TOWN])

    moved = b.told(task, told)
    later = next(one for one in moved.clocks if one.step == "accept")
    assert later.due_at == after.due("g1", b.NOON, Span.parse("1 wd")).at > clock.due_at
    assert later.due_at - later.warn_at == clock.due_at - clock.warn_at
    assert not tick(moved, after, clock.warn_at)
    assert recompute(moved, [*said, b.envelope(told, 9)], after, [TOWN]) == []


def test_the_whole_of_a_cases_task_follows_the_case():
    task = given()
    at = task.complete_by + DAY
    moved = CaseRecomputed(calendar="2", moved=(), due_at=at, task_id="case-1-t1")

    after = core.evolve(task, moved)

    whole = [one.due_at for one in after.clocks if one.step == WHOLE]
    assert after.complete_by == at
    assert whole in ([], [at])
    assert after.stage is task.stage


def begun(**changes):
    """A meeting somebody called, of no case, and what was said of it."""
    events = core.DECISIONS[OpenTask](opened(**changes), None, OFFICER, TOWN, b.NOON)
    return b.told(None, *events), [b.envelope(one, n) for n, one in enumerate(events, 1)]


@pytest.mark.mechanism(73)
def test_the_whole_of_a_procedure_that_answers_no_case_is_due_later():
    task, said = begun()
    whole = next(one for one in task.clocks if one.step == WHOLE)
    after = closed_on(TOWN, to_wall(whole.due_at).date())

    [told] = recompute(task, said, after, [TOWN])

    moved = b.told(task, told)
    later = next(one for one in moved.clocks if one.step == WHOLE)
    assert moved.complete_by == later.due_at == after.due("c1", b.NOON, Span.parse("1 wd")).at
    assert later.due_at - later.warn_at == whole.due_at - whole.warn_at
    assert recompute(moved, [*said, b.envelope(told, 9)], after, [TOWN]) == []


def test_a_time_that_whoever_began_it_gave_stands_and_so_does_what_is_late():
    given, said = begun(due_at=b.NOON + 3 * DAY)
    late, told = begun()
    late = late.model_copy(update={"late": (WHOLE,)})
    after = closed_on(TOWN, (to_wall(b.NOON) + DAY).date())

    assert recompute(given, said, after, [TOWN]) == []
    assert recompute(late, told, after, [TOWN]) == []
