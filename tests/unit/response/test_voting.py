"""表决: only what was proposed, each on the roll once, closed at its time, counted by its rule."""

from itertools import product

import pytest

from contracts.calendar import Span
from contracts.events.procedure import TaskStepped
from contracts.events.vote import TaskBallotCast, TaskVoteClosed, TaskVotePut
from contracts.voting import DEFAULTS, Cast, Voter, enough
from services.response import core
from services.response.core.vote import Vote, counted
from services.response.core.voting import EFFECTS, RULES
from tests.unit.response.builders import NOON, told
from tests.unit.response.haichuan import given, haichuan, open_names, spawned, take, walk
from tests.unit.response.mediating import refused

pytestmark = pytest.mark.mechanism(226)
WORKER = "grid-0101"
THREE_DAYS = Span.parse("3 cd")
CONVENE = {
    "held_at": "2026-11-24T19:00:00+08:00",
    "where": "居民议事亭",
    "topic": "停车",
    "residents": ("resident-3", "resident-4"),
}
HOLD = {
    "record": "各抒己见",
    "attendance": ("王五", "赵六", "王五"),
    "parties_present": ("residents",),
}
PUT = {"motion": 2, "vote_kind": "residents"}
AREAS = ("resident-3 80.5", "resident-4 100", "王五 90", "赵六 119.5")
OWNERS = {
    "motion": 1,
    "vote_kind": "owners",
    "entitled": 5,
    "area": 500,
    "areas": AREAS,
}


def talked():
    return walk(
        given("deliberation", "R04"),
        (WORKER, "convene", CONVENE),
        (WORKER, "hold", HOLD),
        (WORKER, "propose", {"proposal": "划线二十个"}),
        ("resident-3", "propose", {"proposal": "改单行道"}),
    )


def put(**changes):
    return walk(talked(), (WORKER, "put", {**PUT, **changes}))


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
        (WORKER, "ballot", {"ballot": "for"}, "not_your_step"),
        ("resident-3", "hands", {"voter": "王五", "ballot": "for"}, "not_your_step"),
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


def test_what_was_begun_before_ballots_were_cast_is_still_resolved_by_its_counts():
    task = talked()
    old = TaskStepped(
        department=task.department,
        case_id=task.case_id,
        step="close_vote",
        label_zh="表决",
        label_en="Vote",
        fields={"proposal": "划线二十个", "votes_for": 5, "votes_against": 1, "abstained": 0},
    )
    lost = old.model_copy(update={"fields": {**old.fields, "votes_for": 1}})
    resolve = {"result": "划线二十个", "items": 1, "tasks": ()}

    assert take(told(task, old), WORKER, "resolve", **resolve)
    assert refused(told(task, lost), WORKER, "resolve", **resolve).code == "not_carried"


CASTS = ("for", "against", "abstain", None)


def vote(kind, *said, entitled=None, area=None, areas=()):
    """A vote of this kind in which each on the roll said this."""
    sizes = dict(enumerate(areas, 1))
    return Vote(
        n=1,
        rule=DEFAULTS[kind],
        closes_at=NOON,
        entitled=entitled or len(said),
        area=area,
        roll=tuple(
            Voter(entry=n, person=f"p{n}", area=sizes.get(n)) for n in range(1, len(said) + 1)
        ),
        cast=tuple(Cast(entry=n, ballot=one) for n, one in enumerate(said, 1) if one),
    )


@pytest.mark.parametrize("said", list(product(CASTS, repeat=4)), ids=str)
def test_more_than_half_come_and_more_than_half_of_them_are_for_it(said):
    tally = counted(vote("residents", *said))

    came = [one for one in said if one]
    assert tally.quorum == (len(came) * 2 > 4)
    assert tally.carried == (len(came) * 2 > 4 and came.count("for") * 2 > len(came))
    assert tally.cast == tally.agreed + tally.against + tally.abstained == len(came)


@pytest.mark.parametrize(
    ("kind", "said", "areas", "quorum", "carried"),
    [
        ("owners", ("for", "for", None), (100, 100, 100), True, True),
        ("owners", ("for", "for", None), (100, 99, 101), False, False),
        ("owners", ("for", None, None), (300, 100, 50), False, False),
        ("owners", ("for", "for", "against"), (50, 50, 200), True, False),
        ("owners", ("for", "against", "against"), (300, 50, 50), True, False),
        ("owners_grave", ("for", "for", "for", "against"), (90, 90, 90, 90), True, True),
        ("owners_grave", ("for", "for", "for", "against"), (90, 90, 90, 91), True, False),
        ("owners_grave", ("for", "for", "against", None), (100, 100, 1, 1), True, False),
    ],
)
def test_owners_decide_by_number_and_by_area_both(kind, said, areas, quorum, carried):
    tally = counted(vote(kind, *said, area=sum(areas), areas=areas))

    assert (tally.quorum, tally.carried) == (quorum, carried)


def test_areas_are_summed_as_they_are_written():
    tenths = vote("owners", "for", "for", "for", area=0.45, areas=(0.1, 0.1, 0.1))

    assert counted(tenths).quorum


@pytest.mark.parametrize(
    ("part", "whole", "share", "is_enough"),
    [
        (2, 3, ">= 2/3", True),
        (2, 3, "> 2/3", False),
        (1, 2, "> 1/2", False),
        (0, 0, ">= 1/2", False),
        (0.2, 0.3, ">= 2/3", True),
    ],
)
def test_shares_are_exact(part, whole, share, is_enough):
    assert enough(part, whole, share) is is_enough


def test_every_kind_of_vote_has_its_source_and_the_pack_says_the_same():
    assert haichuan().rules.votes == DEFAULTS
    choices = haichuan().procedure("deliberation").fields["vote_kind"].choices
    assert set(choices) == set(DEFAULTS)
    assert set(RULES) | set(EFFECTS) <= {
        word
        for step in haichuan().procedure("deliberation").steps
        for word in (*step.rules, *step.effects)
    }
