"""Thread, meetings, muster board and supervisions, as each reader sees them."""

from datetime import timedelta

import pytest

from contracts.actor import Actor, Post, Role
from contracts.city.reader import read_city
from contracts.events import call as k
from contracts.events import coordination as x
from contracts.events import supervision as v
from contracts.events import task as t
from contracts.events import whistle as w
from contracts.events import whistle_draft as wd
from gateway.fold import Folded
from gateway.kinds import SUPERVISIONS, TASKS, WHISTLES
from gateway.present.reader import Reader
from gateway.present.supervisions import supervision_view
from gateway.present.whistles import Joined, whistle_view
from gateway.scopes import Scope
from tests.journeys.town import FOLDER
from tests.unit.gateway import builders as b

CITY = read_city({f.name: f.read_text("utf-8") for f in FOLDER.iterdir()})
STREET = Actor(id="zhi", posts=(Post(role=Role.STREET_COMMANDER, at="street-1"),))
URBAN = Actor(id="lian", posts=(Post(role=Role.DEPARTMENT_LIAISON, at="urban"),))


def reader(actor: Actor, minutes: float = 500) -> Reader:
    return Reader(Scope(actor), CITY, b.at(minutes))


def folded(kind, *said) -> Folded:
    view = None
    for seq, event in enumerate(said, 1):
        view = kind.told(view, b.told(event, seq))
    assert view is not None
    return view


def message(n: int, side: str, **facts) -> x.MessageSaid:
    said = {"text": f"m{n}，电话 13812345678", "said_at": b.at(n)}
    return x.MessageSaid(message_id=f"wh-1-m{n}", side=side, **said, **facts)


def whistle(*more) -> Folded:
    return folded(WHISTLES, b.drafted(), b.raised(), b.summoned(1), b.summoned(2, "fire"), *more)


def shown(view: Folded, actor: Actor = STREET, **tasks: Folded):
    called = {task.replace("_", "-"): folded for task, folded in tasks.items()}
    return whistle_view("wh-1", view, reader(actor), Joined(called))


THREAD = (
    message(1, "street", answer_by=b.at(60)),
    message(2, "department", department="fire", answers="wh-1-m1", answer_seconds=60),
    message(3, "department", department="urban", answers="wh-1-m1", answer_seconds=180),
    message(4, "street", department="fire", answer_by=b.at(90)),
    x.MessageUnanswered(
        message_id="wh-1-m4", department="fire", was_due_at=b.at(90), tell=("head-fire",)
    ),
)


@pytest.mark.mechanism(2)
def test_the_street_reads_the_whole_thread_and_how_fast_each_department_answers():
    view = shown(whistle(*THREAD))

    assert [one.id for one in view.thread] == [f"wh-1-m{n}" for n in (1, 2, 3, 4)]
    assert view.thread[3].late == ("fire",)
    assert [(a.department, a.answers, a.mean_seconds, a.unanswered) for a in view.answer_times] == [
        ("fire", 1, 60, 1),
        ("urban", 1, 180, 0),
    ]


def test_a_department_reads_its_own_part_of_the_thread_and_no_phone_number():
    view = shown(whistle(*THREAD), URBAN)

    assert [one.id for one in view.thread] == ["wh-1-m1", "wh-1-m3"]
    assert "13812345678" not in view.model_dump_json()
    assert not any(line.facts.get("department") == "fire" for line in view.timeline[4:])


MEETING = x.MeetingHeld(
    meeting_id="wh-1-h1",
    form="on_scene",
    held_at=b.at(30),
    attendees=(x.Attendee(organisation="urban", person="Li"),),
    decision="Dig",
    steps=(
        x.StepAgreed(
            id="wh-1-a1", department="urban", person="Li", target="20 m", due_at=b.at(100)
        ),
    ),
)


@pytest.mark.mechanism(115)
def test_agreed_steps_show_who_does_what_by_when_and_whether_it_is_late():
    late = shown(whistle(MEETING))
    done = shown(whistle(MEETING, x.StepDone(step_id="wh-1-a1", department="urban", result="22 m")))

    assert [(s.department, s.person, s.target, s.late) for s in late.agreed] == [
        ("urban", "Li", "20 m", True)
    ]
    assert (done.agreed[0].result, done.agreed[0].late) == ("22 m", False)
    assert [(m.form, m.decision) for m in late.meetings] == [("on_scene", "Dig")]


def arrived(department: str, minutes: float) -> Folded:
    came = t.TaskArrived(
        department=department, whistle_id="wh-1", person="Li", rank="BLUE", way="qr"
    )
    view = TASKS.told(None, b.told(b.notified(department), 1))
    return TASKS.told(view, b.told(came, 2, time=b.at(minutes)))


