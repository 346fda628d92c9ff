"""积分与时长: what is posted, what it adds up to, and that nothing is taken without a reason."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.actor import Role
from contracts.city import Territory
from contracts.commands.earning import RateMember, VoidRecord
from contracts.envelope import Envelope
from contracts.events import earning as e
from contracts.events.claim import ClaimConfirmed, ClaimMissed
from contracts.events.registration import RegistrationConfirmed
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Level
from services.chassis.acts import Posted
from services.chassis.memory_store import MemoryStore
from services.evaluation.core.certificate import certificate, verdict
from services.evaluation.core.earning import on_served
from services.evaluation.core.member_year import turned
from services.evaluation.core.passbook import Passbook, evolve, intact
from services.evaluation.handlers import Earnings
from services.evaluation.store import PASSBOOKS
from tests.unit.evaluation.builders import CITY, NOON, someone

SECRETARY = someone(Role.COMMUNITY_SECRETARY, "c1", "secretary")
STRANGER = someone(Role.COMMUNITY_SECRETARY, "c9", "stranger")
WHO = "pb-member-01"


def town():
    places = {**CITY.territories, "c1": Territory("c1", Level.COMMUNITY, "c1", "s1", "c1")}
    spans = {**CITY.rules.spans, "score.review.street": CITY.rules.spans["score.appeal"]}
    return replace(CITY, territories=places, rules=CITY.rules.model_copy(update={"spans": spans}))


TOWN = town()


def registered(number="BD1", **changes):
    told = {"account": "member-01", "street": "s1", "community": "c1", "due_at": NOON}
    return RegistrationConfirmed(number=number, **(told | changes))


def served(n=1, hours=2.0, **changes):
    told = {
        "claim_id": f"of-{n}-1",
        "account": "member-01",
        "kind": "member",
        "number": f"OF{n}",
        "title": "Snow",
        "street": "s1",
        "community": "c1",
        "served_at": NOON,
        "offer_id": f"of-{n}",
    }
    return ClaimConfirmed(hours=hours, **(told | changes))


def missed(n=1):
    told = served(n).model_dump(include=set(ClaimMissed.model_fields))
    return ClaimMissed(**told, missed_at=NOON)


def heard(event, seq=1, subject="", at=NOON):
    subject = subject or getattr(event, "offer_id", None) or f"reg-{event.number}"
    return Envelope(
        id=f"dispatch:{subject}:{seq}",
        source="dispatch",
        subject=subject,
        seq=seq,
        type=event.type,
        time=at,
        by="secretary",
        data=event,
    )


class Bank:
    """Evaluation's passbooks in memory."""

    def __init__(self):
        self.now = NOON
        self.said = []
        self.store = MemoryStore(PASSBOOKS, now=lambda: self.now)
        self.store.outbox.wake = self.said.extend
        self.earnings = Earnings(self.store, TOWN)

    async def hears(self, event, **told):
        await self.earnings.handlers[type(event)].handle(heard(event, **told))

    async def asks(self, command, by=SECRETARY, id=WHO, key="k"):
        act = Posted(by=by, at=self.now, key=f"{key}-{type(command).__name__}")
        return await self.earnings.act(command, id, act)

    async def book(self, id=WHO) -> Passbook:
        return (await self.store.get(id)).state

    def posted(self, kind):
        return [one.data for one in self.said if isinstance(one.data, kind)]


@pytest.fixture
def bank():
    return Bank()


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


# --- stars ----------------------------------------------------------------------------------------


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


# --- certificates ---------------------------------------------------------------------------------


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
