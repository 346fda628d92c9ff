"""A vote ends at its time, whatever comes late, and its result stands."""

import pytest

from contracts.events.vote import TaskBallotCast, TaskVoteClosed
from services.response import core
from tests.unit.response.builders import told
from tests.unit.response.haichuan import haichuan, open_names, spawned, take, walk
from tests.unit.response.mediating import refused
from tests.unit.response.votes import PUT, WORKER, put

pytestmark = pytest.mark.mechanism(226)


def test_no_ballot_counts_after_its_time_even_before_the_clock_strikes():
    task = put()

    late = refused(task, "resident-3", "ballot", now=task.vote.closes_at, ballot="for")
    assert late.code == "vote_over"


def test_the_clock_closes_it_and_the_result_stands():
    task = walk(
        put(),
        ("resident-3", "ballot", {"ballot": "for"}),
        ("resident-4", "ballot", {"ballot": "for"}),
        (WORKER, "hands", {"voter": "王五", "ballot": "for"}),
    )
    while task.vote.open:
        events = list(core.tick(task, haichuan(), core.due_at(task)))
        task = told(task, *events)

    [stepped, closed] = events
    assert (stepped.step, closed.vote) == ("close_vote", 1)
    assert isinstance(closed, TaskVoteClosed)
    assert closed.tally.carried
    assert [one.entry for one in closed.cast] == [1, 2, 3]
    assert "resolve" in open_names(task)
    assert list(core.tick(task, haichuan(), task.vote.closes_at)) == []


def test_a_vote_that_fails_may_be_followed_by_another():
    failed = walk(put(), ("resident-3", "ballot", {"ballot": "for"}), (WORKER, "close_vote", {}))
    again = walk(
        failed,
        (WORKER, "put", {**PUT, "motion": 1}),
        *((one, "ballot", {"ballot": "for"}) for one in ("resident-3", "resident-4")),
        (WORKER, "hands", {"voter": "赵六", "ballot": "against"}),
    )

    resolve = {"result": "划线二十个", "items": 1, "tasks": ()}
    assert refused(failed, WORKER, "resolve", **resolve).code == "not_carried"
    assert refused(again, WORKER, "resolve", **resolve).code == "vote_open"
    done = walk(again, (WORKER, "close_vote", {}))
    assert done.vote.n == 2
    assert spawned(take(done, WORKER, "resolve", **resolve)) == []


def test_a_secret_ballot_is_told_to_nobody_and_shown_by_no_hand():
    task = put(vote_kind="residents_secret")

    [stepped, cast] = take(task, "resident-3", "ballot", ballot="against")
    [_, closed] = take(told(task, stepped, cast), WORKER, "close_vote")

    assert isinstance(cast, TaskBallotCast)
    assert cast.secret
    assert stepped.fields == {}
    assert closed.cast == ()
    assert closed.tally.against == 1
    assert refused(task, WORKER, "hands", voter="王五", ballot="for").code == "vote_is_secret"


def test_no_step_of_any_vote_tells_the_ballot_beside_it():
    [stepped, _] = take(put(), "resident-3", "ballot", ballot="against")

    assert stepped.fields == {}
    assert "ballot" not in told(put(), stepped).known


def test_a_vote_that_runs_when_the_tier_runs_out_comes_to_nothing():
    task = walk(put(closes_at="2026-12-20T09:00:00+08:00"), ("resident-3", "ballot", VOTE))
    while task.department == "gangwan-01-01":
        task = told(task, *core.tick(task, haichuan(), core.due_at(task)))

    assert (task.vote.open, task.vote.carried) == (False, False)
    assert "close_vote" not in {one.step for one in task.clocks}


VOTE = {"ballot": "for"}
