"""The bulletin of a month, and the spots that stand out against their own past."""

from datetime import timedelta

import pytest

from contracts.words import Level
from services.evaluation.core.balance import balanced
from services.evaluation.handlers import Boards
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import said
from tests.unit.evaluation.accounts import CLOSED, WHISTLED, Office
from tests.unit.evaluation.tiny_pack import SCORING


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
    assert not any("whistle" in item for item in (*SCORING.street, *SCORING.bonuses))
