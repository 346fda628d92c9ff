"""Drafting, endorsing, approving, refusing: who asks, and what comes of it."""

import pytest

from contracts.commands import whistle as ask
from contracts.events.call import CallSummoned
from contracts.events.whistle import WhistleRaised
from contracts.events.whistle_draft import WhistleDrafted, WhistleRefused
from contracts.lifecycle import WhistleStage
from contracts.refusals import NotNow, NotSo, NotYours
from contracts.words import Grade, Kind, Level, Owner
from tests.unit.dispatch.builders import (
    APPROVE,
    ENDORSE,
    REFUSE,
    act,
    calls,
    decide,
    done,
    draft,
    raising,
    stated,
    whistle,
)
from tests.unit.dispatch.town import (
    AUDITOR,
    COMMANDER,
    HEAD,
    LIAISON,
    NOON,
    OFFICER,
    OTHER_COMMANDER,
    OTHER_SECRETARY,
    RESIDENT,
    SECRETARY,
    STAFF,
    WORKER,
    hours,
)


@pytest.mark.mechanism(1)
def test_a_commanders_whistle_is_drafted_raised_and_summons_everybody_in_one_act():
    said = decide(raising("water", "roads", "police"))

    assert [type(event) for event in said] == [WhistleDrafted, WhistleRaised] + [CallSummoned] * 3
    assert said[1].departments == ("water", "roads", "police")
    assert [call.task_id for call in said[2:]] == ["wh-1-1", "wh-1-2", "wh-1-3"]


def test_a_commander_may_keep_a_draft():
    said = decide(raising(draft=True))

    assert [type(event) for event in said] == [WhistleDrafted]


@pytest.mark.mechanism(18)
def test_every_call_says_who_leads_by_when_and_about_what():
    _, raised, water, roads = decide(raising("water", "roads"))

    assert (water.lead, roads.lead, raised.lead) == (True, False, "water")
    assert water.clocks.acknowledge_by == NOON + hours(1)
    assert water.clocks.arrive_by == NOON + hours(10)
    assert water.clocks.complete_by == NOON + hours(100) == raised.complete_by
    assert (water.summoned_at, water.procedure, water.street) == (NOON, "muster", "s1")
    assert water.problems == raised.problems


@pytest.mark.mechanism(5)
@pytest.mark.parametrize(
    ("by", "origin", "needs"),
    [
        (HEAD, Level.UNIT, True),
        (WORKER, Level.GRID, True),
        (OFFICER, Level.COMMUNITY, False),
        (SECRETARY, Level.COMMUNITY, False),
        (STAFF, Level.STREET, False),
        (COMMANDER, Level.STREET, False),
    ],
    ids=lambda value: getattr(value, "id", value),
)
def test_the_highest_post_at_the_place_says_which_level_asks(by, origin, needs):
    drafted = decide(raising(draft=True), by=by)[0]

    assert (drafted.origin, drafted.needs_endorsement) == (origin, needs)
    assert drafted.drafter == by.id


@pytest.mark.parametrize(
    "by",
    [RESIDENT, LIAISON, AUDITOR, OTHER_COMMANDER, OTHER_SECRETARY],
    ids=lambda one: one.id,
)
def test_who_holds_no_post_at_the_place_cannot_ask_for_a_whistle(by):
    with pytest.raises(NotYours, match="no_post_at_the_place"):
        decide(raising(), by=by)


@pytest.mark.mechanism(5)
def test_a_grids_call_becomes_a_whistle_by_way_of_its_community_and_the_street():
    asked = draft(WORKER)
    owners = [(asked.stage, asked.owner, asked.due_at)]

    endorsed = act(asked, ENDORSE, OFFICER, NOON + hours(1))
    owners.append((endorsed.stage, endorsed.owner, endorsed.due_at))
    raised = act(endorsed, APPROVE, COMMANDER, NOON + hours(2))

    assert owners == [
        (WhistleStage.DRAFT, Owner(level=Level.COMMUNITY, at="c1"), NOON + hours(2)),
        (WhistleStage.ENDORSED, Owner(level=Level.STREET, at="s1"), NOON + hours(5)),
    ]
    assert raised.stage is WhistleStage.MUSTERING
    assert raised.call("wh-1-1").clocks["arrive"].by == NOON + hours(12)


def test_the_commander_decides_who_is_called_and_how_gravely():
    command = ask.Approve(responders=calls("fire", "police"), kind=Kind.EMERGENCY, grade=Grade.RED)

    raised = act(draft(STAFF), command)

    assert [call.department for call in raised.calls] == ["fire", "police"]
    assert (raised.kind, raised.grade) == (Kind.EMERGENCY, Grade.RED)
    assert {call.grade for call in raised.calls} == {Grade.RED}


def test_a_draft_that_is_refused_gives_its_cases_back():
    problems = (stated(case_id="case-1"), stated("A root"), stated("A hole", case_id="case-2"))
    asked = draft(WORKER, problems=problems)

    said = decide(REFUSE, asked, SECRETARY)

    assert said == [WhistleRefused(reason=REFUSE.reason, case_ids=("case-1", "case-2"))]


def test_a_whistle_is_made_once():
    with pytest.raises(NotNow, match="illegal_move"):
        decide(raising(), whistle())


@pytest.mark.mechanism(8)
def test_each_problem_has_a_name_of_its_own_within_the_whistle():
    problems = (stated("A pipe"), stated("A tree", "tree"), stated("A lamp", "lamp"))

    made = whistle(problems=problems)

    assert [(p.id, p.text) for p in made.problems] == [
        ("p1", "A pipe"),
        ("p2", "A tree"),
        ("p3", "A lamp"),
    ]


@pytest.mark.parametrize(
    ("problems", "code", "field"),
    [
        ((stated(), stated(category="ufo")), "unknown_category", "problems.1.category"),
        ((stated(case_id="c"), stated(case_id="c")), "case_named_twice", "problems"),
    ],
)
def test_problems_that_are_wrong_are_named(problems, code, field):
    with pytest.raises(NotSo, match=code) as refused:
        decide(raising(problems=problems))

    assert refused.value.facts["field"] == field


def test_the_state_can_be_told_again_from_the_events():
    said = decide(raising("water", "roads"))

    assert done(None, said) == whistle("water", "roads")
