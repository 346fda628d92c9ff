"""积分与时长: what is posted, what it adds up to, and that nothing is taken without a reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.actor import Role
from contracts.commands.earning import RateMember, VoidRecord
from contracts.events import earning as e
from contracts.refusals import NotSo, NotThere, NotYours
from services.evaluation.core.passbook import intact
from tests.unit.evaluation.builders import someone
from tests.unit.evaluation.passbooks import (
    SECRETARY,
    STRANGER,
    WHO,
    Bank,
    missed,
    registered,
    served,
)


def adds_up(book, said):
    points = [one.amount for one in said if isinstance(one, e.PointsPosted)]
    hours = [one.hours for one in said if isinstance(one, e.HoursPosted)]
    assert book.points == sum(points)
    assert book.hours == pytest.approx(sum(hours))
    assert intact(book.lines)


@pytest.mark.mechanism(139)
async def test_reporting_service_wishes_and_misses_post_by_the_table(bank):
    await bank.hears(registered())
    await bank.hears(served(1, hours=3))
    await bank.hears(served(2, hours=1, kind="wish"))
    await bank.hears(served(3, hours=1, kind="muster", emergency=True))
    await bank.hears(served(4, hours=1, kind="activity"))
    await bank.hears(served(5, hours=1, whistle_id="wh-1"))
    await bank.hears(missed(6))

    book = await bank.book()

    rows = [(one.earning, one.amount) for one in bank.posted(e.PointsPosted)]
    assert rows == [
        *(("report_in", 5), ("hour", 6), ("hour", 2), ("wish", 5), ("hour", 2), ("muster", 5)),
        *(("hour", 2), ("meeting", 1), ("hour", 2), ("whistle", 10), ("no_show", -3)),
    ]
    assert (book.points, book.hours) == (37, 7)
    assert book.year(2026) == (37, 7)
    adds_up(book, [one.data for one in bank.said])


async def test_nothing_is_taken_away_without_a_reason(bank):
    await bank.hears(missed())

    (taken,) = bank.posted(e.PointsPosted)

    assert (taken.amount, taken.reason) == (-3, "认领后未到岗（爽约）")


async def test_registering_earns_once_however_often(bank):
    await bank.hears(registered("BD1"))
    await bank.hears(registered("BD2"))

    assert (await bank.book()).points == 5


async def test_a_long_day_earns_points_for_eight_hours_and_hours_for_all(bank):
    await bank.hears(served(1, hours=6))
    await bank.hears(served(2, hours=6))

    book = await bank.book()

    assert (book.points, book.hours) == (16, 12)


async def test_what_is_heard_again_is_posted_once(bank):
    for _ in range(3):
        await bank.hears(served(1))

    assert len(bank.posted(e.HoursPosted)) == 1


events = st.one_of(
    st.builds(served, n=st.integers(1, 6), hours=st.floats(0.5, 12).map(lambda h: round(h, 1))),
    st.builds(served, n=st.integers(1, 6), kind=st.sampled_from(["wish", "muster", "activity"])),
    st.builds(missed, n=st.integers(1, 6)),
    st.builds(registered, number=st.sampled_from(["BD1", "BD2"])),
)


@pytest.mark.mechanism(139)
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(events, st.integers(1, 3)), max_size=25))
async def test_the_ledgers_add_up_whatever_is_heard_in_whatever_order(told):
    bank = Bank()

    for event, seq in told:
        await bank.hears(event, seq=seq)

    if told:
        adds_up(await bank.book(), [one.data for one in bank.said])


async def test_a_false_record_is_taken_back_and_costs(bank):
    await bank.hears(served(1, hours=3))
    await bank.hears(served(2, hours=1))

    await bank.asks(VoidRecord(offer_id="of-1", reason="Nobody was there"))
    with pytest.raises(NotSo) as again:
        await bank.asks(VoidRecord(offer_id="of-1", reason="Again"), key="again")
    book = await bank.book()

    assert (book.points, book.hours, book.deeds) == (2 - 20, 1, 1)
    assert again.value.code == "no_such_record"
    assert all(one.reason for one in bank.posted(e.PointsPosted) if one.amount < 0)
    adds_up(book, [one.data for one in bank.said])


@pytest.mark.parametrize(
    ("by", "id", "error"),
    [
        (STRANGER, WHO, NotYours),
        (SECRETARY, "pb-nobody", NotThere),
        (someone(Role.COMMUNITY_SECRETARY, "c1", "member-01"), WHO, NotYours),
    ],
)
async def test_who_may_not_decide_is_refused(bank, by, id, error):
    await bank.hears(served())

    for command in (VoidRecord(offer_id="of-1", reason="x"), RateMember(stars=1)):
        with pytest.raises(error):
            await bank.asks(command, by, id)


async def test_a_miss_that_was_none_is_taken_back_and_costs_nothing(bank):
    await bank.hears(missed(1))

    await bank.asks(VoidRecord(offer_id="of-1", reason="She had asked for leave"))
    with pytest.raises(NotSo, match="no_such_record"):
        await bank.asks(VoidRecord(offer_id="of-1", reason="Again"), key="again")
    book = await bank.book()

    back = bank.posted(e.PointsPosted)[-1]
    assert (book.points, back.amount, back.earning) == (0, 3, "no_show")
    assert back.reverses == "of-1-1-no_show"
    adds_up(book, [one.data for one in bank.said])
