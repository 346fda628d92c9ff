"""表决: only what was proposed, each on the roll once, closed at its time, counted by its rule."""

import pytest

from contracts.events.vote import TaskVotePut
from services.response import core
from tests.unit.response.builders import NOON, told
from tests.unit.response.haichuan import haichuan, open_names, take, walk
from tests.unit.response.mediating import refused
from tests.unit.response.votes import (
    AREAS,
    CONVENE,
    HOLD,
    OWNERS,
    PUT,
    THREE_DAYS,
    WORKER,
    put,
    talked,
)

pytestmark = pytest.mark.mechanism(226)


def ballots(task):
    return {
        (one.account or one.person): next(
            (cast.ballot for cast in task.vote.cast if cast.entry == one.entry), None
        )
        for one in task.vote.roll
    }


def test_a_proposal_is_put_with_its_roll_its_rule_and_its_end():
    [stepped, event] = take(talked(), WORKER, "put", **PUT)
    task = told(talked(), stepped, event)

    assert isinstance(event, TaskVotePut)
    assert event.motion == "改单行道"
    assert [(one.account, one.person) for one in event.roll] == [
        ("resident-3", None),
        ("resident-4", None),
        (None, "王五"),
        (None, "赵六"),
    ]
    assert event.rule == haichuan().rules.votes["residents"]
    assert event.closes_at == haichuan().due(task.department, NOON, THREE_DAYS).at
    assert core.due_at(task) <= event.closes_at
    assert {"ballot", "hands", "close_vote"} <= set(open_names(task))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"motion": 3}, "no_such_proposal"),
        ({"motion": 0}, "field_too_few"),
        ({"motion": 1.5}, "field_wrong"),
        ({"vote_kind": "loudest"}, "not_a_choice"),
        ({"closes_at": "2026-11-01T09:00:00+08:00"}, "vote_ends_wrong"),
        ({"closes_at": "2027-11-01T09:00:00+08:00"}, "vote_ends_wrong"),
        ({"entitled": 3}, "field_too_few"),
        ({**OWNERS, "areas": AREAS[1:]}, "area_missing"),
        ({**OWNERS, "areas": (*AREAS[1:], "resident-3 big")}, "area_wrong"),
        ({**OWNERS, "areas": (*AREAS[1:], "resident-3 -1")}, "area_wrong"),
        ({**OWNERS, "area": 100}, "area_too_small"),
    ],
)
def test_nothing_else_is_put(changes, code):
    assert refused(talked(), WORKER, "put", **{**PUT, **changes}).code == code


def test_all_owners_are_counted_not_only_those_who_came():
    without = {name: value for name, value in OWNERS.items() if name != "entitled"}

    assert refused(talked(), WORKER, "put", **without).facts["field"] == "fields.entitled"


def test_nobody_votes_before_a_proposal_is_put_or_on_a_second_at_once():
    assert refused(talked(), "resident-3", "ballot", ballot="for").code == "step_not_open"
    assert refused(put(), WORKER, "put", **PUT).code == "vote_open"
    assert refused(put(), WORKER, "pass_up", reason="x").code == "vote_open"


def test_each_votes_once_and_may_change_it_until_it_closes():
    task = walk(
        put(),
        ("resident-3", "ballot", {"ballot": "for"}),
        (WORKER, "hands", {"voter": "王五", "ballot": "against"}),
        ("resident-3", "ballot", {"ballot": "abstain"}),
        (WORKER, "hands", {"voter": "王五", "ballot": "for"}),
    )

    closed = walk(task, (WORKER, "close_vote", {}))

    assert ballots(task) == {
        "resident-3": "abstain",
        "resident-4": None,
        "王五": "for",
        "赵六": None,
    }
    assert refused(closed, "resident-4", "ballot", ballot="for").code == "step_not_open"
    assert "close_vote" not in open_names(closed)


@pytest.mark.parametrize(
    ("by", "step", "fields", "code"),
    [
        ("resident-5", "ballot", {"ballot": "for"}, "not_on_this_file"),
        (WORKER, "ballot", {"ballot": "for"}, "step_not_yours"),
        ("resident-3", "hands", {"voter": "王五", "ballot": "for"}, "step_not_yours"),
        (WORKER, "hands", {"voter": "孙七", "ballot": "for"}, "not_among_them"),
        (WORKER, "hands", {"voter": "resident-3", "ballot": "for"}, "not_among_them"),
        (WORKER, "hands", {"voter": "王五", "ballot": "maybe"}, "not_a_choice"),
        ("resident-3", "ballot", {}, "evidence_missing"),
    ],
)
def test_nobody_votes_who_is_not_on_the_roll_nor_for_somebody_who_can(by, step, fields, code):
    assert refused(put(), by, step, **fields).code == code


def test_whoever_has_an_account_is_not_on_the_roll_a_second_time_by_name():
    name = haichuan().people["resident-3"].name
    again = {**HOLD, "attendance": (name, "王五")}
    task = walk(talked(), (WORKER, "hold", again), (WORKER, "put", PUT))

    assert [one.person for one in task.vote.roll if one.person] == ["王五"]


def test_a_participant_named_after_it_was_put_waits_for_the_next_vote():
    more = {**CONVENE, "residents": ("resident-3", "resident-4", "resident-5")}
    task = walk(put(), (WORKER, "convene", more))

    assert refused(task, "resident-5", "ballot", ballot="for").code == "not_on_the_roll"
    assert take(task, "resident-4", "ballot", ballot="for")
