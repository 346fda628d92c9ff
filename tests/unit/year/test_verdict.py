"""Each of the year's other checks finds what it looks for, in what is kept and in what was said."""

from types import SimpleNamespace

import pytest

from contracts.envelope import Envelope
from contracts.events import EVENTS
from contracts.events.event import Event
from tests.unit.year.worlds import HOUR, NOON, World
from tests.year import figures, unsaid, verdict
from tests.year.deadlines import every_deadline_was_met_or_struck_once
from tests.year.keeping import KEPT, _still_there

DONE = SimpleNamespace(planned=3, told=2, untold=1, faults=[])


class Left:
    """What a year left behind: documents by service and name, events, queues, rows of boards."""

    def __init__(self, documents=None, said=(), parked=(), dead=(), rows=None):
        self.kept, self.history, self.rows = documents or {}, list(said), rows or {}
        self.clock = SimpleNamespace(now=NOON)
        self.buses = [SimpleNamespace(parked=SimpleNamespace(blocked=self._parked))]
        self.broker = SimpleNamespace(queues={"intake.0": SimpleNamespace(dead=list(dead))})
        self._blocked = list(parked)

    async def _parked(self):
        return self._blocked

    async def documents(self, service, name):
        return self.kept.get((service, name), [])

    def all_of(self, kind):
        return [one.data for one in self.history if isinstance(one.data, kind)]

    async def board(self, month, subject):
        return {"rows": self.rows.get(subject, []) if month == figures.MONTHS[0] else []}


@pytest.mark.parametrize(
    ("year", "wrong"),
    [
        (DONE, []),
        (SimpleNamespace(**vars(DONE) | {"told": 1}), ["1 stories lost"]),
        (SimpleNamespace(**vars(DONE) | {"faults": ["broke off"]}), ["broke off"]),
    ],
)
async def test_a_story_that_broke_off_or_is_lost_is_found(year, wrong):
    assert await verdict.every_story_is_told_to_its_end(Left(), year) == wrong


@pytest.mark.parametrize(
    ("left", "wrong"),
    [
        (Left(), []),
        (Left(parked=["case-1"]), ["parked: case-1"]),
        (Left(dead=[b"x"]), ["dead: intake.0"]),
    ],
)
async def test_what_nobody_could_hear_is_found(left, wrong):
    assert await verdict.nothing_is_parked_or_dead(left, DONE) == wrong


def kept(service, name, stage, **more):
    state = {"stage": stage, **more.pop("state", {})}
    return Left({(service, name): [{"_id": "x-1", "state": state, **more}]})


OWNER = {"owner": {"level": "grid", "at": "g1"}}


@pytest.mark.parametrize(
    ("left", "wrong"),
    [
        (kept("intake", "cases", "owned", state=OWNER, due_at=NOON), []),
        (kept("intake", "cases", "closed", state={"owner": None}), []),
        (kept("intake", "cases", "owned", state=OWNER), ["no deadline: x-1"]),
        (kept("intake", "cases", "owned", state={"owner": None}, due_at=NOON), ["no owner: x-1"]),
        *(
            (kept(service, name, next(iter(filter(life.table.get, life.table)))), None)
            for service, name, life in verdict.LIVES
        ),
    ],
)
async def test_what_is_open_without_owner_or_deadline_is_found(left, wrong):
    found = await verdict.everything_open_has_an_owner_and_a_deadline(left, DONE)

    assert found == (["no deadline: x-1"] if wrong is None else wrong)


async def test_what_is_kept_with_a_deadline_in_the_past_is_found():
    said = World().says("case.reported", due_at=NOON + HOUR).says("case.closed").said
    past = {("intake", "cases"): [{"_id": "x-1", "due_at": NOON}]}
    due = {("intake", "cases"): [{"_id": "x-1", "due_at": NOON + HOUR}]}

    found = await every_deadline_was_met_or_struck_once(Left(past, said), DONE)

    assert found == ["kept, and in the past: x-1"]
    assert await every_deadline_was_met_or_struck_once(Left(due, said), DONE) == []


def numbered(*seqs):
    [one] = World().says("case.closed").said
    return Left(said=[one.model_copy(update={"seq": seq}) for seq in seqs])


