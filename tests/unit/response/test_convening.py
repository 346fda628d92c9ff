"""会议召集: who is called knows when and where, answers in time, and stands on the roll."""

from datetime import timedelta

import pytest

from contracts.events.procedure import (
    TaskAttended,
    TaskEnded,
    TaskPartEnded,
    TaskRollCalled,
    TaskStepOverdue,
)
from contracts.moments import instant
from contracts.refusals import NotYours, Refused
from services.response import core
from tests.unit.response.builders import NOON, told
from tests.unit.response.haichuan import STREET, begun, haichuan, spawned, take, walk

BODIES = ("shuiwu", "zhujian")
LIAISONS = {"shuiwu": "liaison-shuiwu", "zhujian": "liaison-zhujian"}
SOON, LATER = "2026-11-23T16:00:00+08:00", "2026-11-30T10:00:00+08:00"
"""Four hours from `NOON`, and a week."""
PROMISED = ({"responder": "shuiwu", "text": "换管道", "by": "2026-12-04T18:00:00+08:00"},)
TALK = {"attendance": ("水务王工", "街道李工"), "record": "会商"}
HELD = {**TALK, "result": "先抢修", "tasks": PROMISED}
MEETINGS = {
    "coordination": ({"where": "会议室"}, HELD),
    "joint_meeting": (
        {
            "where": "会议室",
            "topic": "停车",
            "parties_called": ("residents", "community", "street", "property", "departments"),
        },
        {**TALK, "parties_present": ("residents", "property")},
    ),
    "party_meeting": ({"topic": "停车"}, TALK),
}
"""What each asks for besides when and whom, and when it is held."""
CHAIR = "commander-gangwan"


def calling(kind="coordination", held_at=LATER):
    task = begun(kind, CHAIR, STREET)
    events = take(task, CHAIR, "call", held_at=held_at, bodies=BODIES, **MEETINGS[kind][0])
    return told(task, *events), spawned(events)


def call_of(asked):
    """The task of a body that was called."""
    return told(None, asked, *core.on_spawned(asked, "meeting", haichuan(), NOON))


def refused(task, by, step, **fields):
    with pytest.raises(Refused) as refusal:
        take(task, by, step, **fields)
    return refusal.value


@pytest.mark.mechanism(87, 224, 229)
@pytest.mark.parametrize("kind", MEETINGS)
def test_every_body_that_is_called_is_told_when_and_where_and_owes_an_answer(kind):
    _, asked = calling(kind)

    calls = [call_of(one) for one in asked]

    assert [one.department for one in calls] == [*BODIES]
    for one in calls:
        assert "2026-11-30 10:00" in one.text
        assert one.procedure == "attend"
        assert NOON < core.due_at(one) <= one.complete_by < instant(LATER)


@pytest.mark.mechanism(224)
def test_who_is_called_for_today_answers_before_the_meeting_begins():
    [first, _] = [call_of(one) for one in calling(held_at=SOON)[1]]

    silent = walk(first)
    while silent.complete_by >= (at := core.due_at(silent)) and at < instant(SOON):
        silent = told(silent, *core.tick(silent, haichuan(), at))
    [late] = core.tick(silent, haichuan(), core.due_at(silent))

    assert first.complete_by == instant(SOON)
    assert isinstance(late, TaskStepOverdue)
    assert late.next_at > late.was_due_at == instant(SOON)


@pytest.mark.mechanism(87, 224)
@pytest.mark.parametrize(
    ("step", "fields"), [("coming", {"person": "王工"}), ("not_coming", {"reason": "抢险"})]
)
def test_a_body_answers_once_and_whoever_called_knows_it(step, fields):
    meeting, [asked, _] = calling()
    call = call_of(asked)

    [stepped, ended] = take(call, LIAISONS["shuiwu"], step, **fields)
    [known] = core.on_part_ended(asked.child, ended, meeting)

    assert stepped.fields == fields
    assert (known.outcome, known.responder) == (step, "shuiwu")
    answered = told(call, stepped, ended)
    assert answered.stage is core.Stage.ENDED
    assert refused(answered, LIAISONS["shuiwu"], "coming", person="x").code == "step_not_open"


def test_no_other_body_answers_for_it():
    call = call_of(calling()[1][0])

    with pytest.raises(NotYours):
        take(call, LIAISONS["zhujian"], "coming", person="x")


@pytest.mark.mechanism(87, 224, 229)
@pytest.mark.parametrize("kind", MEETINGS)
def test_the_roll_puts_on_record_who_came_and_who_was_absent(kind):
    meeting, asked = calling(kind)

    events = take(meeting, CHAIR, "hold", **MEETINGS[kind][1], came=("shuiwu",))

    rolls = [one for one in events if isinstance(one, TaskRollCalled)]
    assert [(one.child, one.responder, one.came) for one in rolls] == [
        (asked[0].child, "shuiwu", True),
        (asked[1].child, "zhujian", False),
    ]


