"""星级与证明: what was earned makes stars, by a table, and a certificate that can be checked."""

from datetime import timedelta

import pytest

from contracts.actor import Role
from contracts.commands.earning import RateMember, VoidRecord
from contracts.events import earning as e
from contracts.refusals import NotNow, NotSo, NotThere
from services.chassis.acts import Posted
from services.evaluation.core.certificate import certificate, verdict
from services.evaluation.core.earning import on_served
from services.evaluation.core.member_year import turned
from services.evaluation.core.passbook import evolve
from tests.unit.evaluation.builders import NOON, someone
from tests.unit.evaluation.passbooks import SECRETARY, STRANGER, TOWN, WHO, served


@pytest.mark.mechanism(141)
async def test_hours_and_deeds_make_a_volunteers_stars(bank):
    for n in range(1, 3):
        await bank.hears(served(n, hours=24))
    for n in range(3, 8):
        await bank.hears(served(n, hours=20))

    stars = bank.posted(e.StarReached)

    assert [(one.level, one.hours >= 100, one.deeds >= 3) for one in stars] == [(1, True, True)]
    assert (await bank.book()).star == 1


@pytest.mark.mechanism(140)
async def test_a_members_year_proposes_stars_and_the_community_has_its_word(bank):
    for n in range(1, 9):
        await bank.hears(served(n, hours=2, kind="wish"))
    book = await bank.book()
    early = turned(book, TOWN, book.due_at - timedelta(seconds=1))

    (due,) = turned(book, TOWN, book.due_at)
    waiting = evolve(book, due)
    (silent,) = turned(waiting, TOWN, waiting.due_at)
    over = evolve(waiting, silent)

    assert early == []
    assert (due.year, due.points, due.proposed, due.owner.at) == (2026, 56, 1, "c1")
    assert (silent.stars, over.rated) == (1, {"2026": 1})
    assert turned(over, TOWN, NOON + timedelta(days=999)) == []


async def test_other_stars_than_proposed_need_a_reason(bank):
    await bank.hears(served(1, hours=8))
    with pytest.raises(NotNow):
        await bank.asks(RateMember(stars=1))
    book = await bank.book()
    bank.now = book.due_at
    act = Posted(by=SECRETARY, at=bank.now, key="clock")
    await bank.store.act(WHO, lambda one: bank.earnings.tick(one, bank.now), act)

    with pytest.raises(NotSo) as refused:
        await bank.asks(RateMember(stars=3), key="bare")
    await bank.asks(RateMember(stars=3, reason="Led the rescue"), key="reasoned")

    assert refused.value.code == "reason_needed"
    assert (await bank.book()).rated == {"2026": 3}


async def test_a_certificate_is_true_and_can_be_checked_later(bank):
    await bank.hears(served(1, hours=3))
    shown = await bank.earnings.certificate(WHO, someone(Role.PARTY_MEMBER, "c1", "member-01"))
    await bank.hears(served(2, hours=2))

    checked = await bank.earnings.verdict(shown.code)
    forged = await bank.earnings.verdict("0" * 32)

    assert ([one.hours for one in shown.services], shown.hours) == ([3], 3)
    assert (checked.true, checked.hours, checked.points) == (True, 3, 6)
    assert (checked.name, checked.unit) == ("member-01", False)
    assert (forged.true, forged.name) == (False, None)
    with pytest.raises(NotThere):
        await bank.earnings.certificate(WHO, STRANGER)


def test_a_ledger_that_was_changed_proves_nothing():
    book = evolve(None, e.PassbookOpened(account="a", street="s1", community="c1", opened_at=NOON))
    for event in on_served(served(), book, TOWN, NOON):
        book = evolve(book, event)

    code = certificate(book, TOWN).code
    lines = (book.lines[0].model_copy(update={"amount": 99.0}), *book.lines[1:])
    changed = book.model_copy(update={"lines": lines})

    assert verdict(book, code, TOWN).true
    assert not verdict(changed, code, TOWN).true


@pytest.mark.mechanism(141)
async def test_a_star_falls_with_the_false_record_it_rested_on(bank):
    for n in range(1, 6):
        await bank.hears(served(n, hours=24))
    worn = (await bank.book()).star

    await bank.asks(VoidRecord(offer_id="of-1", reason="Nobody was there"))
    book = await bank.book()

    assert (worn, book.star) == (1, 0)
    assert bank.posted(e.StarReached)[-1].level == 0
    assert certificate(book, TOWN).star == 0


async def test_what_is_taken_back_leaves_the_day_and_year_it_was_served_in(bank):
    served_at = NOON - timedelta(days=400)
    await bank.hears(served(1, hours=8, served_at=served_at))

    await bank.asks(VoidRecord(offer_id="of-1", reason="Nobody was there"))
    await bank.hears(served(2, hours=8, served_at=NOON))
    book = await bank.book()

    assert book.year(served_at.year)[1] == 0
    assert book.year(NOON.year)[1] == 8
    assert set(book.days.values()) == {0, 8}
