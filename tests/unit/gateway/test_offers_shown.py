"""What of an offer is shown to whom: the public list, the claimer, the community."""

from functools import reduce
from pathlib import Path

import pytest

from contracts.actor import Actor, Post, Role
from contracts.city import read_city
from contracts.events import claim as c
from contracts.events import offer as o
from contracts.offering import Beneficiary
from contracts.words import Level, Owner
from gateway.kinds.offers import OFFERS
from gateway.present.offers import offer_row, offer_view
from gateway.present.reader import Reader
from gateway.scopes import Scope
from services.chassis.settings import read_folder
from tests.unit.gateway.builders import NOON, PLACE, at, told

CITY = read_city(read_folder(Path("deploy/city/demo")))
HOME = Owner(level=Level.COMMUNITY, at="community-1")
GRANDMA = Beneficiary(name="李奶奶", phone="13812345678", address="和平路 5 号 301")


def reader(id, role, place):
    actor = Actor(id=id, posts=(Post(role=role, at=place),))
    return Reader(Scope(actor), CITY, NOON)


OFFICER = reader("officer", Role.COMMUNITY_OFFICER, "community-1")
MEMBER = reader("member", Role.PARTY_MEMBER, "community-1")
PASSER_BY = reader("somebody", Role.VOLUNTEER, "community-9")
HEAD = reader("head", Role.BUILDING_HEAD, "grid-1")
DEPARTMENT = reader("liaison", Role.DEPARTMENT_LIAISON, "yiyuan")


def proposed(kind="wish"):
    return o.OfferProposed(
        offer_id="of-1",
        number="OF1",
        kind=kind,
        title="一件冬衣",
        text="请送到 13812345678",
        street="street-1",
        community="community-1",
        place=PLACE,
        maker="head",
        circle="community-1",
        beneficiary=GRANDMA if kind == "wish" else None,
        proposed_at=NOON,
        owner=HOME,
        due_at=at(60),
    )


def view(*events):
    said = [told(event, n, subject="of-1", by="member") for n, event in enumerate(events, 1)]
    return reduce(OFFERS.told, said, None)


PUBLISHED = o.OfferPublished(published_at=NOON, owner=HOME, due_at=at(600))
CLAIMED = c.ClaimMade(claim_id="of-1-1", account="member", left=0, made_at=NOON)
INTRODUCED = c.ClaimIntroduced(claim_id="of-1-1", account="member")
SEEN = view(proposed(), PUBLISHED, CLAIMED)


@pytest.mark.mechanism(36)
def test_the_public_list_never_has_for_whom_a_wish_is_or_where():
    shown = [offer_view("of-1", SEEN, who) for who in (PASSER_BY, DEPARTMENT)]

    for one in shown:
        text = one.model_dump_json()
        assert not any(secret in text for secret in ("李奶奶", "13812345678", "301", "和平路"))
        assert (one.beneficiary, one.place, one.claims) == (None, None, ())
        assert "member" not in {moment.by for moment in one.timeline}
        assert one.left == 0


def test_the_claimer_is_told_once_the_community_agrees():
    before = offer_view("of-1", SEEN, MEMBER)
    after = offer_view("of-1", view(proposed(), PUBLISHED, CLAIMED, INTRODUCED), MEMBER)

    assert (before.beneficiary, before.mine.id) == (None, "of-1-1")
    assert after.beneficiary == GRANDMA
    assert after.place == PLACE


def test_its_community_and_whoever_put_it_in_know_for_whom_it_is():
    officer, head = (offer_view("of-1", SEEN, who) for who in (OFFICER, HEAD))

    assert (officer.beneficiary, head.beneficiary) == (GRANDMA, GRANDMA)
    assert [claim.account for claim in officer.claims] == ["member"]
    assert head.claims == ()


def test_what_is_not_published_is_for_its_own_people_only():
    draft = view(proposed())

    assert not PASSER_BY.scope.sees(draft.tags)
    assert OFFICER.scope.sees(draft.tags)
    assert PASSER_BY.scope.sees(SEEN.tags)


@pytest.mark.parametrize(
    ("kind", "stage_zh"), [("wish", "已发布"), ("member", "召集中"), ("order", "已派单")]
)
def test_each_kind_has_its_own_words_for_a_stage(kind, stage_zh):
    row = offer_row("of-1", view(proposed(kind), PUBLISHED), OFFICER)

    assert row.stage_zh == stage_zh


def test_what_was_sent_back_is_on_duty_again():
    done = c.ClaimDone(claim_id="of-1-1", account="member", text="x", done_at=at(4))
    back = o.OfferSentBack(owner=HOME, due_at=at(90), reason="Again")

    shown = offer_view("of-1", view(proposed("task"), PUBLISHED, CLAIMED, done, back), OFFICER)

    assert shown.claims[0].stage == "on_duty"


def test_next_says_who_must_act_and_by_when():

    row = offer_row("of-1", view(proposed()), OFFICER)

    assert (row.next.who, row.next.by) == ("community-1", at(60))
    assert row.next.what_zh == "核实后发布或派单"


def test_whoever_claimed_it_is_to_come_and_not_the_community():
    filled = o.OfferFilled(owner=HOME, due_at=at(600))
    of_a_unit = o.OfferFilled(owner=Owner(level=Level.DEPARTMENT, at="yiyuan"), due_at=at(600))

    people = offer_row("of-1", view(proposed("post"), PUBLISHED, CLAIMED, filled), MEMBER).next
    unit = offer_row("of-1", view(proposed("post"), PUBLISHED, CLAIMED, of_a_unit), MEMBER).next

    assert (people.who_zh, people.who_en) == ("认领人", "whoever claimed it")
    assert unit.who_zh == CITY.organisations["yiyuan"].name