@pytest.mark.mechanism(3)
def test_the_muster_board_says_who_came_first_and_last_and_how_long_it_took():
    half = shown(whistle(), wh_1_1=arrived("urban", 10))
    all_here = shown(whistle(), wh_1_1=arrived("urban", 10), wh_1_2=arrived("fire", 25))

    assert (half.muster.called, half.muster.arrived, half.muster.all_here) == (2, 1, False)
    assert (half.muster.first.department, half.muster.minutes_to_all) == ("urban", None)
    board = all_here.muster
    assert (board.first.department, board.last.department) == ("urban", "fire")
    assert (board.minutes_to_first, board.minutes_to_all, board.all_here) == (10, 25, True)


def test_the_rank_that_came_is_held_against_the_one_needed_then():
    came = shown(whistle(), wh_1_1=arrived("urban", 10))
    graver = k.CallEscalated(
        whistle_id="wh-1",
        task_id="wh-1-1",
        department="urban",
        duty="complete",
        grade="RED",
        answer_by=b.at(900),
        tell=(),
    )
    risen = shown(whistle(graver), wh_1_1=arrived("urban", 1))

    assert came.calls[0].rank_met is True
    assert (risen.calls[0].grade, risen.calls[0].rank_met) == ("RED", True)
    assert came.calls[1].rank_met is None


CALL = {"whistle_id": "wh-1", "task_id": "wh-1-1", "department": "urban"}


def opened(**changes) -> k.SupervisionOpened:
    facts = {
        **CALL,
        "duty": "arrive",
        "kind": "LISTED",
        "count": 2,
        "answer_by": b.at(60),
        "tell": (),
        "supervision_id": "wh-1-1-s2",
        "street": "street-1",
        "named": "head-urban",
    }
    return k.SupervisionOpened(**facts | changes)


@pytest.mark.mechanism(110)
def test_a_supervision_shows_what_was_done_about_it_until_it_is_over():
    about = {**CALL, "supervision_id": "wh-1-1-s2"}
    unanswered = v.SupervisionUnanswered(**about, was_due_at=b.at(60), answer_by=b.at(90), tell=())
    answered = v.SupervisionAnswered(**about, text="Tomorrow", in_time=False)
    closed = v.SupervisionClosed(**about, outcome="solved")

    open_ = folded(SUPERVISIONS, opened(), unanswered)
    told = folded(SUPERVISIONS, opened(), unanswered, answered)
    over = folded(SUPERVISIONS, opened(), unanswered, answered, closed)
    views = [
        supervision_view("wh-1-1-s2", one, reader(STREET), whistle(MEETING))
        for one in (open_, told, over)
    ]

    assert [one.stage for one in views] == ["open", "answered", "solved"]
    assert (views[0].kind_zh, views[0].named, views[0].next.who) == (
        "挂牌督办",
        "head-urban",
        "urban",
    )
    assert (views[0].unanswered, views[0].meetings, views[0].next.by) == (1, 1, b.at(90))
    assert (views[1].answer, views[1].in_time) == ("Tomorrow", False)
    assert views[2].next.by is None


def test_a_supervision_said_by_an_older_speaker_makes_no_view():
    assert SUPERVISIONS.target(b.told(opened(supervision_id=None))) is None


def test_a_time_on_the_board_is_never_before_the_whistle():
    view = shown(whistle(), wh_1_1=arrived("urban", 0.5))

    assert view.muster.minutes_to_first == 0
    assert view.muster.first.at - b.NOON == timedelta(seconds=30)


@pytest.mark.mechanism(5)
def test_the_chain_says_who_asked_who_endorsed_and_who_raised():
    drafted = b.drafted(origin="grid", needs_endorsement=True, drafter="wang", reason="井盖丢失")
    endorsed = wd.WhistleEndorsed(opinion="属实", due_at=b.at(60))
    view = None
    for seq, (event, by) in enumerate(
        [(drafted, "wang"), (endorsed, "shu"), (b.raised(), "zhi"), (b.summoned(), "zhi")], 1
    ):
        view = WHISTLES.told(view, b.told(event, seq, by=by))

    chain = shown(view).chain

    assert [(one.level, one.by, one.opinion) for one in chain] == [
        ("grid", "wang", "井盖丢失"),
        ("community", "shu", "属实"),
        ("street", "zhi", None),
    ]


def test_a_joint_whistle_is_seen_by_every_street_that_was_asked():
    other = Actor(id="yuan", posts=(Post(role=Role.STREET_COMMANDER, at="street-9"),))
    view = folded(
        WHISTLES,
        b.drafted(joint=("street-9",)),
        b.raised(),
        w.WhistleJoined(street="street-9", opinion="一起办"),
    )

    (joint,) = shown(view, other).joint

    assert (joint.street, joint.joined, joint.opinion) == ("street-9", True, "一起办")
    assert Scope(other).sees(view.tags)
