"""One case's account, and what a month of them adds up to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.channels import Kin
from contracts.city import Organisation
from contracts.events import case as e
from contracts.events import case_handed as handed
from contracts.events.procedure import TaskSettled
from contracts.words import Level, Sphere, Urgency
from services.chassis.memory_store import MemoryStore
from services.evaluation.core.account import came_back, evolve
from services.evaluation.core.balance import balanced
from services.evaluation.core.told import told
from services.evaluation.handlers import Boards, Books, Counting, Evaluation
from services.evaluation.store import ACCOUNTS, ASSESSMENTS, CALLBACKS, SHEETS, MemoryLedger
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import said

SORTED = e.CaseSorted(
    category="P0101",
    urgency=Urgency.ORDINARY,
    sphere=Sphere.PUBLIC,
    crosses=False,
    **said.OWNED,
)
CLOSED = e.CaseClosed()
REOPENED = e.CaseReopened(reason="Again", count=1, **said.OWNED)
OVERDUE = e.CaseOverdue(owner=said.OWNER, was_due_at=b.NOON)
WHISTLED = handed.CaseWhistled(whistle_id="wh-1", **said.OWNED)
REFUSED = e.CaseRefused(reason="Not ours", pointer="The court")


def account(*events, at=b.NOON, **changes):
    speaker = said.Speaker("case-1", "intake")
    state = None
    for n, event in enumerate((said.reported(**changes), *events)):
        state = evolve(state, told(speaker.says(event, at + timedelta(hours=n))).data)
    return state


def test_a_case_is_accepted_in_its_month_and_waits_until_somebody_does_something():
    found = account(SORTED, said.solved(), CLOSED)

    assert found.period == "2026-11"
    assert (found.street, found.community) == ("s1", "c1")
    assert found.waited == 1
    assert found.closed_at == b.NOON + timedelta(hours=3)


@pytest.mark.mechanism(68)
@pytest.mark.parametrize(
    ("events", "way"),
    [
        ([said.solved(Level.GRID)], "grid"),
        ([said.solved(Level.COMMUNITY)], "community"),
        ([said.answered()], "community"),
        ([said.transferred(), said.solved(Level.STREET)], "department"),
        ([WHISTLED, said.solved(Level.STREET)], "whistle"),
        ([WHISTLED, said.solved(Level.STREET), REOPENED, said.solved(Level.GRID)], "grid"),
    ],
)
def test_who_settled_it_is_the_last_who_did(events, way):
    assert account(*events).way == way


@pytest.mark.mechanism(64)
def test_an_answer_at_the_first_contact_counts_unless_it_is_opened_again():
    assert account(said.answered(), CLOSED).first_contact
    assert not account(said.answered(), REOPENED).first_contact
    assert not account(said.solved()).first_contact


@pytest.mark.mechanism(38)
@pytest.mark.parametrize(("channel", "found"), [(Kin.PATROL, True), (Kin.HOTLINE, False)])
def test_what_we_found_ourselves_is_told_from_what_was_complained_about(channel, found):
    assert account(channel=channel).proactive is found


def test_what_is_refused_is_in_no_base_and_stays_in_the_volume():
    facets = ACCOUNTS.facets(account(REFUSED))

    assert (facets["base"], facets["left"], facets["closed"]) == (0, 1, 0)
    assert facets["accepted"][0] == "2026-11"
    assert facets["weeks"] == []


class Office:
    """Evaluation's books, and who counts in them."""

    def __init__(self, city=b.CITY, now=b.NOON):
        self.stores = (MemoryStore(ASSESSMENTS), MemoryStore(CALLBACKS))
        self.evaluation = Evaluation(*self.stores, city)
        self.books = Books(MemoryStore(SHEETS), MemoryStore(ACCOUNTS))
        counter = b.counter(*self.stores, self.books.sheets, self.books.accounts)
        self.counting = Counting(MemoryLedger(*self.stores), counter, city, lambda: now)

    async def moves(self, id, event):
        heard = said.Speaker(f"{id}-t1", "response").says(event)
        await self.books.handlers[type(event)].handle(heard)

    async def case(self, id, *events, at=b.NOON, **changes):
        speaker = said.Speaker(id, "intake")
        for event in (said.reported(**changes), *events):
            await self.books.handlers[type(event)].handle(speaker.says(event, at))


