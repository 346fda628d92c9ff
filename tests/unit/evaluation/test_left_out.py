"""What two people granted is heeded by every rate, and stays on the record."""

import pytest

from contracts.events import EVENTS
from services.chassis.acts import Posted
from services.chassis.memory_bus import MemoryBus
from services.chassis.memory_store import MemoryStore
from services.evaluation.core.review import Stage, evolve
from services.evaluation.core.reviewing import decide, excluded
from services.evaluation.handlers import Boards, Evaluation, Parts, Reviews
from services.evaluation.store import ASSESSMENTS, CALLBACKS, REVIEWS, MemoryLedger
from tests.unit.evaluation import builders as b
from tests.unit.evaluation.reviews import EXCLUDE, EXEMPT, YES, after, ask_late, passed


class Office:
    """Evaluation with its reviews, on a bus that hears itself."""

    def __init__(self):
        self.stores = (MemoryStore(ASSESSMENTS), MemoryStore(CALLBACKS))
        self.evaluation = Evaluation(*self.stores, b.CITY)
        self.reviews = Reviews(MemoryStore(REVIEWS), *self.stores, b.CITY)
        self.parts = Parts([self.evaluation, self.reviews])
        self.boards = Boards(
            *self.stores, MemoryLedger(*self.stores), b.counter(*self.stores), b.CITY
        )
        self.bus = MemoryBus(EVENTS, patience=0.05)

    async def act(self, command, id, by, key, path_id=""):
        act = Posted(by=by, at=b.NOON, key=key, fingerprint=key, path_id=path_id)
        return await self.parts.act(command, id, act)


@pytest.fixture
async def office():
    office = Office()
    await office.bus.listen("evaluation", office.parts.handlers)
    done = b.task_completed()
    await office.evaluation.on_task_done(b.envelope(done, 1, "case-1-t1", "response"))
    confirmed = b.envelope(b.case_confirmed(), 1, b.CASE, "intake")
    await office.evaluation.on_case_confirmed(confirmed)
    await office.act(b.answer(solved=False), "cb-case-1", b.EVALUATOR, "k0")
    late_call = b.confirmed(records=(b.record(overdue=("arrive",)),))
    await office.evaluation.on_whistle_confirmed(b.envelope(late_call))
    yield office
    await office.bus.close()


@pytest.mark.mechanism(136, 138)
async def test_an_answer_that_is_left_out_is_in_no_rate_and_stays_in_the_volume(office):
    before = (await office.boards.board("2026-11", "departments")).rows
    await office.act(EXCLUDE, "rx-case-1-1", b.HEAD, "k1", "case-1")
    await office.act(YES, "rx-case-1-1", b.EVALUATOR, "k2")
    last = await office.act(YES, "rx-case-1-1", b.DISTRICT, "k3")
    [granted] = decide(YES, passed(), b.DISTRICT, b.CITY, b.NOON)
    await office.bus.publish(b.envelope(granted, 3, "rx-case-1-1", "evaluation"))
    await office.bus.settle()

    rows = {row.id: row for row in (await office.boards.board("2026-11", "departments")).rows}
    water = next(row for row in before if row.id == "water")
    kept = (await office.stores[1].get("cb-case-1")).state

    assert last.state.stage is Stage.GRANTED
    assert (water.rates.solution.count, water.rates.solution.of) == (0, 1)
    assert rows["water"].rates.solution.shown == "—"
    assert kept.answers[0].solved is False
    assert kept.answers[0].excluded == "legal_procedure"


async def test_an_overdue_that_is_exempt_counts_as_on_time_and_stays_on_the_record(office):
    await office.act(EXEMPT, "ro-as-wh-1-1", b.HEAD, "k1", "as-wh-1-1")
    await office.act(YES, "ro-as-wh-1-1", b.EVALUATOR, "k2")
    await office.act(YES, "ro-as-wh-1-1", b.DISTRICT, "k3")
    review = await office.reviews.reviews.get("ro-as-wh-1-1")
    before = {row.id: row for row in (await office.boards.board("2026-11", "departments")).rows}

    asked = after(*ask_late())
    for by in (b.EVALUATOR, b.DISTRICT):
        said = decide(YES, asked, by, b.CITY, b.NOON)
        asked = b.judged_by(evolve, asked, *said)
    await office.bus.publish(b.envelope(said[0], 3, "ro-as-wh-1-1", "evaluation"))
    await office.bus.settle()
    rows = {row.id: row for row in (await office.boards.board("2026-11", "departments")).rows}
    kept = (await office.stores[0].get("as-wh-1-1")).state

    assert review.state.stage is Stage.GRANTED
    assert before["water"].on_time.count == 0
    assert rows["water"].on_time.count == 1
    assert kept.facts.overdue == ("arrive",)
    assert kept.exempt == "So it is"


def test_what_is_granted_about_nothing_changes_nothing():
    [granted] = decide(YES, passed(), b.DISTRICT, b.CITY, b.NOON)

    assert excluded(granted, None) == []
