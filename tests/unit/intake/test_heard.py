"""What whistles, tasks and call-backs do to a case; and what they leave alone."""

from datetime import timedelta

import pytest

from contracts.events.case import CaseClosed, CaseReopened, CaseSolved
from contracts.events.case_handed import CaseReturned, CaseWhistled
from contracts.events.case_ruling import CaseRulingOpened
from contracts.lifecycle import CaseStage
from contracts.refusals import NotThere
from contracts.words import Level, Owner
from services.intake import core
from tests.unit.intake.builders import (
    CITY,
    COMMANDER,
    ELSEWHERE,
    HERE,
    NOON,
    TRANSFER,
    act,
    at_every_stage,
    case,
    done,
    sort,
)
from tests.unit.intake.said import (
    called_back,
    cannot_solve,
    completed,
    confirmed,
    objected,
    problem,
    raised,
    refused,
    withdrawn,
)
from tests.unit.intake.towns import TICKET

STAGES = at_every_stage()
STREET = Owner(level=Level.STREET, at="s1")
COMMUNITY = Owner(level=Level.COMMUNITY, at="c1")


def on_confirmed(message, before, city, now, solved=True):
    return core.on_confirmed(message, solved, before, city, now)


REACTIONS = [
    (core.on_raised, raised(), {"reported": CaseWhistled, "owned": CaseWhistled}),
    (on_confirmed, confirmed(), {"whistled": CaseSolved}),
    (core.on_ended, withdrawn(), {"whistled": CaseReturned}),
    (core.on_ended, refused(), {"whistled": CaseReturned}),
    (core.on_completed, completed(), {"transferred": CaseSolved}),
    (core.on_objected, objected(), {"transferred": CaseRulingOpened}),
    (core.on_cannot_solve, cannot_solve(), {"transferred": CaseReturned}),
    (core.on_called_back, called_back(None), {"confirmed": CaseClosed}),
    (
        core.on_called_back,
        called_back(solved=False),
        {"confirmed": CaseReopened, "fed_back": CaseReopened},
    ),
]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(
    ("react", "message", "moves"), [pytest.param(*row, id=row[1].type) for row in REACTIONS]
)
def test_what_is_heard_moves_a_case_in_its_stages_and_in_no_other(react, message, moves, stage):
    before = STAGES[stage]

    said = react(message, before, CITY, NOON)

    assert [type(event) for event in said] == ([moves[stage]] if stage in moves else [])
    assert done(before, said).stage in CaseStage


@pytest.mark.mechanism(1)
def test_a_whistle_makes_the_street_the_owner_until_its_time():
    whistled = done(case(), core.on_raised(raised(), case(), CITY, NOON))

    assert whistled.owner == whistled.home == STREET
    assert whistled.due_at == NOON + timedelta(hours=9)
    assert whistled.whistle_id == "wh-1"


@pytest.mark.mechanism(1, 25)
@pytest.mark.parametrize(
    ("promised", "limit"), [(timedelta(hours=6), 6), (timedelta(hours=20), 9), (-timedelta(1), 9)]
)
def test_a_whistle_is_never_later_than_what_the_hotline_was_promised(promised, limit):
    ticket = TICKET.model_copy(update={"due_at": NOON + promised})

    [whistled] = core.on_raised(raised(), case(order=ticket), CITY, NOON)

    assert whistled.due_at == NOON + timedelta(hours=limit)


def test_another_streets_whistle_does_not_take_a_case():
    elsewhere = case(place=ELSEWHERE)

    assert not core.on_raised(raised(), elsewhere, CITY, NOON)


def test_any_street_may_take_what_lies_in_none():
    on_the_river = case(place=HERE.model_copy(update={"path": ("hc",)}))

    [whistled] = core.on_raised(raised(), on_the_river, CITY, NOON)

    assert whistled.owner == STREET


def test_only_the_whistle_that_has_the_case_ends_it():
    before = STAGES["whistled"]

    assert not on_confirmed(confirmed(subject="wh-2"), before, CITY, NOON)
    assert not core.on_ended(withdrawn(subject="wh-2"), before, CITY, NOON)


