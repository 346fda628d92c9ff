"""What the hotline was promised: no department called for it has a later day, whatever happens."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.calendar import Calendar, DayKind
from contracts.channels import Order
from contracts.commands import whistle as ask
from contracts.events.case import CaseJoined, CaseReported
from contracts.refusals import NotSo, Refused
from contracts.sentences import SENTENCES
from contracts.words import Kind, Level, Owner
from services.dispatch import core
from tests.unit.dispatch.builders import (
    CALL,
    FACTS,
    SEND_BACK,
    UPHOLD,
    WORDS,
    act,
    decide,
    done,
    finished,
    raising,
    stated,
    tell,
)
from tests.unit.dispatch.builders import heard as told
from tests.unit.dispatch.office import Office
from tests.unit.dispatch.relieved import granted
from tests.unit.dispatch.test_recompute import AFTER, BEFORE, FRIDAY
from tests.unit.dispatch.test_suspension import suspended
from tests.unit.dispatch.town import CITY, HERE, NOON, city, hours
from tests.unit.intake.builders import heard

KINDS = [kind for kind in Kind if kind is not Kind.DRILL]
PROMISED = NOON + hours(30)
DUTIES = ("acknowledge", "arrive", "complete")


def promised(at=PROMISED, *departments, now=NOON, town=None, **changes):
    """A whistle raised on a ticket that the hotline was promised by then."""
    facts = replace(FACTS, promised_by=at)
    command = raising(*(departments or ("water", "roads")), **changes)
    more = {"city": town} if town else {}
    return done(None, decide(command, now=now, facts=facts, **more))


def ends(whistle):
    return [call.clocks[duty].by for call in whistle.live for duty in DUTIES]


def rungs(whistle):
    return [
        rung.at
        for call in whistle.live
        for rung in call.clocks["complete"].ladder
        if rung.action == "overdue"
    ]


@pytest.mark.mechanism(25)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("left", [0.1, 0.7, 5, 30, 90, 1000])
def test_no_call_has_a_later_day_and_none_an_earlier_one_than_it_must(kind, left):
    usual, bound = done(None, decide(raising(kind=kind))), promised(NOON + hours(left), kind=kind)

    pairs = zip(ends(bound), ends(usual), strict=True)
    assert all(by == min(at, NOON + hours(left)) for by, at in pairs)
    assert bound.due_at == min(usual.due_at, NOON + hours(left))
    assert rungs(bound) == [bound.call_of(d).clocks["complete"].by for d in ("water", "roads")]


@pytest.mark.parametrize("ago", [0, 1, 500])
def test_a_promise_that_is_broken_already_binds_nobody(ago):
    assert ends(promised(NOON - hours(ago))) == ends(done(None, decide(raising())))


def test_the_soonest_of_several_promises_counts_and_who_has_none_has_none():
    def known(at, *joined):
        return core.Aside(ids=(), promised_by=at, promises=joined)

    before = NOON - hours(1)
    assert core.promised([known(None), known(PROMISED), known(NOON)], before) == NOON
    assert core.promised([known(PROMISED, NOON)], before) == NOON
    assert core.promised([known(before, PROMISED)], NOON) == PROMISED
    assert core.promised([known(before)], NOON) == before
    assert core.promised([known(None)], NOON) is None


@pytest.mark.mechanism(25)
def test_a_ticket_that_was_joined_to_a_case_brings_its_promise_to_the_whistle():
    joined = CaseJoined(reporter="lin", case_id="case-2", promises=(PROMISED,))

    alone = core.note_aside(None, joined)
    beside = core.note_aside(core.Aside(ids=("water",), promised_by=NOON), joined)

    assert core.wanted(joined)
    assert not core.wanted(CaseJoined(reporter="lin", case_id="case-2"))
    assert alone.promises == beside.promises == (PROMISED,)
    assert (beside.ids, beside.promised_by) == (("water",), NOON)


@pytest.mark.mechanism(25)
def test_a_draft_that_is_approved_later_is_bound_by_what_is_known_then():
    waiting = done(None, decide(raising(draft=True)))

    blown = done(
        waiting, decide(ask.Approve(), waiting, facts=replace(FACTS, promised_by=PROMISED))
    )

    assert waiting.promised_by is None
    assert (blown.promised_by, max(ends(blown))) == (PROMISED, PROMISED)


def test_the_street_sets_no_time_to_come_behind_the_promise():
    with pytest.raises(NotSo, match="limit_only_shorter"):
        promised(NOON + hours(5), arrive_by=NOON + hours(6))


# --- whatever happens to a call -------------------------------------------------------------------


def called_more(one):
    return act(one, CALL, now=NOON + hours(20))


def sent_back(one):
    return act(finished(one), SEND_BACK, now=NOON + hours(20))


def extended(one):
    """As far as it may be: what is promised in full is not even asked for."""
    asked = tell(tell(one, "acknowledge"), "extend", 1)
    return granted(asked) if asked.call("wh-1-1").reliefs else asked


def resumed(one):
    paused = suspended(tell(one, "acknowledge"), now=NOON + hours(5))
    return tell(paused, "resume", 1, at=NOON + hours(20))


def given_away(one):
    return act(tell(one, "object", 1), UPHOLD, now=NOON + hours(20))


DEEDS = (called_more, sent_back, extended, resumed, given_away)


@pytest.mark.mechanism(25)
@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("left", [30, 60, 150])
def test_nothing_that_happens_to_a_call_brings_it_behind_the_promise(deed, left):
    after = deed(promised(NOON + hours(left)))

    assert max(ends(after)) <= NOON + hours(left)
    assert max(rungs(after)) <= NOON + hours(left)


@pytest.mark.parametrize("deed", DEEDS)
def test_without_a_promise_the_same_deeds_do_bring_it_further(deed):
    usual = done(None, decide(raising()))

    assert max(ends(deed(usual))) > NOON + hours(60)


# --- more time ------------------------------------------------------------------------------------


def refusals(one, **changes):
    asked = told(WORDS["extend"]("water").model_copy(update=changes))
    said = core.on_extension(asked, tell(one, "acknowledge"), CITY, NOON)
    return [event.rule for event in said if event.type == "relief.decided"]


@pytest.mark.mechanism(25)
@pytest.mark.parametrize(
    ("left", "until", "rule"),
    [
        (30, None, ["promised_to_hotline"]),
        (100, None, ["promised_to_hotline"]),
        (150, None, []),
        (150, 150, []),
        (150, 151, ["promised_to_hotline"]),
        (1000, 151, []),
    ],
)
def test_more_time_than_was_promised_is_refused_at_once_and_by_name(left, until, rule):
    asked = {"until": NOON + hours(until)} if until else {}

    assert refusals(promised(NOON + hours(left)), **asked) == rule
    assert all(SENTENCES["promised_to_hotline"])


def test_what_is_left_of_the_promise_may_be_given():
    after = extended(promised(NOON + hours(150)))

    assert after.call("wh-1-1").clocks["complete"].by == NOON + hours(150)


# --- another calendar -----------------------------------------------------------------------------


@pytest.mark.mechanism(25, 73)
@pytest.mark.parametrize("days", [3, 8, 14, 16, 40])
def test_a_new_holiday_moves_a_limit_no_further_than_the_promise(days):
    at = FRIDAY + timedelta(days=days)
    bound = promised(at, "water", now=FRIDAY, town=BEFORE)
    free = done(None, decide(raising("water"), now=FRIDAY, city=BEFORE))

    after = done(bound, list(core.recompute(bound, (), AFTER, ())))
    moved = done(free, list(core.recompute(free, (), AFTER, ())))

    assert ends(after) == [min(end, at) for end in ends(moved)]
    assert ends(moved) != ends(free)


@settings(max_examples=60, deadline=None)
@given(
    left=st.floats(20.5, 2000),
    kind=st.sampled_from(KINDS),
    holidays=st.sets(st.integers(1, 60), max_size=20),
    deeds=st.lists(st.sampled_from((called_more, extended, sent_back)), max_size=1),
)
def test_whatever_the_calendar_and_the_deeds_no_day_is_behind_the_promise(
    left, kind, holidays, deeds
):
    days = {date(2026, 1, 5) + timedelta(days=n): DayKind.HOLIDAY for n in holidays}
    after = promised(NOON + hours(left), kind=kind)
    for deed in deeds:
        with suppress(Refused):
            after = deed(after)
    after = done(after, list(core.recompute(after, (), city(Calendar(version="2", days=days)), ())))

    assert max(ends(after)) <= NOON + hours(left)


# --- where it is known from -----------------------------------------------------------------------


def reported(order):
    grid = Owner(level=Level.GRID, at="g1")
    told = {"number": "C1", "channel": "hotline", "category": "pipe", "text": "x", "place": HERE}
    return CaseReported(reporter="xian", owner=grid, due_at=NOON, order=order, **told)


@pytest.mark.mechanism(25)
async def test_dispatch_hears_the_promise_when_the_ticket_is_reported():
    office = Office()
    bus = await office.listening()
    order = Order(external="12345-1", kind="complaint", due_at=PROMISED)
    await bus.publish(heard(reported(order), "case-1", source="intake"))
    await bus.publish(heard(reported(None), "case-2", source="intake"))
    await bus.settle()

    problems = (stated(case_id="case-1"), stated(case_id="case-2"))
    made = await office.whistle(await office.raises(raising(problems=problems)))
    await bus.close()

    assert (made.promised_by, max(ends(made))) == (PROMISED, PROMISED)
    assert await office.aside.get("case-2") is None
