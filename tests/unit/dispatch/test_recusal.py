"""Whoever a case is about is never called for it, however it is asked."""

from dataclasses import replace

import pytest

from contracts.commands import whistle as ask
from contracts.events.call import CallSummoned
from contracts.refusals import NotSo, NotYours
from tests.unit.dispatch.builders import (
    CALL,
    ENDORSE,
    FACTS,
    UPHOLD,
    act,
    decide,
    done,
    heard,
    raising,
)
from tests.unit.dispatch.office import Office
from tests.unit.dispatch.town import COMMANDER, OFFICER, SECRETARY, WORKER
from tests.unit.gateway.builders import reported, told


def about(*aside: str):
    return {"facts": replace(FACTS, aside=aside)}


def test_whoever_the_case_is_about_cannot_be_called():
    with pytest.raises(NotSo) as refused:
        decide(raising("water", "roads"), **about("roads"))

    assert refused.value.code == "reported_cannot_handle"


def test_the_duty_list_does_not_propose_it():
    plain = decide(raising(responders=(), draft=True))[0]
    lead = plain.responders[0].department
    draft = decide(raising(responders=(), draft=True), **about(lead))[0]

    assert lead not in {responder.department for responder in draft.responders}
    assert draft.recused == (lead,)


@pytest.mark.parametrize("command", [CALL, UPHOLD])
def test_neither_one_more_call_nor_a_ruling_brings_it_in(command):
    named = "fire" if command is CALL else "police"
    whistle = done(None, decide(raising("water", "roads"), **about(named)))
    objected = whistle if command is CALL else done(whistle, [*objection(whistle)])

    with pytest.raises(NotSo) as refused:
        decide(command, objected, COMMANDER)

    assert refused.value.code == "reported_cannot_handle"


def objection(whistle):
    """What an objection of the first called leads to."""
    from contracts.events import task as t
    from services.dispatch import core
    from tests.unit.dispatch.town import CITY, NOON

    word = t.TaskObjected(department="water", whistle_id="wh-1", reason="no", basis="list")
    envelope = heard(word)
    yield core.told(envelope).data
    yield from core.on_objected(
        envelope, core.evolve(whistle, core.told(envelope).data), CITY, NOON
    )


@pytest.mark.parametrize("by", [OFFICER, SECRETARY, WORKER])
def test_a_community_that_is_reported_neither_asks_nor_endorses(by):
    with pytest.raises(NotYours) as refused:
        decide(raising(draft=True), by=by, **about("c1"))

    assert refused.value.code == "reported_steps_aside"


def test_a_draft_that_was_made_by_the_street_is_not_the_communitys_to_endorse():
    draft = act(None, raising(draft=True), COMMANDER, **about("c1"))

    with pytest.raises(NotYours) as refused:
        decide(ENDORSE, draft, SECRETARY)

    assert not draft.needs_endorsement
    assert refused.value.code == "reported_steps_aside"


async def test_what_intake_said_of_the_case_is_kept_and_asked_when_it_is_whistled():
    office = Office()
    case = reported(about="roads", recused=("roads",))
    await office.dispatch.on_reported(told(case, subject="case-9"))
    problem = ask.ProblemStated(text="路", category="pipe", case_id="case-9")

    with pytest.raises(NotSo):
        await office.raises(raising("water", "roads", problems=(problem,)))
    await office.raises(raising("water", problems=(problem,)))

    called = [one.data for one in office.said if isinstance(one.data, CallSummoned)]
    assert [call.department for call in called] == ["water"]
    assert called[0].recused == ("roads",)