@pytest.fixture
async def office():
    office = Office()
    hotline = {"channel": Kin.HOTLINE}
    await office.case("case-1", SORTED, said.solved(), CLOSED, **hotline)
    await office.case("case-2", SORTED, said.transferred(), said.solved(), CLOSED, **hotline)
    await office.case("case-3", SORTED, OVERDUE, **hotline)
    await office.case("case-4", said.answered(), CLOSED)
    await office.case("case-5", said.solved(Level.GRID), REOPENED, said.solved(), CLOSED)
    await office.case("case-6", REFUSED)
    return office


@pytest.mark.mechanism(25, 136)
async def test_the_hotline_s_closure_is_closed_of_accepted_with_the_open_remainder(office):
    found = await office.counting.figures("2026-11", "streets")

    [row] = [row for row in found.rows if row.id == "s1"]
    assert (row.hotline.rate.count, row.hotline.rate.of, row.hotline.rate.shown) == (2, 3, "66.7%")
    assert (row.hotline.open, row.hotline.overdue) == (1, 1)


@pytest.mark.mechanism(137)
async def test_the_closure_of_all_matters_is_the_same_formula_over_all_channels(office):
    found = await office.counting.figures("2026-11", "streets")

    assert (found.total.all.rate.count, found.total.all.rate.of) == (4, 5)
    assert (found.total.all.open, found.total.all.left_out) == (1, 1)
    assert found.total.hotline.rate.of == 3


@pytest.mark.mechanism(136, 137)
async def test_closure_stands_by_department_and_by_period(office):
    await office.case("case-9", SORTED, at=b.NOON - timedelta(days=40))

    rows = (await office.counting.figures("2026-11", "departments")).rows
    before = await office.counting.figures("2026-10", "streets")

    assert {row.id: row.all.rate.of for row in rows} == {"fire": 0, "water": 1}
    assert (before.total.all.rate.count, before.total.all.rate.of) == (0, 1)


@pytest.mark.mechanism(64, 68, 149)
async def test_tiers_first_contact_and_the_four_zeros_stand_with_their_bases(office):
    found = (await office.counting.figures("2026-11", "streets")).total

    assert found.tiers["community"].shown == "75.0%"
    assert (found.tiers["department"].count, found.tiers["department"].of) == (1, 4)
    assert (found.first_contact.count, found.first_contact.of) == (1, 5)
    assert found.zeros.channels == {"app": 3, "hotline": 3}
    assert found.zeros.ownerless == 0
    assert found.zeros.wait_hours == 0
    assert (found.zeros.reopened.count, found.zeros.reopened.of) == (1, 5)


async def test_a_month_without_anything_has_dashes():
    found = (await Office().counting.figures("2026-11", "streets")).total

    assert found.all.rate.shown == found.first_contact.shown == "—"
    assert found.zeros.wait_hours is None


def city_with_property():
    firm = Organisation(
        id="firm", kind="property", name="Firm", calendar="region", round_the_clock=False
    )
    known = b.city()
    object.__setattr__(known, "organisations", {**known.organisations, "firm": firm})
    return known


def ranking_by_one(city):
    """The city, content with a single call-back."""
    scoring = city.scoring.model_copy(update={"min_sample": 1})
    return replace(city, rules=city.rules.model_copy(update={"scoring": scoring}))


@pytest.mark.mechanism(150)
async def test_property_companies_are_ranked_by_their_repairs():
    office = Office(ranking_by_one(city_with_property()))
    await office.case("case-1", said.transferred("firm"), said.solved(), CLOSED)
    await office.case("case-2", said.transferred("firm"), OVERDUE)
    done = b.envelope(b.task_completed(department="firm"), 1, "case-1-t1", "response")
    await office.evaluation.on_task_done(done)
    heard = b.envelope(b.case_confirmed(), 1, "case-1", "intake")
    await office.evaluation.on_case_confirmed(heard)
    act = b.act("k", b.EVALUATOR)
    await office.evaluation.act(b.answer(), "cb-case-1", act)

    [row] = (await office.counting.figures("2026-11", "properties")).rows

    assert (row.id, row.rank, row.unranked) == ("firm", 1, None)
    assert (row.all.rate.shown, row.all.overdue) == ("50.0%", 1)
    assert row.rates.satisfaction.of == 1


