"""Cases as evaluation accounts for them: what is said of one, and an office that counts many."""

from datetime import timedelta

import pytest

from contracts.channels import Kin
from contracts.city import Organisation
from contracts.events import case as e
from contracts.events import case_handed as handed
from contracts.words import Level, Sphere, Urgency
from services.chassis.memory_store import MemoryStore
from services.evaluation.core.account import evolve
from services.evaluation.core.told import told
from services.evaluation.handlers import Books, Counting, Evaluation
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


def city_with_property():
    firm = Organisation(
        id="firm", kind="property", name="Firm", calendar="region", round_the_clock=False
    )
    known = b.city()
    object.__setattr__(known, "organisations", {**known.organisations, "firm": firm})
    return known


FIRM = said.entrusted()
MENDED = said.solved()
