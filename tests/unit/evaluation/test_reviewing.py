"""剔除、超时申诉: three different people, in time; the raw fact stays, statistics heed it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.actor import Actor, Role
from contracts.commands.review import DecideReview, Exclude, Exempt
from contracts.events import EVENTS
from contracts.refusals import NotNow, NotThere, NotYours, Refused
from services.chassis.acts import Posted
from services.chassis.memory_bus import MemoryBus
from services.chassis.memory_store import MemoryStore
from services.evaluation.core.review import REVIEW_LIFE, Stage, clock, evolve
from services.evaluation.core.reviewing import (
    Whole,
    decide,
    exclude,
    excluded,
    exempt,
    reviewed_late,
)
from services.evaluation.handlers import Boards, Evaluation, Parts, Reviews
from services.evaluation.store import ASSESSMENTS, CALLBACKS, REVIEWS, MemoryLedger
from tests.unit.evaluation import builders as b

LONG = b.NOON + timedelta(days=30)
EXCLUDE = Exclude(cause="legal_procedure", note="The court has it", photos=("file-1",))
EXEMPT = Exempt(note="The road was closed by the police")
YES, NO = DecideReview(agree=True, reason="So it is"), DecideReview(agree=False, reason="It is not")
STAFF = b.someone(Role.STREET_STAFF, "s1", "staff")


def asked_of(handled="water"):
    """A call-back that was answered: not solved."""
    callback = b.asking(b.heard(None, b.task_completed(department=handled)))
    said = b.decide(b.answer(solved=False), callback, b.EVALUATOR)
    return b.heard(callback, *said)


def late():
    """An assessment of a call that was overdue."""
    return b.due(records=(b.record(overdue=("arrive",)),))


def ask_out(actor=b.HEAD, now=b.NOON, review=None, facts=None, command=EXCLUDE):
    facts = facts or Whole(callback=asked_of(), target="cb-case-1")
    return list(exclude(command, review, actor, b.CITY, now, facts))


def ask_late(actor=b.HEAD, now=b.NOON, review=None, one=None):
    facts = Whole(assessment=one or late(), target="as-wh-1-1")
    return list(exempt(EXEMPT, review, actor, b.CITY, now, facts))


def after(*events):
    return b.judged_by(evolve, None, *events)


def passed():
    review = after(*ask_out())
    return b.judged_by(evolve, review, *decide(YES, review, b.EVALUATOR, b.CITY, b.NOON))


@pytest.mark.parametrize("actor", [b.HEAD, b.LIAISON, b.COMMANDER, STAFF], ids=lambda a: a.id)
def test_a_unit_whose_rates_it_is_in_may_ask_with_its_evidence(actor):
    [said] = ask_out(actor)

    assert said.about == "exclusion"
    assert (said.cause, said.photos) == ("legal_procedure", ("file-1",))
    assert said.unit == ("s1" if actor in (b.COMMANDER, STAFF) else "water")
    assert said.period == "2026-11"


@pytest.mark.parametrize("actor", [b.OTHER_DEPARTMENT, b.OTHER_STREET, b.RESIDENT, b.NOBODY])
def test_nobody_else_may(actor):
    with pytest.raises(NotYours, match="not_your_rates"):
        ask_out(actor)


def test_one_asks_in_time_or_never():
    with pytest.raises(NotNow, match="review_too_late"):
        ask_out(now=LONG)
    with pytest.raises(NotNow, match="review_too_late"):
        ask_late(now=LONG)


def test_one_asks_once():
    with pytest.raises(NotNow, match="reviewed_once"):
        ask_out(review=passed())


@pytest.mark.parametrize(
    "facts", [Whole(), Whole(callback=b.asking(), target="cb-case-1")], ids=["nothing", "no answer"]
)
def test_there_must_be_an_answer_to_leave_out(facts):
    with pytest.raises(NotThere):
        ask_out(facts=facts)


def test_only_what_was_overdue_can_be_exempted_and_only_by_its_own_department():
    [said] = ask_late()

    assert (said.about, said.unit) == ("overdue", "water")
    with pytest.raises(NotNow, match="never_overdue"):
        ask_late(one=b.due())
    with pytest.raises(NotYours, match="only_the_judged_appeal"):
        ask_late(b.OTHER_DEPARTMENT)
    with pytest.raises(NotThere):
        exempt(EXEMPT, None, b.HEAD, b.CITY, b.NOON, Whole())


def test_two_different_people_decide_one_after_the_other():
    review = passed()

    [granted] = decide(YES, review, b.DISTRICT, b.CITY, b.NOON)

    assert review.stage is Stage.PASSED
    assert b.judged_by(evolve, review, granted).stage is Stage.GRANTED
    assert granted.cause == "legal_procedure"


@pytest.mark.parametrize(
    ("review", "actor"),
    [(after(*ask_out()), b.DISTRICT), (passed(), b.EVALUATOR), (passed(), b.HEAD)],
    ids=["district first", "evaluator twice", "the unit itself"],
)
def test_each_word_is_its_own_post_s(review, actor):
    with pytest.raises(NotYours, match="not_your_review"):
        decide(YES, review, actor, b.CITY, b.NOON)


def test_one_person_with_both_posts_decides_once():
    both = Actor(id="evaluator", posts=(*b.EVALUATOR.posts, *b.DISTRICT.posts))

    with pytest.raises(NotYours, match="decided_already"):
        decide(YES, passed(), both, b.CITY, b.NOON)


def test_nobody_decides_for_the_unit_they_belong_to():
    torn = Actor(id="torn", posts=(*b.EVALUATOR.posts, *b.HEAD.posts))

    with pytest.raises(NotYours, match="own_unit"):
        decide(YES, after(*ask_out(b.COMMANDER)), torn, b.CITY, b.NOON)


@pytest.mark.parametrize("review", [after(*ask_out()), passed()], ids=["first", "second"])
def test_either_of_the_two_may_refuse_and_that_is_the_end(review):
    actor = b.EVALUATOR if review.stage is Stage.ASKED else b.DISTRICT

    [said] = decide(NO, review, actor, b.CITY, b.NOON)
    ended = b.judged_by(evolve, review, said)

    assert ended.stage is Stage.REFUSED
    assert clock(ended) is None
    with pytest.raises(NotNow, match="illegal_move"):
        decide(YES, ended, b.DISTRICT, b.CITY, b.NOON)


def test_nobody_decides_on_what_was_never_asked():
    with pytest.raises(NotThere):
        decide(YES, None, b.EVALUATOR, b.CITY, b.NOON)


def test_a_word_that_is_late_is_said_once_at_each_step():
    review = after(*ask_out())

    [first] = reviewed_late(review, b.CITY, LONG)
    again = b.judged_by(evolve, review, first)

    assert first.step == "first"
    assert first.tell == ("evaluator",)
    assert reviewed_late(review, b.CITY, b.NOON) == []
    assert reviewed_late(again, b.CITY, LONG) == []
    [second] = reviewed_late(passed(), b.CITY, LONG)
    assert (second.step, second.tell) == ("second", ("district",))


STEPS = {
    "yes1": (YES, b.EVALUATOR),
    "no1": (NO, b.EVALUATOR),
    "yes2": (YES, b.DISTRICT),
    "no2": (NO, b.DISTRICT),
    "head": (YES, b.HEAD),
}


@given(st.lists(st.sampled_from([*STEPS, "tick"]), max_size=8))
def test_while_it_is_open_somebody_owes_a_word_by_a_time(steps):
    review, now = after(*ask_out()), b.NOON
    for step in steps:
        now += timedelta(hours=30)
        try:
            said = (
                reviewed_late(review, b.CITY, now)
                if step == "tick"
                else decide(STEPS[step][0], review, STEPS[step][1], b.CITY, now)
            )
        except Refused:
            continue
        review = b.judged_by(evolve, review, *said)

    open_ = review.stage in (Stage.ASKED, Stage.PASSED)
    assert review.stage in REVIEW_LIFE.table
    assert (review.due_at is not None) == open_
    assert len(set(review.people)) == len(review.people)


class Office:
    """Evaluation with its reviews, on a bus that hears itself."""

    def __init__(self):
        self.stores = (MemoryStore(ASSESSMENTS), MemoryStore(CALLBACKS))
        self.evaluation = Evaluation(*self.stores, b.CITY)
        self.reviews = Reviews(MemoryStore(REVIEWS), *self.stores, b.CITY)
        self.parts = Parts([self.evaluation, self.reviews])
        self.boards = Boards(
            *self.stores, MemoryLedger(*self.stores), b.counter(*self.stores), b.CITY
        )
        self.bus = MemoryBus(EVENTS, patience=0.05)

    async def act(self, command, id, by, key, path_id=""):
        act = Posted(by=by, at=b.NOON, key=key, fingerprint=key, path_id=path_id)
        return await self.parts.act(command, id, act)


@pytest.fixture
async def office():
    office = Office()
    await office.bus.listen("evaluation", office.parts.handlers)
    done = b.task_completed()
    await office.evaluation.on_task_done(b.envelope(done, 1, "case-1-t1", "response"))
    confirmed = b.envelope(b.case_confirmed(), 1, b.CASE, "intake")
    await office.evaluation.on_case_confirmed(confirmed)
    await office.act(b.answer(solved=False), "cb-case-1", b.EVALUATOR, "k0")
    late_call = b.confirmed(records=(b.record(overdue=("arrive",)),))
    await office.evaluation.on_whistle_confirmed(b.envelope(late_call))
    yield office
    await office.bus.close()


@pytest.mark.mechanism(136, 138)
async def test_an_answer_that_is_left_out_is_in_no_rate_and_stays_in_the_volume(office):
    before = (await office.boards.board("2026-11", "departments")).rows
    await office.act(EXCLUDE, "rx-case-1-1", b.HEAD, "k1", "case-1")
    await office.act(YES, "rx-case-1-1", b.EVALUATOR, "k2")
    last = await office.act(YES, "rx-case-1-1", b.DISTRICT, "k3")
    [granted] = decide(YES, passed(), b.DISTRICT, b.CITY, b.NOON)
    await office.bus.publish(b.envelope(granted, 3, "rx-case-1-1", "evaluation"))
    await office.bus.settle()

    rows = {row.id: row for row in (await office.boards.board("2026-11", "departments")).rows}
    water = next(row for row in before if row.id == "water")
    kept = (await office.stores[1].get("cb-case-1")).state

    assert last.state.stage is Stage.GRANTED
    assert (water.rates.solution.count, water.rates.solution.of) == (0, 1)
    assert rows["water"].rates.solution.shown == "—"
    assert kept.answers[0].solved is False
    assert kept.answers[0].excluded == "legal_procedure"


async def test_an_overdue_that_is_exempt_counts_as_on_time_and_stays_on_the_record(office):
    await office.act(EXEMPT, "ro-as-wh-1-1", b.HEAD, "k1", "as-wh-1-1")
    await office.act(YES, "ro-as-wh-1-1", b.EVALUATOR, "k2")
    await office.act(YES, "ro-as-wh-1-1", b.DISTRICT, "k3")
    review = await office.reviews.reviews.get("ro-as-wh-1-1")
    before = {row.id: row for row in (await office.boards.board("2026-11", "departments")).rows}

    asked = after(*ask_late())
    for by in (b.EVALUATOR, b.DISTRICT):
        said = decide(YES, asked, by, b.CITY, b.NOON)
        asked = b.judged_by(evolve, asked, *said)
    await office.bus.publish(b.envelope(said[0], 3, "ro-as-wh-1-1", "evaluation"))
    await office.bus.settle()
    rows = {row.id: row for row in (await office.boards.board("2026-11", "departments")).rows}
    kept = (await office.stores[0].get("as-wh-1-1")).state

    assert review.state.stage is Stage.GRANTED
    assert before["water"].on_time.count == 0
    assert rows["water"].on_time.count == 1
    assert kept.facts.overdue == ("arrive",)
    assert kept.exempt == "So it is"


def test_what_is_granted_about_nothing_changes_nothing():
    [granted] = decide(YES, passed(), b.DISTRICT, b.CITY, b.NOON)

    assert excluded(granted, None) == []
