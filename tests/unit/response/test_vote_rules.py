"""What came of a vote is counted by the rule it was put under."""

from itertools import product

import pytest

from contracts.events.procedure import TaskStepped
from contracts.voting import DEFAULTS, Cast, Voter, enough
from services.response.core.vote import Vote, counted
from services.response.core.voting import EFFECTS, RULES
from tests.unit.response.builders import NOON, told
from tests.unit.response.haichuan import haichuan, take
from tests.unit.response.mediating import refused
from tests.unit.response.votes import WORKER, talked

pytestmark = pytest.mark.mechanism(226)


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
