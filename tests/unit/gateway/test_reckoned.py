"""A calendar that moved a limit is on record where people look: who, when, from-to, why."""

from datetime import date, datetime, timedelta

import pytest

from contracts.actor import Actor, Post, Role
from contracts.events import EVENTS
from contracts.events import case_work as cw
from contracts.events import procedure as p
from contracts.events import visit as v
from contracts.events.recomputed import DueMoved
from contracts.steps import WHOLE, StepClock
from contracts.views.wording import HAPPENED
from gateway.kinds import CASES, KINDS, TASKS
from gateway.present.cases import case_view
from gateway.present.reader import Reader
from gateway.present.tasks import Around, task_view
from gateway.present.visits import visit_view
from gateway.scopes import Scope
from tests.unit.gateway import test_visits as visits
from tests.unit.gateway.builders import NOON, at, notified, reported, told
from tests.unit.intake.visits import CITY

RECKONED = sorted(name for name in EVENTS if name.endswith(".recomputed"))
WAS, LATER = at(60), at(60) + timedelta(days=1)
MOVED = {"calendar": "next", "moved": (DueMoved(id="due_at", was=WAS, due_at=LATER, since=NOON),)}
READER = Reader(
    Scope(Actor(id="bo", posts=(Post(role=Role.DISTRICT_SUPERVISOR, at="district-1"),))), CITY, NOON
)


def seen(kind, *events):
    """A view after these events; the last is the clock's."""
    view = None
    for seq, event in enumerate(events, 1):
        by = "clock" if seq == len(events) else "u-1"
        view = kind.told(view, told(event, seq, by=by))
    return view


def record(view):
    """The last line of what people see, in both languages."""
    line = view.timeline[-1]
    [one] = line.facts["moved"]
    assert "日历调整" in line.what_zh
    assert "a new calendar" in line.what_en
    was, due_at = (datetime.fromisoformat(one[name]) for name in ("was", "due_at"))
    return line.by, line.time, was, due_at, line.facts["calendar"]


@pytest.mark.parametrize("name", RECKONED)
def test_every_reckoning_is_shown_in_both_languages_and_moves_what_is_shown(name):
    kinds = [kind.name for kind in KINDS.values() if EVENTS[name] in kind.folds]

    assert kinds
    assert HAPPENED[name].zh
    assert HAPPENED[name].en


@pytest.mark.mechanism(73)
def test_at_a_case_with_its_look():
    asked = cw.CaseCheckAsked(before="sorting", by="u-1", check_by=WAS)
    moved = cw.CaseRecomputed(**MOVED, due_at=LATER, check_by=LATER)

    view = seen(CASES, reported(), asked, moved)
    shown = case_view("case-1", view, READER, None, {})

    assert record(shown) == ("clock", at(3), WAS, LATER, "next")
    assert (view.get("due_at"), view.get("check_by")) == (LATER, LATER)


def test_a_look_that_did_not_move_stays_where_it_was():
    asked = cw.CaseCheckAsked(before="sorting", by="u-1", check_by=WAS)

    view = seen(CASES, reported(), asked, cw.CaseRecomputed(**MOVED, due_at=LATER))

    assert view.get("check_by") == WAS


@pytest.mark.mechanism(73)
def test_at_a_visit_with_its_day():
    moved = v.VisitRecomputed(**MOVED, due_at=LATER, day=date(2026, 11, 26))

    view = visits.VISITS.told(
        visits.view(visits.planned()), told(moved, 2, subject="vi-1", by="clock")
    )
    shown = visit_view("vi-1", view, READER)

    assert record(shown) == ("clock", at(2), WAS, LATER, "next")
    assert (shown.next.by, shown.day) == (LATER, date(2026, 11, 26))


def task(*events):
    """A file of a procedure, as its view shows it."""
    begun = notified(
        procedure="meeting",
        at=("community-1",),
        opens=("hold",),
        complete_by=WAS,
        where=reported().place,
    )
    return task_view("wh-1-1", seen(TASKS, begun, *events), READER, Around())


@pytest.mark.mechanism(73)
def test_at_a_task_with_the_time_of_the_whole():
    clock = StepClock(step=WHOLE, due_at=LATER)
    moved = p.TaskRecomputed(department="urban", **MOVED, clocks=(clock,))

    shown = task(moved)

    assert record(shown) == ("clock", at(2), WAS, LATER, "next")
    assert (shown.complete_by, shown.next.by) == (LATER, LATER)


def test_at_a_task_whose_case_moved():
    shown = task(cw.CaseRecomputed(**MOVED, due_at=LATER, task_id="wh-1-1"))

    assert (shown.complete_by, shown.next.by) == (LATER, LATER)
