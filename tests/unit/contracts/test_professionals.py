"""综治中心, 顾问 and 警务助理 of the demo pack, and whom a case's place has for what."""

from collections import Counter

import pytest

from contracts.actor import Actor
from contracts.city.professional import Profession
from gateway.fold import Folded
from gateway.present.advisers import advisers
from gateway.present.reader import Reader
from gateway.scopes import Scope
from tests.unit.response.builders import NOON
from tests.unit.response.haichuan import haichuan, place

COMMUNITIES = [one.id for one in haichuan().territories.values() if one.parent == "gangwan"]


def suggested(category):
    case = Folded(fields={"category": category, "place": place().model_dump()})
    return advisers(case, Reader(Scope(Actor(id="x")), haichuan(), NOON))


@pytest.mark.mechanism(122)
def test_every_community_and_the_street_has_one_governance_centre():
    centres = [
        one.territory
        for one in haichuan().organisations.values()
        if one.kind == "governance_centre"
    ]

    assert Counter(centres) == Counter(["gangwan", *COMMUNITIES])


@pytest.mark.mechanism(131, 132)
@pytest.mark.parametrize("profession", [Profession.LAWYER, Profession.POLICE])
def test_every_community_has_one_adviser_and_one_adviser_may_serve_many(profession):
    attached = {
        community: [
            one.account
            for one in haichuan().professionals.attached([profession], haichuan().path(community))
        ]
        for community in COMMUNITIES
    }

    assert all(len(accounts) == 1 for accounts in attached.values())
    assert len({accounts[0] for accounts in attached.values()}) < len(COMMUNITIES)


@pytest.mark.mechanism(131)
def test_the_legal_adviser_is_suggested_on_legal_cases():
    [lawyer] = suggested("R133")

    assert (lawyer.account, lawyer.profession) == ("mediator-lawyer", "lawyer")
    assert lawyer.profession_zh == "律师、法律顾问"
    assert suggested("R04") == ()


@pytest.mark.mechanism(132)
def test_the_police_assistant_is_suggested_on_security_cases():
    assert [one.account for one in suggested("R01")] == ["mediator-police"]
    assert {one.profession for one in suggested("R02")} == {"police", "lawyer"}
