"""A vote as it is shown: the count while it runs, names once it closed, nobody of a secret one."""

import pytest

from gateway.export.document import lines
from gateway.export.minutes import minutes
from gateway.export.page import page
from gateway.export.table import Mark
from services.response import core
from tests.unit.gateway.test_procedures import said, shown
from tests.unit.response.builders import NOON
from tests.unit.response.haichuan import entrusted, haichuan, taken_by
from tests.unit.response.votes import CONVENE, HOLD, OWNERS, PUT, WORKER

pytestmark = pytest.mark.mechanism(226)
TALKED = [
    (WORKER, "convene", CONVENE),
    (WORKER, "hold", {**HOLD, "number": "HY20261122-0001"}),
    (WORKER, "propose", {"proposal": "划线二十个"}),
    ("resident-3", "propose", {"proposal": "改单行道"}),
]
CAST = [
    ("resident-3", "ballot", {"ballot": "for"}),
    ("resident-4", "ballot", {"ballot": "against"}),
]
HAND = (WORKER, "hands", {"voter": "王五", "ballot": "for"})
CLOSED = (WORKER, "close_vote", {})


def talks(*steps, kind="residents", **more):
    event = entrusted("deliberation", "R04")
    begun = core.on_entrusted(event, "case-1", haichuan(), NOON)
    put = (WORKER, "put", {**PUT, "vote_kind": kind} | more)
    return said([(one, "clock") for one in begun] + taken_by(event, begun, *TALKED, put, *steps))


def vote(view, account="resident-3"):
    [found] = shown(view, account).votes
    return found


def test_while_it_runs_only_how_many_voted_is_told():
    running = vote(talks(*CAST))

    assert (running.motion, running.open, running.cast) == ("改单行道", True, 2)
    assert (running.tally, running.ballots) == (None, ())
    assert (running.mine, running.voted) == (True, True)
    assert not vote(talks(*CAST), WORKER).mine
    assert shown(talks(), WORKER).proposals == ("划线二十个", "改单行道")


@pytest.mark.parametrize("account", ["resident-3", WORKER])
def test_once_it_closed_everybody_who_takes_part_reads_who_voted_how(account):
    over = vote(talks(*CAST, HAND, CLOSED), account)

    assert (over.open, over.tally.agreed, over.tally.carried) == (False, 2, True)
    assert [(one.ballot, one.by_hand) for one in over.ballots] == [
        ("for", False),
        ("against", False),
        ("for", True),
        (None, False),
    ]


def test_no_view_of_a_secret_vote_knows_who_voted_how():
    running = talks(*CAST, kind="residents_secret")
    view = talks(*CAST, CLOSED, kind="residents_secret")

    over = vote(view)
    assert (over.tally.agreed, over.tally.against, over.ballots) == (1, 1, ())
    for told in (running, view):
        kept = {name: value for name, value in told.fields.items() if name.startswith("ballots/")}
        assert {value for name, value in kept.items() if name.endswith("/ballot")} == {None}
        lines_ = [one for one in told.timeline if one.type == "task.ballot_cast"]
        assert not any("against" in str(one.facts) for one in lines_)


def test_no_line_of_the_timeline_tells_a_ballot_while_the_vote_runs():
    for line in talks(*CAST, HAND).timeline:
        if line.type in ("task.ballot_cast", "task.stepped"):
            assert "ballot" not in line.facts
            assert "ballot" not in line.facts.get("fields", {})


def test_a_vote_that_runs_when_the_next_tier_takes_over_is_open_no_more():
    view = talks(*CAST)
    moved = view.model_copy(update={"fields": {**view.fields, "vote_open": None}})

    assert not vote(moved).open


def printed(view, account="resident-3"):
    document = minutes(shown(view, account), lambda id: f"名字 {id}")
    return page(lines(document, Mark("x", NOON, "X1"), "zh")).decode()


def test_the_record_names_everybody_every_proposal_and_every_ballot():
    record = printed(talks(*CAST, HAND, CLOSED))

    for told in ("HY20261122-0001", "停车", "王五、赵六", "1. 划线二十个", "第1次表决", "举手"):
        assert told in record
    for told in ("居民委员会组织法", "达到", "通过", "未投票", "名字 resident-4"):
        assert told in record
    assert "面积" not in record


def test_the_record_of_a_vote_by_owners_says_whose_area_is_how_large():
    record = printed(talks(*CAST, HAND, CLOSED, **OWNERS))

    assert "面积" in record
    assert "<td>90</td>" in record


def test_the_record_of_a_secret_vote_has_counts_and_no_ballots():
    record = printed(talks(*CAST, CLOSED, kind="residents_secret"))

    assert "<td>2</td>" in record
    assert "本人投票" not in record
