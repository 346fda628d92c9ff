"""A draft that is not good enough goes back to whoever asked 退回, and comes again as a draft."""

import pytest

from contracts.lifecycle import WhistleStage
from contracts.refusals import NotNow, NotSo, NotYours
from contracts.words import Level, Owner, Place
from services.dispatch import core
from services.dispatch.core.returning import LAPSED
from tests.unit.dispatch.builders import (
    APPROVE,
    ENDORSE,
    FACTS,
    RETURN,
    REVISE,
    act,
    decide,
    draft,
    stated,
    ticked,
)
from tests.unit.dispatch.town import (
    CITY,
    COMMANDER,
    EVERYBODY,
    HEAD,
    LEADER,
    NOON,
    OFFICER,
    POINT,
    SECRETARY,
    STAFF,
    WORKER,
    hours,
)

pytestmark = pytest.mark.mechanism(5)

ASKERS = {
    HEAD: ({HEAD}, Owner(level=Level.UNIT, at="g1")),
    WORKER: ({WORKER}, Owner(level=Level.GRID, at="g1")),
    SECRETARY: ({OFFICER, SECRETARY}, Owner(level=Level.COMMUNITY, at="c1")),
    STAFF: ({STAFF, COMMANDER, LEADER}, Owner(level=Level.STREET, at="s1")),
}


def returned(by=WORKER, **changes):
    """A draft that its street sent back at noon; of a grid or building, endorsed before."""
    asked = draft(by, **changes)
    stood = act(asked, ENDORSE, OFFICER) if asked.needs_endorsement else asked
    return act(stood, RETURN, COMMANDER)


@pytest.mark.parametrize("by", ASKERS, ids=lambda one: one.id)
def test_whoever_asked_owes_the_new_draft_by_a_time_of_its_own(by):
    before = returned(by)

    assert before.stage is WhistleStage.RETURNED
    assert (before.owner, before.due_at) == (ASKERS[by][1], NOON + hours(6))


@pytest.mark.parametrize("by", ASKERS, ids=lambda one: one.id)
@pytest.mark.parametrize("other", EVERYBODY, ids=lambda one: one.id)
def test_every_post_of_the_level_that_asked_may_write_it_anew_and_nobody_else(by, other):
    before = returned(by)

    if other in ASKERS[by][0]:
        assert act(before, REVISE, other).stage is WhistleStage.DRAFT
        return
    with pytest.raises(NotYours, match="not_who_asked"):
        decide(REVISE, before, other)


def test_what_was_written_anew_goes_the_whole_way_up_again_under_its_number():
    before = returned(problems=(stated("A pipe"), stated("Another")))

    asked = act(before, REVISE, WORKER, NOON + hours(1), facts=FACTS)
    endorsed = act(asked, ENDORSE, OFFICER, NOON + hours(2))
    raised = act(endorsed, APPROVE, COMMANDER, NOON + hours(3))

    assert (asked.id, asked.number) == (before.id, before.number)
    assert (asked.owner, asked.due_at) == (Owner(level=Level.COMMUNITY, at="c1"), NOON + hours(3))
    assert [problem.text for problem in raised.problems] == ["The rain pipe at the bend"]
    assert raised.stage is WhistleStage.MUSTERING


def test_a_community_may_return_a_call_from_below_itself():
    assert act(draft(), RETURN, SECRETARY).stage is WhistleStage.RETURNED


def test_what_nobody_writes_anew_is_not_raised_and_its_cases_stay_where_they_are():
    before = returned(problems=(stated(case_id="case-1"),))

    early, _ = ticked(before, before.due_at - hours(1))
    [refused], after = ticked(before, before.due_at)

    assert not early
    assert (refused.type, refused.reason, refused.case_ids) == (
        "whistle.refused",
        LAPSED,
        ("case-1",),
    )
    assert (after.stage, after.owner, core.next_clock(after)) == (WhistleStage.REFUSED, None, None)


def test_a_draft_of_the_streets_own_staff_is_not_said_to_be_late_as_well():
    [refused], _ = ticked(returned(STAFF), NOON + hours(100))

    assert refused.type == "whistle.refused"


def test_a_draft_that_was_returned_is_neither_approved_nor_returned_again():
    for command in (APPROVE, RETURN, ENDORSE):
        with pytest.raises(NotNow, match="illegal_move"):
            decide(command, returned(), OFFICER if command is ENDORSE else COMMANDER)


def test_it_stays_in_its_street():
    elsewhere = Place(point=POINT, address="9 Far Road", territory="g2", path=("hc", "s2", "c2"))
    everywhere = WORKER.model_copy(
        update={"posts": (*WORKER.posts, WORKER.posts[0].model_copy(update={"at": "c2"}))}
    )
    facts = core.Facts(id="wh-1", number="N1", place=elsewhere)

    with pytest.raises(NotSo, match="stays_in_its_street") as refused:
        decide(REVISE, returned(), everywhere, facts=facts)

    assert refused.value.facts["street"] == CITY.territory("s1").name


def test_an_older_draft_that_never_said_who_asked_goes_back_to_the_street():
    older = draft(WORKER).model_dump(exclude={"origin"})

    before = act(core.Whistle.model_validate(older), RETURN, OFFICER)

    assert before.owner == Owner(level=Level.STREET, at="s1")
