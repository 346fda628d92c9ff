"""An objection to a transfer waits for the street's word, then the district's; who was named by it
does not return the case again."""

from datetime import timedelta

import pytest

from contracts.events.case import CaseSolved
from contracts.events.case_handed import CaseReturned, CaseTransferred
from contracts.events.case_ruling import (
    CaseRuled,
    CaseRulingLapsed,
    CaseRulingOpened,
    CaseRulingOverdue,
    CaseRulingReferred,
)
from contracts.lifecycle import CaseStage
from contracts.refusals import NotSo, NotYours
from contracts.words import Level, Owner
from contracts.written import MAY_NOT_RETURN
from services.intake import core
from tests.unit.intake.builders import (
    COMMANDER,
    HERE,
    NOON,
    OFFICER,
    SUPERVISOR,
    TRANSFER,
    decide,
    done,
)
from tests.unit.intake.ruled import (
    COMMUNITY,
    DESIGNATE,
    FIRST,
    GAS,
    HANDED,
    HOUR,
    REFER,
    REJECT,
    TOWN,
    UPHOLD,
    WATER,
    objecting,
    word,
)
from tests.unit.intake.said import cannot_solve, completed, objected


@pytest.mark.mechanism(66)
def test_an_objection_waits_for_the_street_while_the_case_and_its_limit_stay_where_they_are():
    [opened] = core.on_objected(objected(), HANDED, TOWN, NOON + HOUR)
    waiting = done(HANDED, [opened])

    assert isinstance(opened, CaseRulingOpened)
    assert (opened.ruling_id, opened.about) == (FIRST, "objection")
    assert (opened.level, opened.at) == (Level.STREET, "s1")
    assert (opened.reason, opened.basis, opened.territory) == ("Not ours", "The list", "c1")
    assert opened.due_at == NOON + 4 * HOUR
    assert (waiting.stage, waiting.owner) == (CaseStage.TRANSFERRED, WATER)
    assert waiting.due_at == HANDED.due_at
    assert waiting.next_at == NOON + 4 * HOUR


def test_the_suggested_owner_is_part_of_the_question():
    message = objected()
    told = message.model_copy(
        update={"data": message.data.model_copy(update={"suggestion": "gasco"})}
    )

    [opened] = core.on_objected(told, HANDED, TOWN, NOON)

    assert opened.suggestion == "gasco"


ABOVE = [
    ("held by the district", {"home": Owner(level=Level.DISTRICT, at="hc")}),
    ("in no street", {"place": HERE.model_copy(update={"path": ("hc",)})}),
    ("the street steps aside", {"recused": ("s1",)}),
]


@pytest.mark.parametrize("changes", [pytest.param(row[1], id=row[0]) for row in ABOVE])
def test_where_no_street_may_rule_the_district_is_asked_at_once(changes):
    [opened] = core.on_objected(objected(), HANDED.model_copy(update=changes), TOWN, NOON)

    assert (opened.level, opened.at) == (Level.DISTRICT, "hc")
    assert opened.due_at == NOON + 5 * HOUR


@pytest.mark.parametrize("react", [core.on_objected, core.on_cannot_solve])
def test_while_a_word_is_awaited_nothing_more_is_asked(react):
    message = objected() if react is core.on_objected else cannot_solve()

    assert not react(message, objecting(), TOWN, NOON)


@pytest.mark.mechanism(66)
def test_rejected_the_case_stays_theirs_on_the_limit_it_had():
    [ruled] = word(REJECT, now=NOON + 2 * HOUR)
    after = done(objecting(), [ruled])

    assert isinstance(ruled, CaseRuled)
    assert not ruled.upheld
    assert (after.stage, after.owner, after.due_at) == ("transferred", WATER, HANDED.due_at)
    assert after.question is None


def test_upheld_the_case_is_its_holders_again():
    ruled, returned = word(UPHOLD)
    after = done(objecting(), [ruled, returned])

    assert isinstance(returned, CaseReturned)
    assert (returned.task_id, returned.reason) == ("case-1-t1", "It is a gas pipe")
    assert (after.stage, after.owner, after.bound) == ("owned", COMMUNITY, ())


