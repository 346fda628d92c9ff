"""Visits as their readers see them: whose they are, and whom a sensitive one is to."""

from datetime import date

import pytest

from contracts.actor import Actor, Post, Role
from contracts.events import visit as said
from contracts.visiting import Finding, FindingKind, Subject, SubjectKind
from contracts.words import Level, Owner, Place, Point
from gateway.kinds import VISITS, targets
from gateway.present.reader import Reader
from gateway.present.visits import visit_view
from gateway.scopes import Scope
from tests.unit.gateway.builders import NOON, at, told
from tests.unit.intake.visits import CITY

PLACE = Place(
    point=Point(lng=123.0, lat=30.0),
    address="3 号楼",
    territory="g",
    path=("haichuan", "binhe", "binhe-02", "binhe-02-01"),
)


def planned(**changes):
    fields = {
        "kind": "home",
        "subject": Subject(kind=SubjectKind.HOUSEHOLD, name="501", place=PLACE),
        "visitor": "ann",
        "day": date(2026, 11, 25),
        "channel": "home_visit",
        "category": "R14",
        "owner": Owner(level=Level.GRID, at="binhe-02-01"),
        "due_at": at(9),
        **changes,
    }
    return said.VisitPlanned(**fields)


def view(*events):
    folded = None
    for seq, event in enumerate(events, 1):
        folded = VISITS.told(folded, told(event, seq, subject="vi-1"))
    return folded


def sees(role, where, folded, id="bob"):
    return Scope(Actor(id=id, posts=(Post(role=role, at=where),))).sees(folded.tags)


def test_a_visit_is_kept_under_its_own_id():
    heard = told(planned(), 1, subject="vi-1")

    assert [(kind.name, id) for kind, id in targets(heard)] == [("visits", "vi-1")]


def test_a_visit_is_seen_by_its_visitor_and_by_those_posted_around_it():
    folded = view(planned())

    assert sees(Role.DEPARTMENT_LIAISON, "shuiwu", folded, id="ann")
    assert sees(Role.GRID_WORKER, "binhe-02-01", folded)
    assert sees(Role.STREET_COMMANDER, "binhe", folded)
    assert not sees(Role.GRID_WORKER, "binhe-02-02", folded)


@pytest.mark.mechanism(262)
def test_whom_a_sensitive_visit_is_to_is_for_the_visitor_and_the_community_alone():
    folded = view(planned(restricted=True))

    assert sees(Role.DEPARTMENT_LIAISON, "shuiwu", folded, id="ann")
    assert sees(Role.COMMUNITY_OFFICER, "binhe-02", folded)
    assert not sees(Role.GRID_WORKER, "binhe-02-01", folded)
    assert not sees(Role.STREET_COMMANDER, "binhe", folded)


def test_a_reader_is_told_what_is_next_and_which_cases_were_opened():
    finding = Finding(kind=FindingKind.TROUBLE, text="灯坏了", category="R14", case_id="case-1")
    before = view(planned())
    folded = view(planned(), said.VisitRecorded(visited_at=NOON, findings=(finding,)))
    reader = Reader(Scope(Actor(id="ann")), CITY, NOON)

    first, last = visit_view("vi-1", before, reader), visit_view("vi-1", folded, reader)

    assert (first.stage, first.next.by, first.kind_zh) == ("planned", at(9), "入户走访")
    assert (last.stage, last.owner, last.next.by) == ("visited", None, None)
    assert last.findings[0].case_id == "case-1"
