"""A new pack brings a holiday: open cases end later, it is on record, and each clock rings once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from contracts.actor import CLOCK
from contracts.calendar import Calendar, DayKind, Span
from contracts.city.intake import IntakeRules, Stuck
from contracts.commands.case import Report
from contracts.envelope import Envelope
from contracts.events.case_handed import CaseProlonged
from contracts.events.recomputed import WhistleRecomputed
from contracts.words import Channel
from services.chassis.cities import Cities
from services.chassis.memory_store import MemoryStore
from services.chassis.packs import MemoryPacks
from services.chassis.passes import MemoryPasses
from services.chassis.recomputing import Recomputing
from services.chassis.store import Act
from services.chassis.sweep import Sweep
from services.intake import core
from services.intake.core import recompute as again
from services.intake.store import CASES
from tests.unit.contracts.city_files import SMALL, appended
from tests.unit.intake.builders import HERE as HERE_IN_TOWN
from tests.unit.intake.builders import at_every_stage, city, done, report
from tests.unit.intake.towns import TICKET
from tests.unit.intake.visits import CITY, HERE

FRIDAY = datetime(2026, 11, 20, 9, 20, tzinfo=UTC)
"""Twenty past five in the afternoon, on the wall: an hour of work more ends on Monday."""
HOLIDAY = appended("calendar.csv", "region,2026-11-23,HOLIDAY,2,抗洪救灾调休,yes")
TOLD = Report(text="路灯不亮", category="P0137", point=HERE.point, address="x", channel=Channel.APP)
DAY = timedelta(days=1)


class Office:
    """An intake with the packs of its city, and a clock that is set by hand."""

    def __init__(self):
        self.now, self.said, self.shelf = FRIDAY, [], MemoryPacks()
        self.cities = Cities(self.shelf, SMALL, CITY)
        self.cases = MemoryStore(CASES, now=lambda: self.now).under(self.cities)
        self.cases.outbox.wake = self.said.extend

    async def reports(self):
        facts = core.Arrival("C-1", HERE, "case-1")
        taken = core.taken_in(TOLD, "resident-1", facts, self.cities.live, self.now)
        await self.cases.act("case-1", lambda _: [taken], Act(CLOCK, self.now, "k"))
        return await self.due()

    async def publishes(self, files):
        self.shelf.last = await self.shelf.keep(files, "")
        await self.cities.follow()

    async def looks(self):
        """A process that was just started goes through all that is open."""
        now = lambda: self.now  # noqa: E731
        sweep = Recomputing(self.cases, again.recompute, self.cities, MemoryPasses(), now)
        sweep.rest = 0
        return await sweep.once(), await sweep.once()

    async def ticks(self, at):
        self.now = at
        decide = lambda case, now: core.tick(case, self.cities.live, now)  # noqa: E731
        return await Sweep(self.cases, decide, now=lambda: at).once()

    async def due(self):
        return (await self.cases.get("case-1")).state.due_at


@pytest.mark.mechanism(73)
async def test_a_new_pack_moves_the_limit_of_a_case_that_began_under_the_old_one():
    office = Office()
    was = await office.reports()
    unmoved = await office.looks()
    await office.publishes(HOLIDAY)

    moved, restarted = await office.looks(), await office.looks()

    told = office.said[-1].data
    [one] = told.moved
    assert (unmoved, moved, restarted) == ((0, 0), (1, 0), (0, 0))
    assert (one.was, one.due_at, one.since) == (was, was + DAY, FRIDAY)
    assert (told.type, told.calendar) == ("case.recomputed", office.cities.now.calendar_version)
    assert await office.due() == was + DAY


async def test_back_to_the_old_calendar_is_back_to_the_old_limit():
    office = Office()
    was = await office.reports()
    await office.publishes(HOLIDAY)
    await office.looks()
    await office.publishes(SMALL)

    assert await office.looks() == (1, 0)
    assert await office.due() == was


async def test_the_clock_rings_once_and_at_the_new_time():
    office = Office()
    was = await office.reports()
    await office.publishes(HOLIDAY)
    await office.looks()

    rung = [await office.ticks(at) for at in (was, was + DAY, was + DAY)]

    assert rung == [0, 1, 0]
    assert [one.type for one in office.said][-1] == "case.overdue"


async def test_what_begins_after_it_is_reckoned_by_the_new_days_under_the_old_pack():
    office = Office()
    await office.reports()
    await office.publishes(HOLIDAY)

    with office.cities.under(office.cities.own):
        live = office.cities.live
        days = (live.calendar_version, live.version)

    assert days == (office.cities.now.calendar_version, CITY.version)


SPANS = {
    key: "2 wd"
    for key in (
        "case.sort",
        "case.feed_back",
        "close.reporter_silence",
        "callback",
        "case.no_clock",
    )
}
BEFORE = city(calendar=Calendar(), **SPANS)
AFTER = city(calendar=Calendar(version="2", days={date(2026, 1, 6): DayKind.HOLIDAY}), **SPANS)


def said(case, at, event):
    told = {"id": "e", "source": "intake", "subject": "case-1", "seq": 1, "by": "x"}
    return [Envelope(**told, type=event.type, time=at, data=event)]


@pytest.mark.parametrize("stage", ["reported", "solved", "fed_back", "confirmed"])
def test_each_stage_has_its_limit_reckoned_again(stage):
    began = datetime(2026, 1, 5, 4, tzinfo=UTC)
    at = BEFORE.due("c1", began, Span.parse("2 wd")).at
    case = at_every_stage()[stage].model_copy(update={"due_at": at, "limit_at": None})
    word = CaseProlonged(reason="x", owner=case.owner, due_at=at)

    [told] = again.recompute(case, said(case, began, word), AFTER, [BEFORE])

    assert told.due_at == AFTER.due("c1", began, Span.parse("2 wd")).at == at + DAY
    assert done(case, [told]).due_at == told.due_at
    assert done(case, [told]).stage == case.stage


def test_when_it_will_be_stuck_is_reckoned_again_too():
    began = datetime(2026, 1, 5, 4, tzinfo=UTC)
    rules = IntakeRules(stuck=Stuck(age=Span.parse("2 wd")))
    before, after = (
        replace(one, rules=one.rules.model_copy(update={"intake": rules}))
        for one in (BEFORE, AFTER)
    )
    word = core.taken_in(
        report(), "ren", core.Arrival("C-1", HERE_IN_TOWN, "case-1"), before, began
    )
    far = began + 40 * DAY
    case = done(None, [word]).model_copy(update={"due_at": far})

    [told] = again.recompute(case, said(case, began, word), after, [before])

    [one] = told.moved
    assert (one.id, one.was, one.due_at) == ("stuck_at", case.stuck_at, case.stuck_at + DAY)
    assert (told.due_at, told.stuck_at, told.task_id) == (far, case.stuck_at + DAY, None)
    assert done(case, [told]).next_at == case.stuck_at + DAY


def test_what_was_granted_or_has_struck_stands():
    began = datetime(2026, 1, 5, 4, tzinfo=UTC)
    granted = at_every_stage()["solved"].model_copy(update={"due_at": began + 9 * DAY})
    struck = granted.model_copy(update={"overdue": True})
    word = CaseProlonged(reason="x", owner=granted.owner, due_at=began + 9 * DAY)

    for case in (granted, struck):
        assert again.recompute(case, said(case, began, word), AFTER, [BEFORE]) == []
    assert again.recompute(granted, [], AFTER, [BEFORE]) == []


@pytest.mark.parametrize("stage", ["owned", "transferred", "solved", "fed_back"])
def test_the_whole_limit_of_a_case_is_reckoned_again_whoever_has_it(stage):
    began = datetime(2026, 1, 5, 4, tzinfo=UTC)
    case = at_every_stage()[stage].model_copy(update={"category": "unheard of", "standard": None})
    at = BEFORE.due("c1", began, Span.parse("2 wd")).at
    case = case.model_copy(update={"limit_at": at, "due_at": began + 99 * DAY})
    word = CaseProlonged(reason="x", owner=case.owner, due_at=at)

    [told] = again.recompute(case, said(case, began, word), AFTER, [BEFORE])

    after = done(case, [told])
    assert (after.limit_at, after.due_at) == (at + DAY, case.due_at)
    over = case.model_copy(update={"expired": True})
    assert again.recompute(over, said(over, began, word), AFTER, [BEFORE]) == []


@pytest.mark.mechanism(25)
def test_a_whistled_ticket_follows_its_whistle_no_further_than_the_hotline_was_promised():
    whistled = at_every_stage()["whistled"]
    promised = TICKET.model_copy(update={"due_at": whistled.due_at + DAY / 2})
    case = whistled.model_copy(update={"order": promised})
    moved = WhistleRecomputed(calendar="2", due_at=case.due_at + DAY, case_ids=("case-1",))
    [heard] = said(case, case.due_at - DAY, moved)

    ours = heard.model_copy(update={"subject": case.whistle_id})
    [told] = again.on_whistle_recomputed(ours, case, AFTER)

    assert told.due_at == promised.due_at
    assert again.on_whistle_recomputed(ours, done(case, [told]), AFTER) == []


def test_a_whistled_case_follows_its_whistle():
    case = at_every_stage()["whistled"]
    moved = WhistleRecomputed(calendar="2", due_at=case.due_at + DAY, case_ids=("case-1",))
    [heard] = said(case, FRIDAY, moved)
    ours, theirs = (heard.model_copy(update={"subject": id}) for id in (case.whistle_id, "wh-9"))

    [told] = again.on_whistle_recomputed(ours, case, AFTER)

    assert (told.due_at, told.moved[0].was) == (case.due_at + DAY, case.due_at)
    assert again.on_whistle_recomputed(theirs, case, AFTER) == []
    assert again.on_whistle_recomputed(ours, done(case, [told]), AFTER) == []


@pytest.mark.parametrize(("later", "moves"), [(timedelta(), DAY), (2 * DAY, timedelta())])
def test_the_whole_limit_goes_with_the_whistle_that_gave_it_and_a_longer_one_stands(later, moves):
    whistled = at_every_stage()["whistled"]
    case = whistled.model_copy(update={"limit_at": whistled.due_at + later})
    moved = WhistleRecomputed(calendar="2", due_at=case.due_at + DAY, case_ids=("case-1",))
    [heard] = said(case, case.due_at - DAY, moved)
    ours = heard.model_copy(update={"subject": case.whistle_id})

    [told] = again.on_whistle_recomputed(ours, case, AFTER)

    after = done(case, [told])
    assert (after.due_at, after.limit_at) == (case.due_at + DAY, case.limit_at + moves)
    assert (after.limit_at in {one.due_at for one in told.moved}) is bool(moves)
