"""More time, pauses and waivers, as the street and the department read them."""

from datetime import timedelta

import pytest

from contracts.events import call as k
from contracts.events import relief as r
from contracts.events import task as t
from gateway.kinds import RELIEFS, TASKS
from gateway.kinds import tasks as task_kind
from gateway.present.reliefs import relief_view
from tests.unit.gateway import builders as b
from tests.unit.gateway.test_coordination import STREET, URBAN, folded, reader, shown, whistle

CALL = {"whistle_id": "wh-1", "task_id": "wh-1-1", "department": "urban"}
UNTIL = b.NOON + timedelta(days=30)
CLOCKS = b.CLOCKS.model_copy(update={"complete_by": UNTIL + timedelta(days=3)})
SUSPENDED = r.CallSuspended(
    **CALL, cause="season", reason="霜冻", suspended_at=b.at(5), until=UNTIL
)
RESUMED = r.CallResumed(**CALL, resumed_at=UNTIL, clocks=CLOCKS)
EXTENDED = r.CallExtended(
    **CALL, relief_id="wh-1-1-x1", count=1, extended_at=b.at(5), complete_by=UNTIL
)


def asked(**changes) -> r.ReliefAsked:
    facts = {
        **CALL,
        "relief_id": "wh-1-1-x1",
        "wish": "suspension",
        "asker": "lian",
        "reason": "霜冻，电话 13812345678",
        "cause": "season",
        "until": UNTIL,
        "asked_at": b.NOON,
        "level": "street",
        "at": "street-1",
        "due_at": b.at(240),
        "street": "street-1",
    }
    return r.ReliefAsked(**facts | changes)


def test_a_request_is_read_by_who_must_decide_and_by_who_asked():
    view = folded(RELIEFS, asked())

    street, department = (
        relief_view("wh-1-1-x1", view, reader(actor, 10)) for actor in (STREET, URBAN)
    )

    assert (street.stage, street.wish_zh, street.cause_zh) == ("open", "挂账", "季节原因")
    assert (street.next.who, street.next.by, street.asker) == ("street-1", b.at(240), "lian")
    assert department.asker is None
    assert "13812345678" not in department.reason


@pytest.mark.parametrize(
    ("granted", "stage"), [(True, "granted"), (False, "refused")], ids=["yes", "no"]
)
def test_a_word_passes_up_before_it_is_the_last(granted, stage):
    up = r.ReliefPassedOn(
        **CALL,
        relief_id="wh-1-1-x1",
        reason="同意",
        level="district",
        at="district-1",
        due_at=b.at(480),
    )
    last = r.ReliefDecided(
        **CALL, relief_id="wh-1-1-x1", wish="suspension", granted=granted, reason="区里意见"
    )

    waiting = relief_view("x", folded(RELIEFS, asked(), up), reader(STREET))
    over = relief_view("x", folded(RELIEFS, asked(), up, last), reader(STREET))

    assert (waiting.level, waiting.next.who, waiting.word) == ("district", "district-1", "同意")
    assert (over.stage, over.word, over.next.by) == (stage, "区里意见", None)


def test_a_suspended_call_says_until_when_on_the_roll_call_and_in_the_inbox():
    task = folded(TASKS, b.notified(), SUSPENDED)
    line = shown(whistle(SUSPENDED), wh_1_1=task).calls[0]
    again = shown(whistle(SUSPENDED, RESUMED), wh_1_1=folded(TASKS, b.notified(), RESUMED))

    assert (line.stage, line.suspended_until, line.suspended_for) == ("suspended", UNTIL, "season")
    assert (line.next.by, line.owes) == (UNTIL, None)
    assert (task_kind.stage(task), task_kind.due(task)) == ("suspended", UNTIL)
    assert again.calls[0].suspended_until is None
    assert again.calls[0].clocks.complete_by == CLOCKS.complete_by


def test_an_extended_call_is_due_later():
    begun = t.TaskAcknowledged(department="urban", whistle_id="wh-1", handler="Li")
    came = t.TaskArrived(department="urban", whistle_id="wh-1", person="Li", rank="BLUE", way="qr")
    task = folded(TASKS, b.notified(), begun, came, EXTENDED)

    line = shown(whistle(EXTENDED), wh_1_1=task).calls[0]

    assert (line.extensions, line.owes_by) == (1, UNTIL)
    assert task_kind.due(task) == UNTIL


def test_a_waived_call_is_shown_as_such():
    released = k.CallReleased(**CALL, reason="不再需要", waived=True)

    line = shown(whistle(released)).calls[0]

    assert (line.stage, line.waived) == ("released", True)
