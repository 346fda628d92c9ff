"""What people and units earn by, and a bank that keeps their books."""

from dataclasses import replace

import pytest

from contracts.actor import Role
from contracts.city import Territory
from contracts.envelope import Envelope
from contracts.events.claim import ClaimConfirmed, ClaimMissed
from contracts.events.registration import RegistrationConfirmed
from contracts.words import Level
from services.chassis.acts import Posted
from services.chassis.memory_store import MemoryStore
from services.evaluation.core.passbook import Passbook
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
