"""哨账: one whistle's sheet; and the street's own month, as departments and record have it."""

from datetime import timedelta
from itertools import permutations

import pytest

from contracts.events import whistle as w
from contracts.events.call import CallAccepted, CallReleased
from contracts.words import Kind
from services.chassis.memory_store import MemoryStore
from services.chassis.store import Act
from services.evaluation.core.sheet import Sheet, evolve
from services.evaluation.core.told import told
from services.evaluation.handlers import Boards, Books, Evaluation
from services.evaluation.store import ACCOUNTS, ASSESSMENTS, CALLBACKS, SHEETS, MemoryLedger
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import said


def sheet(*events, at=b.NOON):
    speaker, state = said.Speaker("wh-1"), None
    for event in events:
        state = evolve(state, told(speaker.says(event, at)).data)
    return state


BEGUN = (said.raised(), said.summoned(), said.summoned(2, "fire"))


@pytest.mark.mechanism(8)
def test_whistles_started_and_problems_solved_are_counted_apart():
    found = sheet(*BEGUN, said.whistle_ended(True, True, False))

    assert found.started_in == found.period == "2026-11"
    assert (found.problems, found.solved) == (3, 2)


def test_a_whistle_belongs_to_the_month_of_its_end_and_started_in_its_own():
    speaker = said.Speaker("wh-1")
    state = evolve(None, told(speaker.says(said.raised())).data)

    state = evolve(state, told(speaker.says(said.whistle_ended(True), LATER)).data)

    assert (state.started_in, state.period) == ("2026-11", "2026-12")


LATER = b.NOON + timedelta(days=20)


@pytest.mark.mechanism(110)
def test_supervision_is_counted_by_call():
    talk = said.supervised(count=2, talk=True)
    found = sheet(*BEGUN, said.overdue(), said.supervised(count=1), talk)

    calls = found.calls["wh-1-1"], found.calls["wh-1-2"]
    assert [(one.supervisions, len(one.talks)) for one in calls] == [(2, 1), (0, 0)]
    assert found.state == "overdue"


def test_an_objection_that_was_upheld_makes_its_call_wrong_not_the_others():
    released = said.call(CallReleased, reason="Not theirs")
    found = sheet(*BEGUN, said.upheld(), released)

    assert found.calls["wh-1-1"].state == "returned"
    assert found.wrong_calls == 1


def test_a_call_released_for_another_reason_was_not_wrong():
    found = sheet(*BEGUN, said.call(CallReleased, reason="Not needed any more"))

    assert found.wrong_calls == 0


def test_a_withdrawn_whistle_was_wrong_as_a_whole():
    found = sheet(*BEGUN, w.WhistleWithdrawn(reason="The wrong place"))

    assert (found.state, found.wrong_calls) == ("withdrawn", 2)


def test_a_step_is_kept_with_who_took_it():
    task = said.Speaker("wh-1-1", "response", "liaison")
    heard = told(task.says(said.acknowledged()))

    found = evolve(sheet(*BEGUN), heard.data)

    assert found.calls["wh-1-1"].steps["task.acknowledged"].by == "liaison"


def test_words_of_different_speakers_may_come_in_any_order():
    speaker, task = said.Speaker("wh-1"), said.Speaker("wh-1-1", "response", "liaison")
    heard = [told(speaker.says(event)).data for event in (said.raised(), said.summoned())]
    heard.append(told(task.says(said.acknowledged())).data)
    accepted = told(speaker.says(said.call(CallAccepted))).data

    found = set()
    for order in permutations(heard):
        state = None
        for event in (*order, accepted):
            state = evolve(state, event)
        found.add(state.model_dump_json())

    assert len(found) == 1


def test_an_exercise_is_counted_nowhere():
    found = sheet(said.raised(kind=Kind.DRILL), said.whistle_ended(True))

    assert not found.counted
    assert [SHEETS.facets(found)[name] for name in ("boards", "begun", "closings")] == [[], [], []]