@pytest.mark.mechanism(150)
@pytest.mark.parametrize(
    ("result", "rated"), [("solved", ["firm"]), ("guided", []), ("returned", [])]
)
async def test_whoever_mended_what_it_was_entrusted_with_is_asked_about(result, rated):
    office = Office(city_with_property())
    await office.case("case-1", FIRM, MENDED, CLOSED)
    settled = TaskSettled(
        department="firm", case_id="case-1", result=result, outcome="mended", text="x"
    )
    heard = office.evaluation.handlers[TaskSettled]
    if heard.wants(settled):
        await heard.handle(b.envelope(settled, 4, "case-1-t1", "response"))
    confirmed = b.envelope(b.case_confirmed(), 1, "case-1", "intake")
    await office.evaluation.on_case_confirmed(confirmed)
    await office.evaluation.act(b.answer(), "cb-case-1", b.act("k", b.EVALUATOR))

    rows = (await office.counting.figures("2026-11", "properties")).rows

    assert [row.id for row in rows if row.rates.satisfaction.of] == rated
    assert [(row.rank, row.unranked.base) for row in rows] == [(None, len(rated))]


FIRM = said.entrusted()
MENDED = said.solved()


@pytest.mark.mechanism(150)
@pytest.mark.parametrize(
    ("events", "back"),
    [
        ((FIRM, MENDED, CLOSED), {}),
        ((FIRM, said.moved(), MENDED, CLOSED), {"firm": "passed_on"}),
        ((FIRM, said.returned()), {"firm": "returned"}),
        ((FIRM, said.returned("another")), {}),
        ((FIRM, MENDED, REOPENED), {"firm": "reopened"}),
        ((FIRM, said.moved(), MENDED, REOPENED), {"firm": "passed_on", "c1": "reopened"}),
        ((FIRM, WHISTLED, said.returned(None), REOPENED), {}),
        ((FIRM, said.returned(), said.transferred(), REOPENED), {"firm": "returned"}),
        ((said.transferred("firm"), REOPENED), {}),
    ],
)
def test_a_repair_comes_back_once_from_whoever_had_it_then(events, back):
    assert account(*events).repairs.back == back


@pytest.mark.mechanism(150)
async def test_the_companies_board_counts_what_was_sent_back_and_shows_the_cases_behind_it():
    office = Office(city_with_property())
    await office.case("case-1", FIRM, MENDED, REOPENED)
    await office.case("case-2", FIRM, MENDED, CLOSED)
    await office.case("case-3", FIRM, MENDED, CLOSED)
    await office.moves("case-3", said.moved(case="case-3"))
    await office.case("case-4", FIRM, REFUSED)

    [row] = (await office.counting.figures("2026-11", "properties")).rows
    streets = await office.counting.figures("2026-11", "streets")
    behind = await office.books.accounts.find({"sent_back": {"$in": ["firm"]}})

    assert (row.sent_back.count, row.sent_back.of, row.sent_back.shown) == (2, 3, "66.7%")
    assert streets.total.sent_back is None
    told = sorted((one.id, one.why) for one in (came_back("firm", k.id, k.state) for k in behind))
    assert told == [("case-1", "reopened"), ("case-3", "passed_on")]


@pytest.mark.mechanism(111)
async def test_the_bulletin_says_what_is_open_overdue_and_closed_by_unit(office):
    whistles = [
        (said.raised(cases=()), said.summoned(), said.summoned(2, "fire"), said.overdue()),
        (said.raised(cases=()), said.summoned(1, "water", "wh-2")),
    ]
    for n, events in enumerate(whistles, 1):
        speaker = said.Speaker(f"wh-{n}")
        for event in events:
            await office.books.handlers[type(event)].handle(speaker.says(event))
    supervised = said.Speaker("wh-1")
    supervised.seq = 9
    for event in (said.supervised(), said.supervised(count=2, talk=True)):
        await office.books.handlers[type(event)].handle(supervised.says(event))

    found = await office.counting.bulletin("2026-11")

    streets = {one.id: one for one in found.streets}
    departments = {one.id: one for one in found.departments}
    assert (streets["s1"].overdue, streets["s1"].open, streets["s1"].closed) == (1, 1, 0)
    assert (streets["s1"].supervisions, streets["s1"].talks) == (2, 1)
    assert (streets["s1"].matters_open, streets["s1"].matters_overdue) == (1, 1)
    assert (departments["water"].overdue, departments["water"].open) == (1, 1)
    assert (departments["water"].supervisions, departments["water"].talks) == (2, 1)
    assert (departments["fire"].open, departments["fire"].talks) == (1, 0)
    assert departments["water"].matters_closed == 1


