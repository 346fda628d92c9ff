"""办理时限: the whole limit of a case is over once, whoever has it; then its reporter is asked."""

from datetime import timedelta

import pytest

from contracts.commands import case as ask
from contracts.commands import case_work as care
from contracts.events.case import CaseClosed, CaseConfirmed
from contracts.events.case_work import CaseExpired
from contracts.events.relief import CallExtended, CallResumed, CallSuspended
from contracts.relief import Cause
from contracts.summons import Clocks
from services.intake import core
from tests.unit.intake.builders import (
    CITY,
    FEED_BACK,
    NOON,
    OFFICER,
    RESIDENT,
    SETTLE,
    TRANSFER,
    WORKER,
    act,
    at_every_stage,
    case,
    decide,
    done,
    heard,
    sort,
    whistled,
)
from tests.unit.intake.said import called_back
from tests.unit.intake.towns import NEIGHBOURHOOD, UNIT_HEAD

STAGES = at_every_stage()
UNDER_LIMIT = {
    *("owned", "transferred", "entrusted", "whistled", "ordered"),
    *("solved", "fed_back"),
}
HOUR = timedelta(hours=1)


def over(before, now=None):
    """What is said of the whole limit, at its end."""
    said = core.tick(before, CITY, now or before.limit_at or NOON + 99 * HOUR)
    return [event for event in said if isinstance(event, CaseExpired)]


@pytest.mark.mechanism(97, 138)
@pytest.mark.parametrize("stage", STAGES)
def test_that_the_limit_is_over_is_said_wherever_the_case_is_until_its_reporters_agree(stage):
    before = STAGES[stage]

    said = over(before)

    assert bool(said) == (stage in UNDER_LIMIT)
    for event in said:
        assert (event.reporter, event.number, event.street) == ("ren", "N1", "s1")
        assert event.fed_back == (stage == "fed_back")


@pytest.mark.parametrize("stage", sorted(UNDER_LIMIT))
def test_it_is_said_at_its_time_and_once(stage):
    before = STAGES[stage].model_copy(update={"due_at": NOON + 99 * HOUR})

    early = over(before, before.limit_at - timedelta(milliseconds=1))
    [said] = over(before)
    after = done(before, [said])

    assert early == []
    assert before.next_at == before.limit_at
    assert (after.stage, after.next_at, over(after)) == (before.stage, before.due_at, [])


def test_handing_it_on_up_and_sorting_it_the_same_again_does_not_move_it():
    owned = act(case(), sort())
    later = NOON + 3 * HOUR

    again = act(owned, sort(), OFFICER, later)
    up = act(owned, ask.Escalate(reason="Too high"), OFFICER, later)
    handed = act(owned, TRANSFER, OFFICER, later)

    assert {one.limit_at for one in (again, up, handed)} == {owned.limit_at}
    assert handed.due_at > owned.limit_at


def test_a_unit_that_is_called_to_help_itself_takes_it_on_with_a_limit_that_stays():
    call = care.CallNeighbours(text="The sewer is blocked")
    called = act(case(), call, UNIT_HEAD, city=NEIGHBOURHOOD)
    up = act(called, ask.Escalate(reason="Too much"), UNIT_HEAD, NOON + HOUR, NEIGHBOURHOOD)
    ended = act(up, SETTLE, WORKER, NOON + 2 * HOUR, NEIGHBOURHOOD)

    assert called.limit_at == called.due_at
    assert {up.limit_at, ended.limit_at, ended.expires_at} == {called.limit_at}
    assert [one.limit_at for one in over(ended, called.limit_at)] == [called.limit_at]


def test_another_category_has_another_limit():
    owned = act(case(), sort())

    other = act(owned, sort(category="pipe"), OFFICER, NOON + HOUR)

    assert other.limit_at == other.due_at != owned.limit_at


