"""Whatever people, messages and the clock do, both aggregates stand where their tables say."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from contracts.machine import IllegalTransition
from contracts.refusals import NotNow, NotSo, NotYours
from services.evaluation.core import ASSESSMENT_LIFE, CALLBACK_LIFE, asked_late, judged_late
from services.evaluation.core.asking import TRIES
from services.evaluation.core.gate import allowed
from tests.unit.evaluation import builders as b

ACTS = {
    "assessments": (b.assess(), b.COMMANDER),
    "appeal": (b.appeal(), b.HEAD),
    "rule": (b.rule(), b.DISTRICT),
}
MORE = {
    **ACTS,
    "street_rules": (b.rule(total=50.0), b.DEPUTY),
    "judge_street": (b.judge_street(), b.LIAISON),
}
HOURS = st.integers(0, 100)
JUDGING = st.lists(st.tuples(st.sampled_from([*MORE, "tick"]), HOURS), max_size=10)
ASKING = st.lists(
    st.tuples(st.sampled_from(["answer", "nobody", "handled", "confirmed", "tick"]), HOURS),
    max_size=12,
)


def judged_through(steps):
    """The assessment after those of these steps that are possible, and all that was said."""
    assessment, said, now = b.due(), [], b.NOON
    for step, hours in steps:
        now += timedelta(hours=hours)
        try:
            events = (
                judged_late(assessment, b.CITY, now)
                if step == "tick"
                else b.decide(*_with(MORE[step], assessment), now)
            )
        except (NotNow, NotSo, NotYours):
            continue
        assessment, said = b.told(assessment, *events), [*said, *events]
    return assessment, [event.type for event in said]


def _with(act, state):
    command, actor = act
    return command, state, actor


def asked_through(steps):
    callback, said, now = b.asking(), [], b.NOON
    for step, hours in steps:
        now += timedelta(hours=hours)
        try:
            callback, events = ASKED[step](callback, now)
        except (NotNow, IllegalTransition):
            continue
        said += [event.type for event in events]
    return callback, said


def _says(command):
    def step(callback, now):
        events = b.decide(command, callback, b.EVALUATOR, now)
        return b.heard(callback, *events), events

    return step


def _ticks(callback, now):
    events = asked_late(callback, b.CITY, now)
    return b.heard(callback, *events), events


ASKED = {
    "answer": _says(b.answer()),
    "nobody": _says(b.NO_ANSWER),
    "handled": lambda callback, _: (b.heard(callback, b.task_completed()), []),
    "confirmed": lambda callback, now: (b.asking(callback, now), []),
    "tick": _ticks,
}


@given(JUDGING)
def test_an_assessment_always_stands_in_its_table_and_ends_at_most_once(steps):
    assessment, said = judged_through(steps)

    assert assessment.stage in ASSESSMENT_LIFE.table
    for once in ("assessment.scored", "street.judged"):
        assert said.count(once) <= 1
    assert said.count("assessment.ruled") <= said.count("assessment.appealed") <= 2
    assert said.count("assessment.final") == (assessment.stage == "final")
    assert said.count("assessment.overdue") <= 3


@given(JUDGING)
def test_what_is_said_to_be_allowed_can_be_tried_and_nothing_else(steps):
    assessment, _ = judged_through(steps)

    tried = set()
    for name, act in ACTS.items():
        try:
            b.decide(*_with(act, assessment), b.NOON)
            tried.add(name)
        except NotNow:
            continue

    assert tried == set(allowed(assessment))


@given(JUDGING)
def test_an_assessment_that_is_not_final_has_a_clock_or_was_said_to_be_late(steps):
    assessment, _ = judged_through(steps)

    assert assessment.stage == "final" or assessment.due_at is not None


@given(ASKING)
def test_a_call_back_always_stands_in_its_table_with_one_answer_per_ended_round(steps):
    callback, said = asked_through(steps)

    assert callback.stage in CALLBACK_LIFE.table
    assert len(callback.answers) == said.count("callback.recorded")
    assert callback.tries <= TRIES
    assert (callback.due_at is None) == (callback.stage == "recorded")
