"""The calendar changes: open limits move with it, once, and old and new are on record."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from contracts.calendar import Calendar, DayKind, Span
from contracts.commands import whistle as ask
from contracts.words import Kind
from services.chassis.acts import Posted
from services.chassis.cities import Cities
from services.chassis.packs import MemoryPacks
from services.chassis.passes import MemoryPasses
from services.chassis.recomputing import Recomputing
from services.dispatch import core
from tests.unit.dispatch.builders import (
    GRANT,
    UPHOLD,
    WITHDRAW,
    act,
    decide,
    done,
    draft,
    finished,
    raising,
    tell,
    whistle,
)
from tests.unit.dispatch.office import MAPPED, Office
from tests.unit.dispatch.town import CITY, COMMANDER, NOON, city, hours

FRIDAY = datetime(2026, 1, 9, 2, tzinfo=UTC)
"""Ten in the morning, on the wall."""
LIMITS = {Kind.DEMAND: ("4 wh", "3 wd", "10 wd")}
BEFORE = city(Calendar(), LIMITS)
HOLIDAY = Calendar(version="2", days={date(2026, 1, 12): DayKind.HOLIDAY})
AFTER = city(HOLIDAY, LIMITS)


def raised(**changes):
    return done(None, decide(raising("water", **changes), now=FRIDAY, city=BEFORE))


def recomputed(one, town=AFTER):
    said = list(core.recompute(one, (), town, ()))
    return said, done(one, said)


def test_a_new_holiday_moves_every_open_clock_and_says_from_when_to_when():
    said, after = recomputed(raised())

    moved, whole = said
    assert moved.was.arrive_by == datetime(2026, 1, 14, 2, tzinfo=UTC)
    assert moved.clocks.arrive_by == datetime(2026, 1, 15, 2, tzinfo=UTC)
    assert moved.clocks.acknowledge_by == moved.was.acknowledge_by
    assert (whole.was_calendar, whole.calendar) == (
        BEFORE.calendar_version,
        AFTER.calendar_version,
    )
    assert after.due_at == after.call("wh-1-1").clocks["complete"].by == moved.clocks.complete_by


def test_the_rungs_move_with_their_clock_and_those_climbed_stay_climbed():
    before = raised()
    warned = done(before, list(core.tick(before, BEFORE, FRIDAY + hours(7.5))))

    _, after = recomputed(warned)

    rungs = after.call("wh-1-1").clocks
    assert len(rungs["acknowledge"].ladder) == len(
        warned.call("wh-1-1").clocks["acknowledge"].ladder
    )
    overdue = next(rung for rung in rungs["arrive"].ladder if rung.action == "overdue")
    assert overdue.at == rungs["arrive"].by


def test_it_is_said_once_for_each_calendar_even_when_nothing_moves():
    same = city(Calendar(version="3"), LIMITS)
    said, after = recomputed(raised(), same)

    assert [e.type for e in said] == ["whistle.recomputed"]
    assert recomputed(after, same)[0] == []
    assert [e.type for e in recomputed(after)[0]] == ["call.recomputed", "whistle.recomputed"]


def test_a_time_that_somebody_set_or_granted_stands():
    shorter = FRIDAY + timedelta(days=3)
    set_ = raised(arrive_by=shorter)
    asked = tell(tell(raised(), "acknowledge", at=FRIDAY), "extend", at=FRIDAY)
    granted = act(asked, GRANT, now=FRIDAY, facts="wh-1-1-x1")

    _, after = recomputed(set_)
    _, longer = recomputed(granted)

    assert after.call("wh-1-1").clocks["arrive"].by == shorter
    assert (
        longer.call("wh-1-1").clocks["complete"].by == granted.call("wh-1-1").clocks["complete"].by
    )


def test_what_is_done_keeps_its_time():
    came = tell(raised(), "acknowledge", at=FRIDAY)

    _, after = recomputed(came)

    assert after.call("wh-1-1").clocks["acknowledge"] == came.call("wh-1-1").clocks["acknowledge"]


def test_a_question_and_the_streets_own_step_move_too():
    disputed = tell(done(None, decide(raising("water"))), "object")
    solved = finished(whistle())
    working = {"objection.ruling": Span.parse("4 wh"), "close.street_confirm": Span.parse("1 wd")}
    rules = CITY.rules.model_copy(update={"spans": {**CITY.rules.spans, **working}})
    office = replace(city(HOLIDAY), rules=rules)

    asked, after = recomputed(disputed, office)
    _, street = recomputed(solved, office)

    (ruling,) = after.call("wh-1-1").rulings
    assert [one.id for one in asked[-1].moved] == ["wh-1-1-r1"]
    assert ruling.due_at == office.due("s1", NOON, office.span("objection.ruling")).at
    assert street.due_at == office.due("s1", NOON, office.span("close.street_confirm")).at
    assert decide(UPHOLD, after)


def test_what_is_over_is_left_alone():
    assert list(core.recompute(act(whistle(), WITHDRAW), (), AFTER, ())) == []


def test_a_draft_is_looked_at_once():
    said, after = recomputed(draft())

    assert [e.type for e in said] == ["whistle.recomputed"]
    assert after.due_at == draft().due_at


async def test_the_sweep_finds_what_another_calendar_reckoned_and_nothing_a_second_time():
    office = Office()
    open_ = await office.raises()
    over = await office.raises(key="k2")
    await office.dispatch.act(ask.WithdrawWhistle(reason="x"), over, _posted(office))
    town = replace(MAPPED, calendars={**MAPPED.calendars, "region": Calendar(version="new")})
    sweep = Recomputing(
        office.whistles,
        core.recompute,
        Cities(MemoryPacks(), {}, town),
        MemoryPasses(),
        lambda: office.now,
    )
    sweep.rest = 0

    first, second = await sweep.once(), await sweep.once()

    kept = await office.whistles.get(open_)
    assert (first, second) == (1, 0)
    assert kept.state.calendar == town.calendar_version
    assert office.types()[-1] == "whistle.recomputed"


def _posted(office):
    return Posted(by=COMMANDER, at=office.now, key="w1", path_id="x")


def test_the_version_of_a_city_is_that_of_all_its_calendars():
    assert CITY.calendar_version == "always=plain+region=plain"
    assert AFTER.calendar_version != BEFORE.calendar_version