def test_a_whistle_may_make_it_longer_and_never_shorter():
    owned = act(case(), sort())
    long = owned.model_copy(update={"limit_at": NOON + 50 * HOUR})

    assert whistled(long).limit_at == long.limit_at
    assert whistled(owned.model_copy(update={"limit_at": NOON})).limit_at == NOON + 9 * HOUR


def test_a_case_of_an_earlier_build_goes_by_its_owners_limit():
    owned = act(case(), sort())
    old = owned.model_copy(update={"limit_at": None})

    assert old.expires_at == owned.due_at
    assert STAGES["solved"].model_copy(update={"limit_at": None}).expires_at is None


def test_each_disagreement_begins_it_anew_and_what_was_only_found_unendeddoes_not():
    told = done(STAGES["fed_back"], over(STAGES["fed_back"]))
    solved = done(STAGES["solved"], over(STAGES["solved"]))
    looked = act(solved, care.AskCheck(before="closing"), OFFICER)

    disputed = act(told, ask.Dispute(reason="Dark again"), RESIDENT, NOON + 60 * HOUR)
    undone = act(looked, care.Check(sound=False, text="Dark"))

    assert (disputed.expired, disputed.handling) == (False, 1)
    assert disputed.limit_at == disputed.due_at
    assert (undone.expired, undone.handling, undone.limit_at) == (True, 0, solved.limit_at)


CALL = {"whistle_id": "wh-1", "task_id": "wh-1-1", "department": "water", "case_ids": ("case-1",)}
UNTIL = NOON + 90 * HOUR
CLOCKS = Clocks(acknowledge_by=NOON, arrive_by=NOON, complete_by=UNTIL)
RELIEVED = [
    CallExtended(**CALL, relief_id="r", count=1, extended_at=NOON, complete_by=UNTIL),
    CallSuspended(**CALL, cause=Cause.FUNDING, reason="x", suspended_at=NOON, until=UNTIL),
    CallResumed(**CALL, resumed_at=NOON, clocks=CLOCKS),
]


@pytest.mark.parametrize("said", RELIEVED, ids=lambda event: event.type)
def test_a_case_waits_as_long_as_its_whistle_was_let_wait(said):
    before = STAGES["whistled"]

    told = core.on_relieved(heard(said, "wh-1"), before, CITY, NOON)
    after = done(before, told)

    assert (after.stage, after.due_at, after.limit_at) == (before.stage, UNTIL, UNTIL)
    assert over(after, UNTIL - HOUR) == []
    for other in (STAGES["owned"], after):
        assert core.on_relieved(heard(said, "wh-1"), other, CITY, NOON) == []
    assert core.on_relieved(heard(said, "wh-2"), before, CITY, NOON) == []


def test_whoever_is_asked_after_the_limit_says_it_for_the_case():
    told = STAGES["fed_back"]

    yes = core.on_called_back(called_back(), told, CITY, NOON)
    nobody = core.on_called_back(called_back(None), told, CITY, NOON)

    assert [type(event) for event in yes] == [CaseConfirmed, CaseClosed]
    assert not yes[0].silent
    assert nobody == []
    assert not done(told, yes).open


@pytest.mark.parametrize("solved", [True, False, None])
def test_what_was_said_before_the_case_was_endedends_it_when_it_is_confirmed(solved):
    again = called_back(solved, again=True)

    assert [type(e) for e in core.on_called_back(again, STAGES["confirmed"], CITY, NOON)] == [
        CaseClosed
    ]
    assert core.on_called_back(again, STAGES["owned"], CITY, NOON) == []


def test_what_is_told_after_the_limit_says_so():
    late = act(STAGES["owned"], SETTLE, OFFICER).model_copy(update={"expired": True})

    [told] = decide(FEED_BACK, late, OFFICER)
    [confirmed] = decide(ask.Confirm(), done(late, [told]), RESIDENT)

    assert told.expired
    assert (confirmed.handling, confirmed.limit_at) == (0, late.limit_at)
    assert not decide(FEED_BACK, late.model_copy(update={"expired": False}), OFFICER)[0].expired
