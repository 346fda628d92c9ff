"""一社区一法律顾问, 一社区一警务助理: who is named on a matter from the start, and on which not."""

import pytest

from gateway.kinds.files import tags
from services.response import core
from services.response.core.procedure_notice import ADVISERS
from tests.unit.response.builders import NOON
from tests.unit.response.haichuan import entrusted, given, haichuan


def advisers(procedure, category):
    """Who is named as adviser when a matter of the first community begins."""
    return given(procedure, category).named.get(ADVISERS)


def readers_of(procedure, category):
    """Who may open it from the start, as the gateway tags it."""
    [notice] = core.on_entrusted(entrusted(procedure, category), "case-1", haichuan(), NOON)
    return set(tags(notice))


@pytest.mark.mechanism(131)
def test_the_lawyer_of_the_community_is_named_where_law_is_needed():
    assert haichuan().advice("R133") == ("lawyer",)
    assert advisers("mediation", "R133") == ("mediator-lawyer",)


@pytest.mark.mechanism(132)
def test_the_police_assistant_of_the_community_is_called_on_a_matter_of_order():
    assert advisers("deliberation", "R05") == ("mediator-police",)
    assert "person:mediator-police" in readers_of("deliberation", "R05")


def test_a_matter_that_needs_nobody_names_nobody():
    assert advisers("deliberation", "R04") is None


def test_nobody_is_told_of_a_sealed_file():
    assert "lawyer" in haichuan().advice("R03")
    assert advisers("mediation", "R03") is None
