"""Answered at once, not accepted, or known already."""

from datetime import timedelta

import pytest

from contracts.commands import case as ask
from contracts.events.case import CaseMerged
from contracts.refusals import NotSo
from contracts.words import Level, Owner
from services.intake.core import Arrival, Pair, on_merged, reported_again
from tests.unit.intake.builders import (
    CITY,
    ELSEWHERE,
    HERE,
    MERGE,
    NEIGHBOUR,
    NOON,
    OFFICER,
    RESIDENT,
    act,
    at_every_stage,
    case,
    decide,
    done,
    heard,
    report,
)

EARLIER = NOON - timedelta(hours=1)
LATER = NOON + timedelta(hours=1)


@pytest.mark.mechanism(64)
def test_an_answer_on_the_spot_awaits_the_reporters_word():
    [event] = decide(ask.Answer(text="Switched on at six"), case())

    assert event.reporters == ("ren",)
    assert event.owner == Owner(level=Level.GRID, at="g1")
    assert event.due_at == NOON + timedelta(hours=7)


@pytest.mark.mechanism(26)
def test_a_refusal_gives_the_reason_and_who_can_help_and_ends_the_clock():
    refused = act(case(), ask.Refuse(reason="A private matter", pointer="The notary"))

    assert not refused.open
    assert refused.due_at is None


def test_a_merged_case_ends_and_everybody_who_reported_it_goes_along():
    reporters = ("ren", "lin")
    before = case(reporters=reporters)

    [event] = decide(MERGE, before)
    merged = act(before, MERGE)

    assert (event.into, event.reporter, event.reporters) == ("case-0", "ren", reporters)
    assert merged.merged_into == "case-0"
    assert merged.due_at is None


@pytest.mark.parametrize(
    ("into", "code"),
    [
        (None, "unknown_case"),
        (case(place=ELSEWHERE, reported_at=EARLIER), "unknown_case"),
        (at_every_stage()["refused"], "case_has_ended"),
        (case(reported_at=LATER), "merge_into_the_earlier"),
    ],
    ids=["nothing", "another street's", "one that has ended", "a later one"],
)
def test_a_case_is_merged_only_into_an_earlier_open_one_of_its_street(into, code):
    with pytest.raises(NotSo, match=code) as refused:
        decide(MERGE, case(), facts=Pair("case-1", into))

    assert refused.value.facts["field"] == "into"


def test_a_case_is_not_merged_into_itself():
    before = case()

    with pytest.raises(NotSo, match="merge_into_the_earlier"):
        decide(ask.Merge(into="case-1", reason="Same"), before, facts=Pair("case-1", before))


def test_of_two_reported_at_once_only_one_can_be_merged_into_the_other():
    before = case()

    swallowed = act(before, MERGE, facts=Pair("case-1", before))

    assert swallowed.merged_into == "case-0"
    with pytest.raises(NotSo, match="merge_into_the_earlier"):
        decide(ask.Merge(into="case-1", reason="Same"), before, facts=Pair("case-0", before))


@pytest.mark.mechanism(43)
def test_ten_phones_are_one_case_with_ten_reporters_who_all_hear_the_end():
    first, phones = case(), [f"phone-{n}" for n in range(9)]

    for phone in phones:
        merged = CaseMerged(into="case-1", reporter=phone, reason="The same lamp")
        first = done(first, on_merged(heard(merged, f"case-{phone}"), first, CITY, NOON))
    solved = act(act(first, ask.Transfer(department="water")), ask.Hurry(), RESIDENT)
    back = solved.model_copy(update={"stage": at_every_stage()["solved"].stage})
    [fed_back] = decide(ask.FeedBack(text="It shines"), back)

    assert fed_back.reporters == ("ren", *phones)
    assert len(fed_back.reporters) == 10
    assert first.joined == tuple(f"case-{phone}" for phone in phones)


def test_everybody_of_a_merged_case_is_linked():
    merged = CaseMerged(into="case-1", reporter="a", reporters=("a", "b"), reason="Same")

    joined = on_merged(heard(merged, "case-2"), case(), CITY, NOON)

    assert [event.reporter for event in joined] == ["a", "b"]
    assert {event.case_id for event in joined} == {"case-2"}


def test_a_linked_reporter_may_speak_for_the_case():
    merged = CaseMerged(into="case-1", reporter=NEIGHBOUR.id, reason="Same")
    first = case()

    linked = done(first, on_merged(heard(merged, "case-2"), first, CITY, NOON))

    assert decide(ask.Hurry(), linked, NEIGHBOUR)


def test_nobody_is_linked_to_a_case_that_has_ended():
    merged = CaseMerged(into="case-1", reporter="a", reason="Same")

    for ended in ("closed", "merged", "refused", "withdrawn"):
        assert not on_merged(heard(merged, "case-2"), at_every_stage()[ended], CITY, NOON)


def test_what_was_merged_into_a_case_that_had_ended_is_reported_anew():
    told = report(text="Dark", confidential=True, photos=("ph-1",))
    before = act(None, told, RESIDENT).model_copy(update={"reporters": ("ren", "lin")})
    merged = heard(CaseMerged(into="case-1", reporter="ren", reason="Same"), "case-2")

    anew = done(None, reported_again(merged, before, CITY, NOON, Arrival("N2", HERE)))

    assert anew.number == "N2"
    assert (anew.text, anew.confidential, anew.photos) == ("Dark", True, ("ph-1",))
    assert anew.reporters == ("ren", "lin")
    assert anew.joined == ("case-2",)
    assert anew.owner.at == "g1"
    assert OFFICER.id not in anew.reporters