@pytest.mark.mechanism(111)
async def test_the_bulletin_names_every_talk_of_its_month_and_no_other(office):
    october = b.NOON - timedelta(days=40)
    opened = {
        "wh-1": (("TALK", october), ("DAILY", b.NOON - timedelta(hours=2)), ("TALK", b.NOON)),
        "wh-2": (("LISTED", october), ("TALK", october + timedelta(hours=1))),
    }
    for whistle, supervisions in opened.items():
        speaker = said.Speaker(whistle)
        told = [(said.raised(cases=(), number=f"W-{whistle}"), october)]
        told.append((said.summoned(1, "water", whistle), october))
        about = {"whistle_id": whistle, "task_id": f"{whistle}-1"}
        for kind, at in supervisions:
            event = said.supervised().model_copy(update={**about, "kind": kind})
            told.append((event, at))
        for event, at in told:
            await office.books.handlers[type(event)].handle(speaker.says(event, at))

    found = await office.counting.bulletin("2026-11")
    before = await office.counting.bulletin("2026-10")
    never = await office.counting.bulletin("2026-09")

    [talk] = found.talks
    assert (talk.department, talk.street, talk.number) == ("water", "s1", "W-wh-1")
    assert (talk.at, talk.duty) == (b.NOON, "arrive")
    assert talk.department_name == b.CITY.organisations["water"].name
    assert [one.number for one in before.talks] == ["W-wh-1", "W-wh-2"]
    assert never.talks == ()


async def test_false_feedback_is_in_the_bulletin():
    office = Office()
    await office.evaluation.on_whistle_confirmed(b.envelope(b.confirmed()))
    command = b.assess(false_feedback=True, comment="The photo is another street's")
    await office.evaluation.act(command, "as-wh-1-1", b.act("k", b.COMMANDER))

    found = await office.counting.bulletin("2026-11")

    assert [(one.id, one.false_feedback) for one in found.departments] == [("water", 1)]


async def spot(counts, now=b.NOON, **changes):
    """Cases of a community in each of these weeks, this week's first."""
    office, number = Office(now=now), 0
    for weeks, n in enumerate(counts):
        for _ in range(n):
            number += 1
            at = now - timedelta(weeks=weeks)
            await office.case(f"case-{number}", at=at, **changes)
    return (await office.counting.hot_spots()).spots


@pytest.mark.mechanism(246)
async def test_an_area_that_stands_out_against_its_own_past_is_hot():
    [found] = await spot([6, 3, 2, 1, 2])

    assert (found.community, found.category, found.count) == ("c1", "P0101", 6)
    assert (found.past_mean, found.weeks) == (2.0, 4)


@pytest.mark.parametrize("counts", [[4, 0, 0, 0, 0], [6, 4, 4, 4, 4], [0, 9, 9, 9, 9]])
async def test_what_is_few_or_usual_is_not(counts):
    assert await spot(counts) == ()


async def test_what_must_be_kept_from_everybody_s_eyes_is_no_hot_spot():
    assert await spot([9, 0, 0, 0, 0], category="hidden") == ()


async def test_what_was_whistled_for_stands_beside_what_was_not_and_earns_nothing(office):
    await office.case("case-7", WHISTLED, said.solved(Level.STREET), CLOSED)
    boards = Boards(*office.stores, office.counting.ledger, office.counting.counter, b.CITY)

    found = await boards.balances("2026-11")
    behind = [balanced(kept.id, kept.state) for kept in await office.books.accounts.find({})]

    assert (found["s1"].whistled.shown, found["s1"].without.count) == ("20.0%", 4)
    assert [one.id for one in behind if one.whistled and one.closed] == ["case-7"]
    assert not any("whistle" in item for item in (*b.SCORING.street, *b.SCORING.bonuses))