@pytest.mark.parametrize("wrong", [(2,), (1, 3), (1, 1), (1, 2, 2), (2, 1), (0, 1)])
async def test_a_number_that_is_missing_doubled_or_out_of_order_is_found(wrong):
    assert await verdict.every_number_was_said_once_and_in_order(numbered(1, 2, 3), DONE) == []
    assert await verdict.every_number_was_said_once_and_in_order(numbered(*wrong), DONE)


async def test_a_mediation_that_agreed_and_solved_nothing_is_found():
    agreed = World().says("task.stepped", "case-1-1", step="agreed")
    solved = World().says("task.stepped", "case-1-1", step="agreed").says("case.solved", "case-1")
    check = verdict.every_mediation_that_agreed_solved_its_case

    assert await check(Left(said=solved.said), DONE) == []
    assert await check(Left(said=agreed.said), DONE) == ["case-1"]
    assert await check(Left(), DONE) == ["nobody ever agreed"]


async def test_a_year_of_whistles_with_one_problem_each_is_found():
    one, two = (World().says("whistle.raised", problems=(1,) * n).said for n in (1, 2))
    check = verdict.whistles_and_problems_are_counted_apart

    assert await check(Left(said=[*one, *two]), DONE) == []
    assert await check(Left(said=one), DONE) == ["1 whistles, 1 problems"]


def judged():
    world = World().says("whistle.confirmed", "wh-1", ends=(SimpleNamespace(solved=True),))
    world.says("assessment.scored", "as-1", total=80.0)
    return world.says("callback.recorded", "cb-1", period=figures.MONTHS[0], case_id="case-1")


STREET = {"whistles": 1, "problems": {"count": 1}, "asked": 1}
DEPARTMENT = {"scored": 1, "average": 80.0}


def shown(street=None, department=None):
    return {"streets": [STREET | (street or {})], "departments": [DEPARTMENT | (department or {})]}


async def test_boards_that_together_show_what_happened_are_in_order():
    left = Left(said=judged().said, rows=shown())

    assert await figures.the_boards_show_what_the_events_say(left, DONE) == []


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        (shown({"whistles": 2}), "whistles"),
        (shown({"problems": {"count": 0}}), "problems solved"),
        (shown({"asked": 0}), "asked"),
        (shown(None, {"average": 79.0}), "points given"),
        (shown(None, {"scored": 2, "average": 40.0}), "scores"),
    ],
)
async def test_a_figure_of_all_boards_that_nothing_stands_behind_is_found(rows, what):
    left = Left(said=judged().said, rows=rows)

    found = await figures.the_boards_show_what_the_events_say(left, DONE)

    assert [one.partition(":")[0] for one in found] == [what]


async def test_what_was_excluded_is_on_no_board_and_what_counts_on_none_was_never_there():
    excluded = judged().says("callback.excluded", "cb-1", case_id="case-1")
    silent = judged().says("callback.recorded", "cb-2", period=None, case_id="case-2")
    check = figures.the_boards_show_what_the_events_say

    assert await check(Left(said=excluded.said, rows=shown({"asked": 0})), DONE) == []
    assert await check(Left(said=silent.said, rows=shown()), DONE) == []


def test_a_word_that_outlives_its_time_is_found_wherever_it_stands():
    excused = [(where, {"text": "路灯不亮了"}) for where in KEPT]
    nested = {"events": [{"data": {"text": "昨晚路灯不亮了"}}]}

    assert _still_there(excused, frozenset({"路灯不亮了"})) == []
    found = _still_there([*excused, ("intake/cases", nested)], frozenset({"路灯不亮了"}))
    assert found == ["intake/cases: 路灯不亮了"]
    needless = _still_there(excused[1:], frozenset({"路灯不亮了"}))
    assert needless == [f"kept for nothing: {excused[0][0]}"]


async def test_a_kind_of_event_nobody_said_is_found(monkeypatch):
    every = [Envelope[Event].model_construct(type=kind) for kind in EVENTS]
    first = every[0].type

    assert await unsaid.every_kind_of_event_was_said(Left(said=every), DONE) == []
    found = await unsaid.every_kind_of_event_was_said(Left(said=every[1:]), DONE)
    assert found == [f"never said: {first}"]
    monkeypatch.setitem(unsaid.UNSAID, first, "a reason")
    assert await unsaid.every_kind_of_event_was_said(Left(said=every[1:]), DONE) == []
    found = await unsaid.every_kind_of_event_was_said(Left(said=every), DONE)
    assert found == [f"excused, but said: {first}"]