def test_what_is_closed_after_its_time_was_not_closed_in_time():
    assessed = w.WhistleAssessed(due_at=b.NOON + timedelta(days=1))
    begun = sheet(*BEGUN, said.whistle_ended(True), assessed)
    closed = said.Speaker("wh-1").says(w.WhistleClosed(), b.NOON + timedelta(days=2))

    late = evolve(begun, told(closed).data)
    early = sheet(*BEGUN, said.whistle_ended(True), assessed, w.WhistleClosed())

    assert SHEETS.facets(late)["closed_in_time"] == 0
    assert SHEETS.facets(early)["closed_in_time"] == 1


class Office:
    """Evaluation with its books."""

    def __init__(self):
        self.stores = (MemoryStore(ASSESSMENTS), MemoryStore(CALLBACKS))
        self.evaluation = Evaluation(*self.stores, b.CITY)
        self.books = Books(MemoryStore(SHEETS), MemoryStore(ACCOUNTS))
        counter = b.counter(*self.stores, self.books.sheets, self.books.accounts)
        ledger = MemoryLedger(*self.stores)
        self.boards = Boards(*self.stores, ledger, counter, b.CITY)

    async def hears(self, speaker, *events):
        for event in events:
            heard = speaker.says(event)
            await self.books.handlers[type(event)].handle(heard)
            if hears := self.evaluation.handlers.get(type(event)):
                await hears.handle(heard)


def whole(n, *ends, wrong=False):
    """A whistle of two departments, to its end."""
    events = [
        said.raised(number=f"HC-{n}", cases=()),
        said.summoned(1, "water", f"wh-{n}"),
        said.summoned(2, "fire", f"wh-{n}"),
    ]
    if wrong:
        return [*events, w.WhistleWithdrawn(reason="The wrong street")]
    records = (
        b.record(task_id=f"wh-{n}-1"),
        b.record(task_id=f"wh-{n}-2", department="fire", lead=False),
    )
    closing = w.WhistleAssessed(due_at=b.NOON + timedelta(days=1))
    ended = said.whistle_ended(*ends).model_copy(update={"records": records})
    return [*events, ended, closing, w.WhistleClosed()]


@pytest.mark.mechanism(16, 8)
async def test_a_street_s_month_is_made_of_what_the_departments_and_the_record_say():
    office = Office()
    await office.hears(said.Speaker("wh-1"), *whole(1, True, False))
    await office.hears(said.Speaker("wh-2"), *whole(2, wrong=True))
    for task, rightly in (("wh-1-1", True), ("wh-1-2", False)):
        by = b.LIAISON if task == "wh-1-1" else b.OTHER_DEPARTMENT
        word = b.judge_street(task_id=task, rightly=rightly, completeness=0.5, cooperation=1.0)
        act = Act(by=by, at=b.NOON, key=task, fingerprint=task)
        await office.evaluation.act(word, f"as-{task}", act)

    rows = {row.id: row for row in (await office.boards.board("2026-11", "streets")).rows}
    found = rows["s1"].street

    assert (found.started, found.ended, found.solved) == (2, 2, 1)
    assert (found.items["accuracy"].count, found.items["accuracy"].of) == (1, 4)
    assert (found.wrong, found.penalty) == (1, 2)
    assert rows["s1"].score == found.score == 25 - 2
    assert rows["s2"].street.score is None


@pytest.mark.mechanism(16)
async def test_what_is_closed_in_the_next_month_counts_there_and_moves_nothing_in_the_last():
    office, speaker = Office(), said.Speaker("wh-1")
    *until, closed = whole(1, True, False)
    await office.hears(speaker, *until)
    before = await office.boards.beside("2026-11", "streets")

    late = speaker.says(closed, b.NOON + timedelta(days=31))
    await office.books.handlers[w.WhistleClosed].handle(late)

    month = (await office.boards.beside("2026-12", "streets")).streets["s1"]
    assert await office.boards.beside("2026-11", "streets") == before
    assert (before.streets["s1"].ended, before.streets["s1"].closed) == (1, 0)
    assert (month.ended, month.closed, month.closed_in_time) == (0, 1, 0)


def test_a_sheet_nobody_spoke_of_is_empty():
    assert SHEETS.facets(Sheet())["boards"] == []
