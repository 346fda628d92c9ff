"""Every score opens onto its formula, and every line onto the fact it came from."""

import pytest

from contracts.refusals import NotThere, NotYours
from contracts.summons import CallRecord
from services.chassis.memory_store import MemoryStore
from services.chassis.store import Act
from services.evaluation.core.explanation import explain
from services.evaluation.core.scoring import DEDUCTIONS
from services.evaluation.handlers import Boards, Evaluation
from services.evaluation.store import ASSESSMENTS, CALLBACKS, MemoryLedger
from tests.unit.evaluation import builders as b

WORST = b.record(
    overdue=("acknowledge", "arrive"),
    rank_met=False,
    reworks=2,
    objections_rejected=2,
)


def explained(record: CallRecord, **judged):
    return explain("as-wh-1-1", b.scored(b.due(records=(record,)), **judged), b.CITY)


@pytest.mark.mechanism(7, 101)
def test_points_and_lines_sum_to_the_total_and_each_item_is_weight_times_share():
    found = explained(WORST, shares={**b.FULL, "duty": 0.5}, bonuses=("commended",))

    assert round(found.sum_of_items + found.sum_of_lines, 2) == found.total
    assert all(item.points == round(item.weight * item.share, 2) for item in found.items)
    assert next(item for item in found.items if item.item == "duty").share == 0.5


def test_each_line_stands_on_a_fact_of_the_record():
    lines = {line.rule: line for line in explained(WORST).lines}

    assert lines["late_arrival"].evidence == {
        "by": WORST.clocks.arrive_by,
        "at": WORST.arrived_at,
    }
    assert lines["rework"].evidence == {"reworks": 2}
    assert lines["objection_rejected"].evidence == {"objections_rejected": 2}
    assert lines["wrong_rank"].evidence == {"rank_met": False}
    assert lines["deduction_cap"].evidence == {"cap": 30} if "deduction_cap" in lines else True


def test_what_the_street_found_stands_on_its_word():
    found = explained(b.record(), false_feedback=True, comment="The photo is another street's")

    [line] = [line for line in found.lines if line.rule == "false_feedback"]
    assert found.total == 0
    assert line.evidence == {"said_by": "commander", "comment": "The photo is another street's"}


def test_every_rule_of_the_record_has_its_fact():
    named = {line.rule for line in explained(WORST).lines}
    shown = explained(b.record(no_show=True)).lines

    assert set(DEDUCTIONS) - {"no_show"} <= named
    assert next(line for line in shown if line.rule == "no_show").evidence["by"]


def test_the_problems_and_the_rulings_stand_beside_it():
    assessment = b.appealed()
    ruled = b.told(assessment, *b.decide(b.rule(), assessment, b.DISTRICT))

    found = explain("as-wh-1-1", ruled, b.CITY)

    assert [end.solved for end in found.ends] == [True, False]
    assert (found.was, found.total) == (100, 77)
    assert found.appeals == ("We were there in time",)
    assert found.rulings == ("They were",)


@pytest.fixture
async def boards():
    stores = (MemoryStore(ASSESSMENTS), MemoryStore(CALLBACKS))
    evaluation = Evaluation(*stores, b.CITY)
    await evaluation.on_whistle_confirmed(b.envelope(b.confirmed()))
    act = Act(by=b.COMMANDER, at=b.NOON, key="k", fingerprint="k")
    await evaluation.act(b.assess(), "as-wh-1-1", act)
    return Boards(*stores, MemoryLedger(*stores), b.counter(*stores), b.CITY)


@pytest.mark.parametrize("by", [b.COMMANDER, b.HEAD, b.EVALUATOR, b.DISTRICT], ids=lambda by: by.id)
async def test_both_sides_and_those_who_look_after_all_may_open_it(boards, by):
    found = await boards.explanation("as-wh-1-1", by)

    assert found.total == 100


@pytest.mark.parametrize("by", [b.OTHER_DEPARTMENT, b.OTHER_STREET, b.RESIDENT])
async def test_nobody_else_opens_it(boards, by):
    with pytest.raises(NotYours, match="not_your_board"):
        await boards.explanation("as-wh-1-1", by)


async def test_what_is_not_there_cannot_be_opened(boards):
    with pytest.raises(NotThere):
        await boards.explanation("as-none", b.EVALUATOR)
