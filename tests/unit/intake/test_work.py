"""What is done with a case beside moving it: special routes, splits, bundles, messages."""

from datetime import timedelta

import pytest

from contracts.commands import case as ask
from contracts.commands.case_work import Bundle, Divert, Message, Split
from contracts.events.case import CaseMerged, CaseRefused
from contracts.events.case_work import CaseAlerted
from contracts.lifecycle import CaseStage
from contracts.refusals import NotNow, NotSo, NotYours
from services.intake import core
from services.intake.core import Linked, Pair
from tests.unit.intake.builders import (
    CITY,
    ELSEWHERE,
    LIAISON,
    NEIGHBOUR,
    NOON,
    OFFICER,
    RESIDENT,
    TRANSFER,
    WORKER,
    act,
    case,
    decide,
    done,
    sort,
)
from tests.unit.intake.office import Office
from tests.unit.intake.said import cannot_solve

HOUR = timedelta(hours=1)
EARLIER = case(reported_at=NOON - 5 * HOUR, number="N0")
NOBODY = Pair("case-1", None)
FOUND = Pair("case-1", EARLIER)
TWO = Split(keeps="The lamp is out", parts=({"text": "The pipe drips", "category": "pipe"},))
LINK = Bundle(title="Lamp Road", others=("case-2",))


def divert(route, facts=NOBODY, before=None, **more):
    """What comes of a special route."""
    return decide(Divert(route=route, **more), before or case(), facts=facts)


@pytest.mark.mechanism(49)
def test_an_emergency_calls_for_help_at_once_and_stays_open():
    (alerted,) = divert("emergency", services=("110", "120"))

    assert isinstance(alerted, CaseAlerted)
    assert (alerted.services, alerted.area) == (("110", "120"), "c1")
    assert done(case(), [alerted]).stage is CaseStage.REPORTED


def test_an_emergency_names_who_was_called():
    with pytest.raises(NotSo, match="name_the_service"):
        divert("emergency")


@pytest.mark.mechanism(26, 63)
@pytest.mark.parametrize("route", ["legal", "secret", "beyond", "improper"])
def test_a_special_route_says_why_and_who_can_help(route):
    (refused,) = divert(route)

    assert isinstance(refused, CaseRefused)
    assert refused.route == route
    assert refused.reason == CITY.intake.routes[refused.route].reason
    assert refused.pointer


def test_who_can_help_may_be_named():
    (refused,) = divert("beyond", pointer="The market hall")

    assert refused.pointer == "The market hall"


def test_the_same_again_while_it_is_open_is_linked():
    (merged,) = divert("repeated", FOUND, earlier="case-0")

    assert isinstance(merged, CaseMerged)
    assert merged.into == "case-0"


def test_the_same_again_when_it_is_over_is_told_the_number():
    over = EARLIER.model_copy(update={"stage": CaseStage.CLOSED, "due_at": None})

    (refused,) = divert("repeated", Pair("case-1", over), earlier="case-0")

    assert refused.route == "repeated"
    assert refused.pointer.startswith("N0")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (NOBODY, "not_the_same_person"),
        (Pair("case-1", case(reporters=("lin",))), "not_the_same_person"),
        (Pair("case-1", case(reported_at=NOON + HOUR)), "merge_into_the_earlier"),
    ],
)
def test_what_is_no_repetition_is_refused(facts, code):
    with pytest.raises(NotSo, match=code):
        divert("repeated", facts, earlier="case-0")


@pytest.mark.mechanism(63)
async def test_two_problems_in_one_report_become_two_cases_and_the_reporter_hears_both():
    office = Office()
    first = await office.report()

    await office.ask(first.id, TWO)
    await office.carry()
    await office.carry()

    kept, split = await office.case(first.id), await office.case(f"{first.id}-s1")
    assert (kept.text, kept.parts) == ("The lamp is out", (f"{first.id}-s1",))
    assert (split.text, split.category) == ("The pipe drips", "pipe")
    assert split.split_from == first.id
    assert split.reporters == kept.reporters
    assert split.number != kept.number
    assert office.types(f"{first.id}-s1") == ["case.reported"]


def test_what_was_split_off_is_not_split_again():
    with pytest.raises(NotNow, match="split_already"):
        decide(TWO, case(split_from="case-0"), facts="case-1")


def test_a_part_of_an_unknown_category_is_refused_by_its_place():
    odd = Split(keeps="x", parts=({"text": "y", "category": "ufo"},))

    with pytest.raises(NotSo, match="unknown_category") as refused:
        decide(odd, case(), facts="case-1")

    assert refused.value.facts["field"] == "parts.0.category"


@pytest.mark.mechanism(43)
async def test_linked_problems_share_a_bundle():
    office = Office()
    lamp = await office.report("k1")
    pipe = await office.report("k2", NEIGHBOUR)

    await office.ask(lamp.id, Bundle(title="Lamp Road", others=(pipe.id,)), OFFICER)
    await office.carry()

    assert (await office.case(lamp.id)).bundle == lamp.id
    assert (await office.case(pipe.id)).bundle == lamp.id


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (None, "unknown_case"),
        (case(place=ELSEWHERE), "unknown_case"),
        (case(bundle="case-7"), "bundled_already"),
    ],
)
def test_what_does_not_belong_together_is_not_linked(other, code):
    with pytest.raises(NotSo, match=code):
        decide(LINK, case(), facts=Linked("case-1", {"case-2": other}))


@pytest.mark.mechanism(60)
@pytest.mark.parametrize(("by", "side"), [(RESIDENT, "reporter"), (WORKER, "handler")])
def test_reporter_and_handler_write_to_each_other(by, side):
    (written,) = decide(Message(text="When will you come?"), case(), by)

    assert (written.side, written.text) == (side, "When will you come?")


@pytest.mark.parametrize("by", [NEIGHBOUR, LIAISON])
def test_nobody_else_writes_into_it(by):
    with pytest.raises(NotYours, match="not_your_case"):
        decide(Message(text="Hello"), case(), by)


@pytest.mark.mechanism(44)
def test_however_often_it_is_handed_on_the_reporter_came_once():
    handed = act(act(case(), sort()), TRANSFER, OFFICER)
    back = done(handed, core.on_cannot_solve(cannot_solve(), handed, CITY, NOON))
    again = act(back, TRANSFER, OFFICER)

    assert again.transfers == 2
    assert (again.told, again.number, again.reporters) == (1, "N1", (RESIDENT.id,))


@pytest.mark.mechanism(64, 96, 97)
def test_an_answer_on_the_spot_is_counted_and_awaits_the_reporters_word():
    answered = act(case(), ask.Answer(text="Tonight"), WORKER)

    assert answered.stage is CaseStage.FED_BACK
    assert answered.first_contact
    assert core.sort_of(answered)["first_contact"]
