"""群通知: who may tell which groups, who is told, what is counted, and what the clock does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.city.directory.units import Group
from contracts.commands import notice as ask
from contracts.events import notice as n
from contracts.noticing import Reaction
from contracts.refusals import NotNow, NotSo, NotThere
from services.dispatch.core import notice as core
from tests.unit.dispatch.bazaar import MEMBER, VOLUNTEER, VOLUNTEERS, making
from tests.unit.dispatch.groups import (
    CITY,
    NEIGHBOUR,
    NOON,
    SECOND,
    Square,
    decided,
    sending,
)
from tests.unit.dispatch.town import (
    COMMANDER,
    OFFICER,
    SECRETARY,
    WORKER,
    hours,
)


@pytest.fixture
def square():
    return Square(city=CITY)


@pytest.mark.mechanism(24)
async def test_a_notice_is_queued_goes_out_is_read_once_each_and_counted_by_group_and_level(square):
    id = await square.asks(sending("g-s1", send_at=NOON + hours(1)), COMMANDER)
    queued = await square.notice(id)
    with pytest.raises(NotThere):
        await square.asks(ask.ReadNotice(), NEIGHBOUR, id)

    square.now = NOON + hours(1)
    await square.counting.once()
    for by, group in ((NEIGHBOUR, "g-u1"), (NEIGHBOUR, "g-b2"), (SECOND, None), (OFFICER, None)):
        await square.asks(ask.ReadNotice(group=group), by, id)
    square.now += timedelta(seconds=3)
    await square.counting.once()

    kept = await square.notice(id)
    assert (queued.stage, queued.due_at) == ("queued", NOON + hours(1))
    assert (kept.stage, kept.due_at) == ("sent", kept.replies_until)
    first, counted = square.said[0].data, square.said[-1].data
    assert first.groups == 6
    assert (counted.counts.reads, counted.counts.levels) == (3, {"2": 1, "3": 1, "5": 1})
    assert {one.group: one.reads for one in counted.counts.groups} == {"g-c1": 3}


@pytest.mark.mechanism(248)
async def test_replies_to_an_emergency_are_collected_per_group_and_a_later_one_counts(square):
    id = await square.asks(sending("g-g1", kind="emergency"), COMMANDER)
    safe, help_ = ask.ReplyNotice(answer="safe"), ask.ReplyNotice(answer="help", words="3-301")
    await square.asks(safe.model_copy(update={"group": "g-b1"}), NEIGHBOUR, id)
    await square.asks(safe.model_copy(update={"group": "g-b2"}), SECOND, id)
    await square.asks(help_.model_copy(update={"group": "g-b2"}), SECOND, id)

    counts = await square.counts(id)
    seen = await square.notices.replies(id, "g-b2", 0, WORKER)

    by_group = {one.group: one.answers for one in counts.groups}
    assert (counts.reads, counts.replies) == (2, 2)
    assert by_group == {"g-b1": {Reaction.SAFE: 1}, "g-b2": {Reaction.HELP: 1}}
    assert [(one.account, one.words) for one in seen.items] == [(SECOND.id, "3-301")]


@pytest.mark.mechanism(278)
async def test_i_come_takes_a_place_of_the_offer_and_no_more_than_there_are(square):
    offer = await square.does(making("post", places=1), OFFICER)
    id = await square.asks(sending(kind="volunteers", offer_id=offer), SECRETARY)
    come = ask.ReplyNotice(answer="come")

    await square.asks(come, VOLUNTEER, id)
    await square.asks(come, VOLUNTEER, id)
    with pytest.raises(NotNow):
        await square.asks(come, VOLUNTEERS[1], id)

    assert [one.account for one in (await square.kept("offers", offer)).live] == [VOLUNTEER.id]
    assert (await square.counts(id)).answers == {Reaction.COME: 1}
    with pytest.raises(NotSo, match="offer_not_open"):
        await square.asks(sending(kind="volunteers", offer_id=offer), SECRETARY)


@pytest.mark.mechanism(278)
async def test_a_call_without_an_offer_registers_who_comes(square):
    id = await square.asks(sending(kind="volunteers"), SECRETARY)

    for _ in range(2):
        await square.asks(ask.ReplyNotice(answer="come"), MEMBER, id)
    await square.asks(ask.ReplyNotice(answer="cannot"), VOLUNTEER, id)

    types = [one.type for one in square.said if one.type.startswith("registration")]
    assert types == ["registration.registered"]
    assert (await square.counts(id)).answers == {Reaction.COME: 1, Reaction.CANNOT: 1}


async def test_it_is_counted_ever_more_rarely_and_closes_by_itself(square):
    id = await square.asks(sending(), SECRETARY)
    end = (await square.notice(id)).replies_until

    while (await square.notice(id)).due_at:
        square.now = core.next_clock(await square.notice(id))
        await square.counting.once()

    types = [one.type for one in square.said]
    assert (square.now, types[-1]) == (end, "notice.closed")
    assert types.count("notice.counted") < 20
    with pytest.raises(NotNow, match="replies_closed"):
        await square.asks(ask.ReplyNotice(answer="noted"), NEIGHBOUR, id)
    await square.asks(ask.ReadNotice(), NEIGHBOUR, id)


def test_a_street_of_25_000_groups_is_told_by_two_small_events():
    many = {f"g-n{i}": Group(f"g-n{i}", 4, f"n{i}", f"{i}", "o", "g-g1") for i in range(25_000)}
    directory = replace(CITY.directory, groups={**CITY.directory.groups, **many})
    large = replace(CITY, directory=directory)

    said = decided(sending("g-s1"), by=COMMANDER, city=large)

    assert [type(event) for event in said] == [n.NoticeQueued, n.NoticeSent]
    assert said[0].groups == 25_006
    assert sum(len(event.model_dump_json()) for event in said) < 2_000
