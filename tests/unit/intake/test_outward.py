"""What a case says to whoever is called for it: of one told in confidence, no number of anybody."""

import pytest

from contracts.channels import Order
from contracts.commands.case_work import Divert
from tests.unit.intake.builders import ENTRUST, OFFICER, TRANSFER, act, case, decide, sort

SAID = "井盖丢了，我的电话 +86 138-1234-5678，证号 110101900307123"
DOOR = "和平路 9 号 13812345678"
ALERT = Divert(route="emergency", services=("110",))
KINDS = [
    ({}, False),
    ({"confidential": True}, True),
    ({"order": Order(external="HC-1", kind="report")}, True),
    ({"order": Order(external="HC-1", kind="complaint")}, False),
]
"""What a case is, and whether numbers are kept from who is called."""


def told(changes):
    """The case that was told so."""
    first = case()
    place = first.place.model_copy(update={"address": DOOR})
    return first.model_copy(update={"text": SAID, "place": place, **changes})


@pytest.mark.parametrize(("changes", "kept"), KINDS)
@pytest.mark.parametrize("command", [TRANSFER, ENTRUST])
def test_who_is_called_is_told_no_number_of_what_was_told_in_confidence(command, changes, kept):
    (given,) = decide(command, act(told(changes), sort()), OFFICER)

    assert given.text == ("井盖丢了，我的电话 ***********，证号 ***************" if kept else SAID)
    assert given.place.address == ("和平路 9 号 ***********" if kept else DOOR)
    assert given.place.path == case().place.path


@pytest.mark.parametrize(("changes", "kept"), KINDS)
def test_nor_is_who_is_alerted(changes, kept):
    (alerted,) = (
        event for event in decide(ALERT, told(changes), OFFICER) if event.type == "case.alerted"
    )

    assert (alerted.text == SAID) is not kept
    assert kept is not any(c.isdigit() for c in alerted.text)


def test_the_case_itself_keeps_them_for_whoever_has_to_call_back():
    before = act(told({"confidential": True}), sort())

    assert act(before, TRANSFER, OFFICER).text == SAID