@pytest.mark.mechanism(224)
def test_the_roll_is_on_each_body_s_own_page_and_closes_what_was_never_answered():
    _, asked = calling()
    answered = walk(call_of(asked[0]), (LIAISONS["shuiwu"], "coming", {"person": "王工"}))
    silent = call_of(asked[1])
    roll = TaskRollCalled(department=STREET, child="c", responder="x", came=True)

    there = core.on_roll_called(roll, answered)
    absent = core.on_roll_called(roll.model_copy(update={"came": False}), silent)

    assert [(type(one), getattr(one, "came", None)) for one in there] == [(TaskAttended, True)]
    assert [getattr(one, "came", None) for one in absent] == [False, None]
    assert isinstance(absent[1], TaskEnded)
    assert (absent[1].outcome, absent[1].parent) == ("unanswered", "meeting")
    assert core.due_at(told(silent, *absent)) is None
    assert told(answered, *there).stage is core.Stage.ENDED
    assert core.on_roll_called(roll, None) == []


def test_a_meeting_to_which_bodies_were_called_is_not_held_without_the_roll():
    meeting, _ = calling()

    missing = refused(meeting, CHAIR, "hold", **HELD)
    strangers = refused(meeting, CHAIR, "hold", **HELD, came=("shuiwu", "gongan"))

    assert (missing.code, missing.facts["called"]) == ("roll_missing", ("区水务局", "区住建局"))
    assert strangers.code == "not_called"
    assert strangers.facts["value"] == ("区公安分局",)
    nobody = take(meeting, CHAIR, "hold", **HELD, came=())
    assert [one.came for one in nobody if isinstance(one, TaskRollCalled)] == [False, False]


def test_a_meeting_that_called_nobody_asks_for_no_roll():
    parties, held = MEETINGS["joint_meeting"]
    task = walk(
        begun("joint_meeting", CHAIR, STREET), (CHAIR, "call", {"held_at": SOON, **parties})
    )

    [stepped] = take(task, CHAIR, "hold", **held)

    assert stepped.step == "hold"
    assert refused(task, CHAIR, "hold", **held, came=("gongan",)).code == "not_called"


def test_nobody_is_called_to_a_meeting_that_is_over():
    task = begun("coordination", CHAIR, STREET)
    over = {"held_at": "2026-11-23T11:59:00+08:00", "where": "会议室", "bodies": BODIES}

    refusal = refused(task, CHAIR, "call", **over)

    assert (refusal.code, refusal.facts["field"]) == ("meeting_past", "fields.held_at")


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59-12:00", "2100-01-01T08:00:00+08:00"])
def test_no_meeting_is_called_beyond_all_calendars(at):
    call = {"held_at": at, "where": "会议室", "bodies": BODIES}

    refusal = refused(begun("coordination", CHAIR, STREET), CHAIR, "call", **call)

    assert (refusal.code, refusal.facts["field"]) == ("not_a_time", "fields.held_at")


def test_a_body_named_twice_is_called_once():
    task = begun("coordination", CHAIR, STREET)
    call = {"held_at": LATER, "where": "会议室", "bodies": (*BODIES, "shuiwu")}

    assert [one.responder for one in spawned(take(task, CHAIR, "call", **call))] == [*BODIES]


@pytest.mark.mechanism(224)
@pytest.mark.parametrize("held_at", [SOON, LATER])
def test_the_minutes_are_due_one_working_day_after_the_meeting(held_at):
    meeting, _ = calling(held_at=held_at)

    [minutes] = [one for one in meeting.clocks if one.step == "hold"]

    since = instant(held_at)
    assert minutes.due_at == haichuan().due(STREET, since, haichuan().span("meeting.minutes")).at
    assert timedelta() < minutes.due_at - since <= timedelta(days=1)


@pytest.mark.mechanism(87, 224)
def test_what_a_body_promises_is_a_task_due_when_it_said():
    meeting, _ = calling()

    [promise] = spawned(take(meeting, CHAIR, "hold", **HELD, came=BODIES))
    owed = told(None, promise, *core.on_spawned(promise, "meeting", haichuan(), NOON))

    assert (owed.department, owed.procedure) == ("shuiwu", "decision")
    assert owed.complete_by == instant(PROMISED[0]["by"])
    gone = {**HELD, "tasks": ({**PROMISED[0], "by": "2026-11-20T18:00:00+08:00"},)}
    assert refused(meeting, CHAIR, "hold", **gone, came=BODIES).code == "due_past"
    for by in ("soon", "9999-12-31T23:59:59-12:00", "2100-01-01T08:00:00+08:00", "2026-12-04"):
        bad = {**HELD, "tasks": ({**PROMISED[0], "by": by},)}
        assert refused(meeting, CHAIR, "hold", **bad, came=BODIES).code == "not_tasks"


def test_a_part_that_ended_before_outcomes_were_told_is_still_read():
    assert TaskPartEnded(department="shuiwu", part="p", responder="shuiwu").outcome is None


def test_nobody_is_called_where_nobody_could_answer():
    call = {"held_at": LATER, "where": "会议室", "bodies": ("shuiwu", "haichuan")}

    refusal = refused(begun("coordination", CHAIR, STREET), CHAIR, "call", **call)

    assert (refusal.code, refusal.facts["field"]) == ("nobody_there", "fields.bodies")
    assert refusal.facts["value"] == "haichuan"
