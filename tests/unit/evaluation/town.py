"""The whole of evaluation on stores in memory and a bus that it hears itself on."""

from datetime import timedelta

from contracts.events import EVENTS
from services.chassis.memory_bus import MemoryBus
from services.chassis.memory_store import MemoryStore
from services.evaluation.handlers import (
    Boards,
    Books,
    Counting,
    Evaluation,
    Keeping,
    Months,
    Parts,
    Reviews,
)
from services.evaluation.store import (
    ACCOUNTS,
    ASSESSMENTS,
    CALLBACKS,
    LAGGING,
    MONTHS,
    RATINGS,
    REVIEWS,
    SHEETS,
    MemoryLedger,
    MemorySnapshots,
)
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import said

NEXT_MONTH = b.NOON + timedelta(days=14)


class Town:
    """Evaluation, whole."""

    def __init__(self, city=b.CITY):
        self.city, self.now, self.keys = city, b.NOON, 0
        shapes = (ASSESSMENTS, CALLBACKS, SHEETS, ACCOUNTS, REVIEWS, MONTHS, RATINGS, LAGGING)
        self.stores = {shape.name: MemoryStore(shape, now=lambda: self.now) for shape in shapes}
        s = self.stores
        judged = (s["assessments"], s["callbacks"])
        ledger = MemoryLedger(*judged)
        counter = b.counter(*judged, s["sheets"], s["accounts"], s["ratings"])
        self.evaluation = Evaluation(*judged, city)
        self.books = Books(s["sheets"], s["accounts"])
        boards = Boards(*judged, ledger, counter, city)
        self.counting = Counting(ledger, counter, city, lambda: self.now)
        self.snapshots = MemorySnapshots()
        self.keeping = Keeping(boards, s["months"], self.snapshots, city)
        self.months = Months(
            s["months"], s["ratings"], s["lagging"], self.keeping, self.counting, city
        )
        self.reviews = Reviews(s["reviews"], *judged, city)
        self.parts = Parts([self.evaluation, self.books, self.reviews, self.months])
        self.bus = MemoryBus(EVENTS, patience=0.05)
        self.sent = {}

    async def act(self, command, id, by, path_id=""):
        """Ask, and let evaluation hear what it said itself."""
        self.keys += 1
        outcome = await self.parts.act(command, id, b.act(f"k{self.keys}", by, self.now, path_id))
        await self.hears_itself()
        return outcome

    async def hears_itself(self):
        """Deliver what was said to whoever of evaluation listens, until nothing is left."""
        said_more = True
        while said_more:
            said_more = False
            for store in self.stores.values():
                for envelope in await _said(store):
                    if envelope.id not in self.sent:
                        self.sent[envelope.id] = said_more = True
                        await self._hear(envelope)

    async def hears(self, speaker, *events):
        """Let somebody else say something."""
        for event in events:
            await self._hear(speaker.says(event, self.now))
        await self.hears_itself()

    async def _hear(self, envelope):
        hears = self.parts.handlers.get(type(envelope.data))
        if hears and hears.wants(envelope.data):
            await hears.handle(envelope)

    async def board(self, subject="departments", version=None, period="2026-11"):
        """The rows of a board, by unit."""
        found = await self.keeping.board(period, subject, version)
        return found, {row.id: row for row in found.rows}

    async def whistle(self, n, **judged):
        """A whistle on two departments, to its end, judged."""
        records = (
            b.record(task_id=f"wh-{n}-1"),
            b.record(task_id=f"wh-{n}-2", department="fire", lead=False),
        )
        ended = said.whistle_ended(True).model_copy(update={"records": records})
        begun = (said.raised(cases=()), said.summoned(1, "water", f"wh-{n}"))
        await self.hears(said.Speaker(f"wh-{n}"), *begun, ended)
        for task in (f"wh-{n}-1", f"wh-{n}-2"):
            await self.act(b.assess(task_id=task, **judged), f"as-{task}", b.COMMANDER)


async def _said(store):
    lines = await store.outbox.pending(b.NOON + timedelta(days=999), None, 9999)
    return [envelope for line in lines for envelope in line.envelopes]
