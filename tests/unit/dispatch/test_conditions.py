"""What must be true before each kind is blown: met, refused with a field and a reason, or said."""

from dataclasses import replace
from typing import get_args

import pytest

from contracts.city import OrganisationKind
from contracts.city.whistling import Condition
from contracts.commands import whistle as ask
from contracts.refusals import NotSo
from contracts.sentences import SENTENCES
from contracts.words import Danger, Kind, Urgency
from services.dispatch import core
from services.dispatch.core.conditions import _CHECKS
from tests.unit.dispatch.builders import APPROVE, FACTS, calls, decide, done, raising, whistle
from tests.unit.dispatch.town import CITY, COMMANDER, NOON
from tests.unit.response.town import DEMO

KINDS = (Kind.DEMAND, Kind.KEY_WORK, Kind.JOINT_ENFORCE, Kind.EMERGENCY, Kind.DRILL)
WANTS = {
    "DEMAND": ("outside", "own_offices", "duplicate"),
    "KEY_WORK": ("outside", "several", "own_offices", "duplicate"),
    "JOINT_ENFORCE": ("outside", "powers", "own_offices", "duplicate"),
    "EMERGENCY": ("urgent",),
    "DRILL": (),
}
"""Kind → what the sources want of it; see city.toml for which."""


def strict(*checks, urgency=Urgency.ORDINARY):
    """The town, where every kind wants these."""
    kinds = tuple(one.model_copy(update={"checks": checks}) for one in CITY.rules.kinds)
    categories = {
        code: one.model_copy(update={"urgency": urgency}) for code, one in CITY.categories.items()
    }
    rules = CITY.rules.model_copy(update={"kinds": kinds})
    return replace(CITY, rules=rules, categories=categories)


@pytest.mark.mechanism(6)
@pytest.mark.parametrize("kind", KINDS)
def test_the_demo_pack_gives_every_kind_the_conditions_of_the_sources(kind):
    assert DEMO.kind(kind).checks == WANTS[kind]


def test_every_condition_a_pack_may_name_is_decided_and_nothing_else():
    assert set(_CHECKS) == set(get_args(Condition))
    assert set(_CHECKS) == {name for wants in WANTS.values() for name in wants}


NEAR = replace(FACTS, id="wh-2", nearby=(whistle(),))
CASES = (
    # condition, what is asked, what is found, the refusal, its field
    ("outside", {"responders": calls("water", "c1")}, FACTS, None, None),
    ("several", {"responders": calls("water")}, FACTS, "several_needed", "responders"),
    (
        "several",
        {"responders": calls("water"), "tried": "x"},
        FACTS,
        "several_needed",
        "responders",
    ),
    ("several", {"responders": calls("water", "roads")}, FACTS, None, None),
    ("powers", {"responders": calls("water")}, FACTS, "powers_needed", "tried"),
    ("powers", {"responders": calls("water"), "tried": "No power"}, FACTS, None, None),
    ("powers", {"responders": calls("water", "roads")}, FACTS, None, None),
    ("urgent", {}, FACTS, "danger_needed", "danger"),
    *(("urgent", {"danger": danger}, FACTS, None, None) for danger in Danger),
    ("own_offices", {}, FACTS, "own_offices_first", "tried"),
    ("own_offices", {"tried": "They went"}, FACTS, None, None),
    ("duplicate", {}, NEAR, "similar_is_open", "is_another"),
    ("duplicate", {"is_another": True}, NEAR, None, None),
    ("duplicate", {}, FACTS, None, None),
)


@pytest.mark.mechanism(6)
@pytest.mark.parametrize(("name", "asked", "facts", "code", "field"), CASES)
@pytest.mark.parametrize("later", [False, True], ids=["at once", "approved"])
def test_a_condition_is_met_or_refused_by_its_field(name, asked, facts, code, field, later):
    town, command = strict(name), raising(**asked)
    before = done(None, decide(command.model_copy(update={"draft": True}), city=town, facts=facts))
    approve = ask.Approve(is_another=command.is_another)

    def blow():
        if later:
            return decide(approve, before, city=town, facts=facts)
        return decide(command, city=town, facts=facts)

    plan = core.preview(ask.Preview(**command.model_dump()), COMMANDER, town, NOON, facts)
    assert plan.missing == ((name,) if code else ())
    if code is None:
        assert "whistle.raised" in [event.type for event in blow()]
        return
    with pytest.raises(NotSo, match=code) as refused:
        blow()
    assert refused.value.facts["field"] == field
    assert all(SENTENCES[code])


@pytest.mark.mechanism(6)
def test_whom_the_street_may_order_anyway_needs_no_whistle():
    town = strict("outside")
    own = {"id": "team", "kind": OrganisationKind.JOINT_ENFORCEMENT, "territory": "s1"}
    team = town.organisations["police"].model_copy(update=own)
    town = replace(town, organisations={**town.organisations, "team": team})

    with pytest.raises(NotSo, match="outside_needed") as refused:
        decide(raising("team"), city=town)

    assert refused.value.facts["field"] == "responders"
    assert all(SENTENCES["outside_needed"])
    assert decide(raising("team", "water"), city=town)


@pytest.mark.parametrize("urgency", [Urgency.URGENT, Urgency.SPECIAL])
def test_what_is_urgent_by_its_class_is_an_emergency_without_a_word(urgency):
    assert decide(raising(), city=strict("urgent", urgency=urgency))


def test_the_danger_is_kept_from_the_draft_to_the_whistle():
    town = strict("urgent")
    waiting = done(None, decide(raising(draft=True, danger="life"), city=town))

    raised, *_ = decide(APPROVE, waiting, city=town)

    assert (waiting.danger, raised.danger) == ("life", "life")
