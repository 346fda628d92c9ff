"""What is looked at when a whistle is blown: who tried before, and what is open nearby by now."""

from dataclasses import replace

import pytest

from contracts.commands import whistle as ask
from contracts.refusals import NotSo
from contracts.summons import Tried
from services.dispatch.core import Facts
from tests.unit.dispatch.builders import APPROVE, FACTS, decide, done, raising, stated, whistle
from tests.unit.dispatch.test_blowing import STRICT
from tests.unit.dispatch.town import HERE

KEY = raising(kind="KEY_WORK")
TRIED = raising(kind="KEY_WORK", tried="Our enforcement team went twice")


@pytest.mark.mechanism(194)
def test_the_streets_own_offices_come_first_and_what_they_did_is_kept():
    with pytest.raises(NotSo, match="own_offices_first") as refused:
        decide(KEY, city=STRICT)

    drafted, raised, *_ = decide(TRIED, city=STRICT)
    assert refused.value.facts["field"] == "tried"
    assert (drafted.tried, raised.tried) == (TRIED.tried, TRIED.tried)


CASE = raising(kind="KEY_WORK", problems=(stated(case_id="case-1"),))
BY_THE_GRID = Tried(case_id="case-1", by="grid")


@pytest.mark.mechanism(194)
@pytest.mark.parametrize("shown", [(), (Tried(case_id="case-9", by="grid"),)])
def test_that_it_was_reported_does_not_say_that_anybody_tried(shown):
    with pytest.raises(NotSo, match="own_offices_first") as refused:
        decide(CASE, city=STRICT, facts=replace(FACTS, shown=shown))

    assert refused.value.facts["field"] == "tried"


@pytest.mark.mechanism(194)
def test_a_case_whose_record_shows_who_tried_says_it_itself_and_that_is_kept():
    said = decide(CASE, city=STRICT, facts=replace(FACTS, shown=(BY_THE_GRID,)))

    assert (said[1].type, said[1].shown, said[1].tried) == ("whistle.raised", (BY_THE_GRID,), None)


def test_of_several_problems_every_one_must_have_been_tried():
    two = (stated(case_id="case-1"), stated(case_id="case-2"))
    one_more = (stated(case_id="case-1"), stated())

    for problems in (two, one_more):
        asked = raising(kind="KEY_WORK", problems=problems)
        with pytest.raises(NotSo, match="own_offices_first"):
            decide(asked, city=STRICT, facts=replace(FACTS, shown=(BY_THE_GRID,)))


def test_it_is_looked_at_when_it_is_blown_not_when_it_is_drafted():
    waiting = done(None, decide(raising(kind="KEY_WORK", draft=True), city=STRICT))

    with pytest.raises(NotSo, match="own_offices_first"):
        decide(APPROVE, waiting, city=STRICT)
    assert decide(ask.Approve(tried="We went"), waiting, city=STRICT)


@pytest.mark.mechanism(20)
def test_a_like_whistle_that_was_raised_after_the_draft_is_looked_at_when_it_is_approved():
    waiting = done(None, decide(raising(kind="KEY_WORK", draft=True, tried="We went"), city=STRICT))
    meanwhile = replace(FACTS, nearby=[whistle().model_copy(update={"id": "wh-2"})])
    another = ask.Approve(is_another=True)

    with pytest.raises(NotSo, match="similar_is_open") as refused:
        decide(APPROVE, waiting, city=STRICT, facts=meanwhile)
    raised, *_ = decide(another, waiting, city=STRICT, facts=meanwhile)

    assert waiting.similar == ()
    assert refused.value.facts["similar"] == ["wh-2"]
    assert (raised.similar, raised.is_another) == (("wh-2",), True)


def test_a_like_whistle_that_has_ended_since_the_draft_is_in_nobodys_way():
    near = Facts(id="wh-2", number="N2", place=HERE, nearby=[whistle()])
    waiting = done(None, decide(TRIED.model_copy(update={"draft": True}), city=STRICT, facts=near))

    assert waiting.similar == ("wh-1",)
    assert decide(APPROVE, waiting, city=STRICT, facts=replace(near, nearby=[]))


def test_a_like_problem_nearby_is_joined_or_said_to_be_another():
    open_ = whistle()
    facts = Facts(id="wh-2", number="N2", place=HERE, nearby=[open_])

    with pytest.raises(NotSo, match="similar_is_open") as refused:
        decide(TRIED, city=STRICT, facts=facts)
    said = decide(TRIED.model_copy(update={"is_another": True}), city=STRICT, facts=facts)

    assert refused.value.facts["similar"] == ["wh-1"]
    assert (said[0].similar, said[1].is_another) == (("wh-1",), True)
