"""The year's check of ledgers finds what was posted elsewhere, twice or beyond a limit."""

import pytest

from tests.unit.year.worlds import HOUR, NOON, World
from tests.year.ledgers import misposted, overclaimed, overdrawn, overlent, unbalanced

BOOK = {"points": 5, "hours": 2.0, "years": {"2026": [5, 2.0]}}


def posted(balance=5, reverses=None):
    told = {"year": 2026, "reverses": reverses, "posting_id": "p"}
    return (
        World()
        .says("points.posted", "pb-1", amount=5, balance=balance, **told)
        .says("hours.posted", "pb-1", hours=2.0, balance=2.0, **told)
    )


def test_a_book_that_holds_what_was_posted_is_in_order():
    assert list(misposted(posted().said, {"pb-1": BOOK})) == []
    assert list(unbalanced(posted().said)) == []


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"pb-1": BOOK | {"points": 6}},
        {"pb-1": BOOK | {"hours": 0.0}},
        {"pb-1": BOOK | {"years": {"2025": [5, 2.0]}}},
        {"pb-1": BOOK, "pb-2": BOOK},
        {"pb-2": BOOK},
    ],
)
def test_a_book_that_holds_anything_else_is_found(kept):
    assert list(misposted(posted().said, kept))


def test_nothing_posted_at_all_is_found():
    assert list(misposted([], {})) == ["nobody earned anything"]


AGAIN = {"year": 2026, "reverses": None, "posting_id": "q"}


@pytest.mark.parametrize(
    "said",
    [posted(balance=4), posted().says("points.posted", "pb-1", amount=1, balance=5, **AGAIN)],
)
def test_a_balance_that_is_not_that_of_all_before_is_found(said):
    assert list(unbalanced(said.said))


def test_what_is_taken_back_twice_is_found():
    assert list(unbalanced(posted(reverses="p0").said)) == ["taken back twice: p0"]


def offered(*claims, kind="order", places=1):
    world = World().says("offer.proposed", "of-1", kind=kind, places=places)
    for n, claim in enumerate(claims):
        world.says("claim.made", "of-1", NOON + n * HOUR, claim_id=claim, account="member")
    return world


def test_one_claim_more_than_there_are_places_is_found():
    freed = offered("c-1").says("claim.released", "of-1", claim_id="c-1")
    freed.says("claim.made", "of-1", claim_id="c-2", account="member")

    assert list(overclaimed(offered("c-1", "c-2", places=2).said)) == []
    assert list(overclaimed(freed.said)) == []
    assert list(overclaimed(offered("c-1", "c-2").said)) == ["of-1: 2 of 1 places"]
    assert list(overclaimed([])) == ["nobody ever claimed anything"]


def test_one_more_lent_than_there_is_is_found():
    lent = World().says("resource.listed", "rs-1", capacity=1)
    lent.says("resource.reserved", "rs-1", offer_id="of-1")

    assert list(overlent(lent.said)) == []
    assert list(overlent(lent.says("resource.reserved", "rs-1", offer_id="of-2").said))


def test_too_many_wishes_and_extensions_are_found():
    wishes = offered("c-1", "c-2", kind="wish", places=2)
    longer = World().says("call.extended", "wh-1", task_id="wh-1-1", count=3)

    assert list(overdrawn(wishes.said, 2, 2)) == []
    assert list(overdrawn(wishes.said, 1, 2)) == ["member: 2 wishes at once"]
    assert list(overdrawn(longer.said, 1, 2)) == ["wh-1-1: extended 3 times"]
