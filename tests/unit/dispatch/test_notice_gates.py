"""群通知: who may tell which groups, who is told, and who reads what was replied."""

import pytest

from contracts.commands import notice as ask
from contracts.refusals import NotThere, NotYours, Refused
from tests.unit.dispatch.groups import (
    CITY,
    NEIGHBOUR,
    NOON,
    STRANGER,
    Square,
    decided,
    sending,
)
from tests.unit.dispatch.town import (
    COMMANDER,
    DISTRICT,
    OFFICER,
    OTHER_COMMANDER,
    OTHER_SECRETARY,
    SECRETARY,
    STAFF,
    WORKER,
    hours,
)

SENDERS = (COMMANDER, STAFF, SECRETARY, OFFICER, WORKER, DISTRICT, OTHER_COMMANDER, NEIGHBOUR)


@pytest.fixture
def square():
    return Square(city=CITY)


def may_send(group, kind):
    allowed = set()
    for by in SENDERS:
        try:
            decided(sending(group, kind=kind), by=by)
        except NotYours:
            continue
        allowed.add(by.id)
    return allowed


@pytest.mark.mechanism(249)
def test_whoever_leads_a_group_tells_it_and_all_below_and_an_emergency_is_a_commanders():
    street, community, grid = "g-s1", "g-c1", "g-g1"

    leaders = [may_send(group, "notice") for group in (street, community, grid)]
    commanders = [may_send(group, "emergency") for group in (street, grid)]

    assert leaders[0] == {COMMANDER.id, STAFF.id}
    assert leaders[1] == leaders[0] | {SECRETARY.id, OFFICER.id}
    assert leaders[2] == leaders[1] | {WORKER.id}
    assert commanders == [{COMMANDER.id, DISTRICT.id}] * 2
    assert may_send(grid, "volunteers") == leaders[2]


@pytest.mark.parametrize(
    ("command", "by", "code"),
    [
        (ask.ReadNotice(), STRANGER, "not_in_audience"),
        (ask.ReadNotice(), OTHER_SECRETARY, "not_in_audience"),
        (ask.ReadNotice(group="nowhere"), NEIGHBOUR, "unknown_group"),
        (ask.ReadNotice(group="g-b1"), STRANGER, "not_in_audience"),
        (ask.ReplyNotice(answer="come"), NEIGHBOUR, "not_this_answer"),
        (ask.WithdrawNotice(reason="No"), NEIGHBOUR, "not_your_notice"),
        (ask.WithdrawNotice(reason="No"), WORKER, "not_your_notice"),
        (sending("nowhere"), SECRETARY, "unknown_group"),
        (sending(send_at=NOON - hours(1)), SECRETARY, "not_that_time"),
        (sending(send_at=NOON + hours(24 * 31)), SECRETARY, "not_that_time"),
        (sending(replies_until=NOON), SECRETARY, "not_that_time"),
        (sending(offer_id="of-none"), SECRETARY, "offer_not_open"),
    ],
)
async def test_what_may_not_be_is_refused_by_name(square, command, by, code):
    id = await square.asks(sending(), SECRETARY)

    with pytest.raises(Refused, match=code):
        await square.asks(command, by, "" if isinstance(command, ask.SendNotice) else id)


async def test_only_those_who_look_after_a_group_read_what_was_replied(square):
    id = await square.asks(sending("g-s1"), COMMANDER)

    readers = []
    for by in (SECRETARY, WORKER, NEIGHBOUR, OTHER_COMMANDER):
        try:
            await square.notices.replies(id, "g-c1", 0, by)
        except NotThere:
            continue
        readers.append(by)

    assert readers == [SECRETARY]
