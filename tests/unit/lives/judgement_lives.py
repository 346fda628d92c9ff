"""How assessments and call-backs live, reviews, months and streets that lag."""

from datetime import timedelta
from functools import partial

from contracts.actor import Role
from contracts.commands.evaluation import RateCase
from contracts.commands.month import ClearStreet, CloseMonth, PublishMonth, Sponsor
from contracts.commands.review import DecideReview
from contracts.events.case import CaseWithdrawn
from contracts.events.month import MonthCause
from contracts.events.review import ReviewGranted
from services.evaluation import core
from services.evaluation.core import (
    ASSESSMENT_LIFE,
    CALLBACK_LIFE,
    callback,
    closing,
    lag,
    month,
    review,
    reviewing,
)
from services.evaluation.store import ASSESSMENTS, CALLBACKS, LAGGING, MONTHS, REVIEWS
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import reviews as reviewed
from tests.unit.evaluation import test_lagging as lagged
from tests.unit.lives.life import Ask, Life, Standing

PEOPLE = (
    b.COMMANDER, b.DEPUTY, b.OTHER_STREET, b.DISTRICT, b.HEAD, b.LIAISON, b.OTHER_DEPARTMENT,
    b.EVALUATOR, b.RESIDENT,
)  # fmt: skip


LATE = "said once to whoever stands above; the date stands on every list until the word is given"


def _owed(machine):
    """Whoever may act is found by asking; the street and the department are both its places."""
    return lambda one: {"": Standing(machine, one.stage, due_at=one.due_at)}


def _decided(decisions, what, one, by, now):
    facts = {"facts": what.facts} if what.facts else {}
    return list(decisions[type(what.command)](what.command, one, by, b.CITY, now, **facts))


# --- assessments and call-backs -------------------------------------------------------------------

GRANTED = ReviewGranted(
    about="overdue",
    target="as-wh-1-1",
    round=1,
    ruler="district",
    reason="So it is",
    cause="overdue",
)

ASSESSMENT = Life(
    name="assessment",
    shape=ASSESSMENTS,
    city=b.CITY,
    since=b.NOON,
    starts=[b.due(), b.due(records=(b.record(overdue=("arrive",)),)), b.scored(), b.appealed()],
    standing=_owed(ASSESSMENT_LIFE),
    asks=lambda *_: [
        *map(Ask, (b.assess(), b.appeal(), b.rule(), b.rule(total=50.0), b.judge_street()))
    ],
    decide=partial(_decided, core.ON_ASSESSMENTS),
    commands=frozenset(core.ON_ASSESSMENTS),
    people=lambda _: PEOPLE,
    words=[lambda one, _: [GRANTED, *reviewing.exempted(GRANTED, one)]],
    once=LATE,
    tick=lambda one, now: core.judged_late(one, b.CITY, now),
)

RATE = RateCase(solved=True, satisfaction="satisfied")
OUT = GRANTED.model_copy(update={"about": "exclusion", "target": "cb-case-1"})


def _confirmed(handling, one, now):
    event = b.case_confirmed(handling=handling, limit_at=now)
    after = callback.evolve(one, event)
    return [event, *core.on_case_confirmed(event, b.CASE, after, b.CITY, now)]


def _expired(handling, one, now):
    event = b.case_expired(handling=handling, limit_at=now)
    after = callback.evolve(one, event)
    return [event, *core.on_case_expired(event, b.CASE, after, b.CITY, now)]


def _gone(event, one, now):
    return [event, *core.on_case_gone(b.CASE, callback.evolve(one, event), now)]


CALLBACK = Life(
    name="callback",
    shape=CALLBACKS,
    city=b.CITY,
    since=b.NOON,
    starts=[b.asking(), b.heard(None, b.task_completed()), reviewed.asked_of()],
    standing=_owed(CALLBACK_LIFE),
    asks=lambda *_: [
        *map(Ask, (b.answer(), b.answer(solved=False), b.NO_ANSWER, RATE)),
    ],
    decide=partial(_decided, core.ON_CALLBACKS),
    commands=frozenset(core.ON_CALLBACKS),
    people=lambda _: PEOPLE,
    words=[
        *(partial(_confirmed, handling) for handling in (None, 0, 1)),
        *(partial(_expired, handling) for handling in (0, 1)),
        partial(_gone, CaseWithdrawn(reason="Mistaken")),
        lambda *_: [b.task_completed()],
        lambda *_: [b.confirmed()],
        lambda one, _: [OUT, *reviewing.excluded(OUT, one)],
    ],
    once=LATE,
    tick=lambda one, now: core.asked_late(one, b.CITY, now),
    rests={
        callback.Stage.HANDLED: "departments are at it; the case itself has the clock",
        callback.Stage.RECORDED: "the reporter was asked; a case that is opened again asks anew",
    },
)

# --- reviews, months, streets that lag ------------------------------------------------------------

REVIEW = Life(
    name="review",
    shape=REVIEWS,
    city=b.CITY,
    since=b.NOON,
    starts=[
        reviewed.after(*reviewed.ask_out()),
        reviewed.after(*reviewed.ask_late()),
        reviewed.passed(),
    ],
    standing=_owed(review.REVIEW_LIFE),
    asks=lambda *_: [Ask(reviewed.YES), Ask(reviewed.NO)],
    decide=partial(_decided, {DecideReview: reviewing.decide}),
    commands=frozenset({DecideReview}),
    people=lambda _: (*PEOPLE, b.someone(Role.EVALUATOR, "d", "second")),
    once=LATE,
    tick=lambda one, now: reviewing.reviewed_late(one, b.CITY, now),
)

NOVEMBER = "2026-11"
AFTER = b.NOON + timedelta(days=14)
ON_MONTHS = {CloseMonth: closing.close, PublishMonth: closing.publish}


def _closed():
    facts = closing.Closing(NOVEMBER, digest="d1")
    said = closing.close(CloseMonth(), None, b.EVALUATOR, b.CITY, AFTER, facts)
    return b.judged_by(month.evolve, None, *said)


def _amended(one, now):
    """Its records add up to something else by now."""
    cause = MonthCause(kind="ruling", id="as-wh-1-1", reason="They were")
    return closing.amend(one, one.newest, f"d{one.newest.version + 1}", (cause,), 1, now)


MONTH = Life(
    name="month",
    shape=MONTHS,
    city=b.CITY,
    since=AFTER,
    starts=[_closed()],
    standing=lambda one: {
        "": Standing(month.MONTH_LIFE, one.stage, due_at=one.due_at),
    },
    asks=lambda *_: [Ask(what(), closing.Closing(NOVEMBER, digest="d9")) for what in ON_MONTHS],
    decide=partial(_decided, ON_MONTHS),
    commands=frozenset(ON_MONTHS),
    people=lambda _: PEOPLE,
    words=[_amended],
    once=LATE,
    tick=lambda one, now: closing.published_late(one, b.CITY, now),
)

LAG = Life(
    name="lagging",
    shape=LAGGING,
    city=b.CITY,
    since=b.NOON,
    starts=[lagged.one(), lagged.sponsored()],
    standing=_owed(lag.LAGGING_LIFE),
    asks=lambda *_: [Ask(lagged.TAKE), Ask(lagged.CLEAR)],
    decide=partial(_decided, {Sponsor: lag.sponsor, ClearStreet: lag.clear}),
    commands=frozenset({Sponsor, ClearStreet}),
    people=lambda _: PEOPLE,
    once=LATE,
    tick=lambda one, now: lag.lagging_late(one, b.CITY, now),
)

LIVES = (ASSESSMENT, CALLBACK, REVIEW, MONTH, LAG)
