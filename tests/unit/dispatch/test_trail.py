"""What the record of a case shows that was tried: only what somebody of the street's own did."""

from dataclasses import replace
from functools import reduce

import pytest

from contracts.city import OrganisationKind
from contracts.commands import whistle as ask
from contracts.events.case import CaseClosed, CaseEscalated
from contracts.events.case_handed import CaseEntrusted, CaseReturned, CaseTransferred
from contracts.refusals import NotSo
from contracts.summons import Tried
from contracts.words import Level, Owner
from services.dispatch import core
from services.intake.core.tick import PASSED_UP, TAKEN_BACK
from tests.unit.dispatch.builders import raising, stated
from tests.unit.dispatch.office import MAPPED, Office
from tests.unit.dispatch.town import CITY, HERE, NOON
from tests.unit.intake.builders import heard

OWNED = {"owner": Owner(level=Level.STREET, at="s1"), "due_at": NOON}
DESK = {"id": "desk", "kind": OrganisationKind.OFFICE, "territory": "s1"}
TOWN = replace(
    CITY,
    organisations={
        **CITY.organisations,
        "desk": CITY.organisations["police"].model_copy(update=DESK),
    },
)


def passed_up(reason="The pipe is not ours"):
    return CaseEscalated(from_level=Level.GRID, reason=reason, **OWNED)


def transferred(to, task="case-1-t1"):
    told = {"street": "s1", "category": "pipe", "text": "x", "place": HERE}
    return CaseTransferred(task_id=task, department=to, **told, **OWNED)


def entrusted(to):
    told = {"street": "s1", "category": "pipe", "text": "x", "place": HERE}
    return CaseEntrusted(task_id="case-1-t1", procedure="talks", responder=to, **told, **OWNED)


def given_back(reason="We have no power there", task="case-1-t1"):
    return CaseReturned(task_id=task, reason=reason, **OWNED)


@pytest.mark.mechanism(194)
@pytest.mark.parametrize(
    ("said", "by"),
    [
        ([passed_up()], ["grid"]),
        ([passed_up(), passed_up("Nor this")], ["grid"]),
        ([transferred("desk"), given_back()], ["desk"]),
        ([entrusted("c1"), given_back("They would not talk")], ["c1"]),
        ([passed_up(), transferred("desk"), given_back()], ["grid", "desk"]),
        ([passed_up(PASSED_UP)], []),
        ([transferred("desk")], []),
        ([transferred("desk"), given_back(TAKEN_BACK)], []),
        ([transferred("water"), given_back()], []),
        ([transferred("gone"), given_back()], []),
        ([transferred("desk"), given_back(task=None)], []),
        ([given_back(task="case-1-t9")], []),
        ([CaseClosed()], []),
    ],
)
def test_only_what_the_streets_own_tried_is_shown(said, by):
    trail = reduce(core.note_trail, said, None)

    assert core.shown({"case-1": trail}, TOWN) == tuple(
        Tried(case_id="case-1", by=one) for one in by
    )


def wants_a_try(town):
    kinds = tuple(one.model_copy(update={"checks": ("own_offices",)}) for one in town.rules.kinds)
    return replace(town, rules=town.rules.model_copy(update={"kinds": kinds}))


@pytest.mark.mechanism(194)
async def test_dispatch_hears_of_it_and_lets_the_whistle_be_blown():
    office = Office(city=wants_a_try(MAPPED))
    bus = await office.listening()
    asked = raising(problems=(stated(case_id="case-1"),))
    with pytest.raises(NotSo, match="own_offices_first"):
        await office.raises(asked)

    await bus.publish(heard(passed_up(), "case-1", source="intake"))
    await bus.settle()
    await office.raises(asked)
    await bus.close()

    [raised] = [one.data for one in office.said if one.type == "whistle.raised"]
    assert raised.shown == (Tried(case_id="case-1", by="grid"),)


@pytest.mark.mechanism(20)
async def test_what_was_raised_nearby_since_the_draft_is_found_when_it_is_approved():
    town = wants_a_try(MAPPED)
    kinds = tuple(one.model_copy(update={"checks": ("duplicate",)}) for one in town.rules.kinds)
    office = Office(city=replace(town, rules=town.rules.model_copy(update={"kinds": kinds})))
    draft = await office.raises(raising(draft=True), key="draft")
    other = await office.raises(raising(), key="other")

    with pytest.raises(NotSo, match="similar_is_open") as refused:
        await office.ask(draft, ask.Approve(), key="no")
    await office.ask(draft, ask.Approve(is_another=True), key="yes")

    assert refused.value.facts["similar"] == [other]
    [_, raised] = [one.data for one in office.said if one.type == "whistle.raised"]
    assert raised.similar == (other,)