@pytest.mark.mechanism(66)
def test_whoever_the_street_names_has_the_case_next_and_is_told_why():
    ruled, returned, handed, *_stuck = word(DESIGNATE, now=NOON + 2 * HOUR)
    after = done(objecting(), [ruled, returned, handed])

    assert ruled.designated == "gasco"
    assert isinstance(handed, CaseTransferred)
    assert (handed.task_id, handed.department) == ("case-1-t2", "gasco")
    assert handed.designated
    assert handed.note == "It is a gas pipe"
    assert handed.due_at == NOON + 12 * HOUR
    assert (after.owner, after.bound, after.home) == (GAS, ("gasco",), COMMUNITY)


@pytest.mark.mechanism(66)
def test_the_designated_may_not_return_it():
    named = done(objecting(), word(DESIGNATE))
    message = objected("case-1-t2")
    theirs = message.model_copy(
        update={"data": message.data.model_copy(update={"department": "gasco"})}
    )

    opened, rejected = core.on_objected(theirs, named, TOWN, NOON)
    after = done(named, [opened, rejected])

    assert (rejected.upheld, rejected.reason) == (False, MAY_NOT_RETURN.zh)
    assert (after.stage, after.owner, after.question) == ("transferred", GAS, None)


def test_one_whose_objection_was_rejected_may_not_return_it_after_another_transfer_either():
    stays = done(objecting(), word(REJECT))
    back = done(stays, core.tick(stays, TOWN, stays.due_at))
    back = done(back, core.tick(back, TOWN, back.due_at))

    again, *_stuck = decide(TRANSFER, back, OFFICER, city=TOWN)

    assert back.stage is CaseStage.OWNED
    assert again.designated


def test_one_whose_objection_was_upheld_may_object_to_another_transfer():
    back = done(objecting(), word(UPHOLD))

    again, *_stuck = decide(TRANSFER, back, OFFICER, city=TOWN)

    assert not again.designated


@pytest.mark.mechanism(66)
def test_what_is_beyond_the_designated_waits_for_a_word_too():
    named = done(objecting(), word(DESIGNATE))
    message = cannot_solve("case-1-t2")
    theirs = message.model_copy(
        update={"data": message.data.model_copy(update={"department": "gasco"})}
    )

    [opened] = core.on_cannot_solve(theirs, named, TOWN, NOON)

    assert (opened.about, opened.ruling_id) == ("cannot_solve", "case-1-t2-r2")


@pytest.mark.mechanism(66)
def test_what_the_street_refers_is_the_districts_to_rule():
    [referred] = word(REFER, now=NOON + HOUR)
    above = done(objecting(), [referred])

    assert isinstance(referred, CaseRulingReferred)
    assert (referred.level, referred.at, referred.due_at) == (
        Level.DISTRICT,
        "hc",
        NOON + 6 * HOUR,
    )
    with pytest.raises(NotYours, match="not_this_ruler"):
        word(REJECT, above, COMMANDER)
    assert word(REJECT, above, SUPERVISOR)
    with pytest.raises(NotSo, match="nobody_above_district"):
        word(REFER, above, SUPERVISOR)


@pytest.mark.mechanism(66)
def test_silence_of_the_street_brings_it_before_the_district_and_once_per_limit_again():
    before = objecting()

    assert not core.tick(before, TOWN, NOON + 3 * HOUR - timedelta(milliseconds=1))
    [late] = core.tick(before, TOWN, NOON + 3 * HOUR)
    above = done(before, [late])
    again = core.tick(above, TOWN, NOON + 8 * HOUR)

    assert isinstance(late, CaseRulingOverdue)
    assert (late.level, late.at, late.tell) == (Level.DISTRICT, "hc", (SUPERVISOR.id,))
    assert late.due_at == NOON + 8 * HOUR
    assert [type(event) for event in again] == [CaseRulingOverdue]
    assert done(above, again).question.due_at == NOON + 13 * HOUR
    assert above.due_at == HANDED.due_at


def test_what_is_done_meanwhile_needs_no_word():
    lapsed, solved = core.on_completed(completed(), objecting(), TOWN, NOON)

    assert isinstance(lapsed, CaseRulingLapsed)
    assert isinstance(solved, CaseSolved)
    assert done(objecting(), [lapsed, solved]).question is None


def test_what_is_taken_back_meanwhile_needs_no_word():
    late = done(objecting(), core.tick(objecting(), TOWN, HANDED.due_at))

    said = core.tick(late, TOWN, late.due_at)

    assert [type(event) for event in said if not isinstance(event, CaseRulingOverdue)] == [
        CaseRulingLapsed,
        CaseReturned,
    ]
    assert done(late, said).question is None