def test_what_a_whistle_solved_the_street_must_feed_back():
    [solved] = on_confirmed(confirmed(), STAGES["whistled"], CITY, NOON)

    assert solved.result == "The cable was mended"
    assert solved.owner == STREET


def test_what_a_whistle_left_unsolved_is_the_streets_again():
    [returned] = on_confirmed(confirmed(False), STAGES["whistled"], CITY, NOON, solved=False)

    assert returned.owner == STREET
    assert returned.task_id is None
    assert returned.due_at == NOON + timedelta(hours=10)


def test_a_case_with_several_problems_is_solved_only_when_all_are():
    problems = (problem(1), problem(2), problem(3, "case-3"), problem(4, None))

    results = core.results(confirmed(True, False, True, True, problems=problems).data)

    assert results == {"case-1": False, "case-3": True}


def test_a_whistle_names_each_case_once():
    message = raised(problem(1), problem(2), problem(3, "case-3"), problem(4, None))

    assert core.cases_of(message.data) == ("case-1", "case-3")


@pytest.mark.mechanism(65)
def test_what_the_department_did_is_the_result():
    [solved] = core.on_completed(completed(), STAGES["transferred"], CITY, NOON)

    assert (solved.result, solved.photos) == ("The pipe was sealed", ("ph-3",))
    assert solved.owner == COMMUNITY


@pytest.mark.mechanism(66)
def test_what_is_beyond_a_department_its_holder_must_take_up_again():
    [returned] = core.on_cannot_solve(cannot_solve(), STAGES["transferred"], CITY, NOON)

    assert returned.owner == COMMUNITY
    assert returned.task_id == "case-1-t1"
    assert returned.reason == "Too deep"


def test_another_task_neither_solves_nor_returns_a_case():
    before = STAGES["transferred"]

    assert not core.on_completed(completed(subject="case-1-t9"), before, CITY, NOON)
    assert not core.on_objected(objected(subject="case-1-t9"), before, CITY, NOON)
    assert not core.on_cannot_solve(cannot_solve(subject="case-1-t9"), before, CITY, NOON)


def test_what_the_department_finished_while_it_was_taken_back_still_counts():
    before = STAGES["transferred"]
    taken_back = done(before, core.on_cannot_solve(cannot_solve(), before, CITY, NOON))

    assert taken_back.stage is CaseStage.OWNED
    assert core.on_completed(completed(), taken_back, CITY, NOON)


def test_a_second_transfer_is_a_new_task():
    before = STAGES["transferred"]
    back = done(before, core.on_cannot_solve(cannot_solve(), before, CITY, NOON))

    again = core.DECISIONS[type(TRANSFER)](TRANSFER, back, COMMANDER, CITY, NOON, facts="case-1")

    assert again[0].task_id == "case-1-t2"


@pytest.mark.mechanism(25)
def test_not_solved_at_the_call_back_opens_it_again_in_the_reporters_words():
    message = called_back(solved=False, words="It went out again")

    [reopened] = core.on_called_back(message, STAGES["confirmed"], CITY, NOON)

    assert reopened.reason == "It went out again"
    assert reopened.count == 1
    assert reopened.owner == COMMUNITY


def test_a_reporter_who_gave_no_words_still_has_his_reason_on_record():
    [reopened] = core.on_called_back(called_back(False), STAGES["confirmed"], CITY, NOON)

    assert reopened.reason == core.NOT_SOLVED


def test_a_reporter_who_was_never_reached_does_not_keep_it_open():
    [closed] = core.on_called_back(called_back(None), STAGES["confirmed"], CITY, NOON)

    assert isinstance(closed, CaseClosed)


def test_what_is_heard_leaves_no_mark_of_its_own():
    before = act(case(), sort())

    assert core.evolve(before, raised().data) == before


def test_a_case_that_intake_never_had_is_not_made_by_hearsay():
    with pytest.raises(NotThere):
        core.evolve(None, raised().data)
