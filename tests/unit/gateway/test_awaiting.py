"""Whose word a whistle waits for, on its own page and in its list, beside what departments owe."""

from datetime import timedelta

from contracts.events import call as k
from contracts.events import relief as r
from contracts.events import whistle as w
from contracts.events.recomputed import ReliefRecomputed
from gateway.fold import Folded
from gateway.present.whistles import whistle_row
from tests.unit.gateway import builders as b
from tests.unit.gateway.test_coordination import STREET, URBAN, reader, shown, whistle
from tests.unit.gateway.test_reliefs import asked

CALL = {"whistle_id": "wh-1", "task_id": "wh-1-1", "department": "urban"}
OTHER = {"whistle_id": "wh-1", "task_id": "wh-1-2", "department": "fire"}
SOON, LATER = b.NOON + timedelta(minutes=5), b.NOON + timedelta(minutes=9)
RELIEF = {"relief_id": "wh-1-1-x1"}
OPENED = k.RulingOpened(
    **OTHER,
    ruling_id="wh-1-2-r1",
    about="cannot_solve",
    level="street",
    at="street-1",
    reason="超权限",
    due_at=SOON,
)
UP = k.RulingReferred(
    **OTHER, ruling_id="wh-1-2-r1", level="district", at="district-1", due_at=LATER, reason="请定"
)
DECIDED = k.RulingDecided(
    **OTHER, ruling_id="wh-1-2-r1", about="cannot_solve", upheld=False, reason="能办"
)
ASKED = asked(due_at=LATER)


def waits(*said: object) -> list[tuple[str | None, str | None, str]]:
    """Whom the street reads that it waits for, and for what."""
    found = shown(whistle(*said)).awaits
    return [(one.id, one.next.who, one.next.what_zh) for one in found]


def test_the_street_reads_what_it_has_to_decide_the_soonest_first():
    assert waits(ASKED, OPENED) == [
        ("wh-1-2-r1", "street-1", "作出裁定"),
        ("wh-1-1-x1", "street-1", "审批"),
    ]


def test_a_word_that_is_due_before_any_department_is_what_happens_next():
    view = whistle(OPENED)
    before = shown(whistle()).next

    page, row = shown(view), whistle_row("wh-1", view, reader(STREET), {})

    assert (before.who, before.by) == ("urban", b.CLOCKS.acknowledge_by)
    assert (page.next.who, page.next.what_en, page.next.by) == ("street-1", "Give the word", SOON)
    assert row.next == page.next


def test_who_owes_the_word_is_who_it_was_passed_up_to():
    assert waits(OPENED, UP) == [("wh-1-2-r1", "district-1", "作出裁定")]
    passed = r.ReliefPassedOn(
        **CALL, **RELIEF, reason="同意", level="district", at="district-1", due_at=LATER
    )
    assert waits(ASKED, passed) == [("wh-1-1-x1", "district-1", "审批")]


def test_what_is_decided_or_needs_no_word_any_more_is_awaited_by_nobody():
    granted = r.ReliefDecided(**CALL, **RELIEF, wish="suspension", granted=True, reason="同意")

    assert waits(OPENED, DECIDED, ASKED, granted) == []
    assert waits(ASKED, r.ReliefLapsed(**CALL, **RELIEF)) == []
    assert waits(OPENED, ASKED, w.WhistleWithdrawn(reason="有误")) == []


def test_a_word_is_awaited_by_its_newest_time():
    again = r.ReliefOverdue(**CALL, **RELIEF, was_due_at=SOON, due_at=LATER, tell=("zhi",))
    moved = {"moved": (), "due_at": LATER + timedelta(days=1), "calendar": "v2"}

    (late,) = shown(whistle(asked(due_at=SOON), again)).awaits
    (later,) = shown(whistle(ASKED, ReliefRecomputed(**CALL, **RELIEF, **moved))).awaits

    assert (late.next.by, later.next.by) == (LATER, moved["due_at"])


def test_a_department_reads_only_what_is_asked_about_its_own_call():
    seen = shown(whistle(OPENED, ASKED), URBAN).awaits

    assert [one.id for one in seen] == ["wh-1-1-x1"]


def test_what_somebody_on_duty_blew_at_once_is_to_be_approved():
    (approval,) = shown(whistle(b.raised(ratify_by=SOON))).awaits

    assert (approval.id, approval.next.who, approval.next.what_en) == (
        None,
        "street-1",
        "Approve it after the fact",
    )


def test_what_was_folded_before_times_were_kept_is_left_out():
    old = whistle(OPENED)
    for name in ("at", "due_at"):
        old = _without(old, f"rulings/wh-1-2-r1/{name}")

    assert shown(old).awaits == ()


def _without(view: Folded, path: str) -> Folded:
    return view.model_copy(update={"fields": {k: v for k, v in view.fields.items() if k != path}})
