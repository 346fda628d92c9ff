"""A case's account: when it was accepted, how long it waited, who settled it, what it counts as."""

from datetime import timedelta

import pytest

from contracts.channels import Kin
from contracts.words import Level
from services.evaluation.store import ACCOUNTS
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import said
from tests.unit.evaluation.accounts import CLOSED, REFUSED, REOPENED, SORTED, WHISTLED, account


def test_a_case_is_accepted_in_its_month_and_waits_until_somebody_does_something():
    found = account(SORTED, said.solved(), CLOSED)

    assert found.period == "2026-11"
    assert (found.street, found.community) == ("s1", "c1")
    assert found.waited == 1
    assert found.closed_at == b.NOON + timedelta(hours=3)


@pytest.mark.mechanism(68)
@pytest.mark.parametrize(
    ("events", "way"),
    [
        ([said.solved(Level.GRID)], "grid"),
        ([said.solved(Level.COMMUNITY)], "community"),
        ([said.answered()], "community"),
        ([said.transferred(), said.solved(Level.STREET)], "department"),
        ([WHISTLED, said.solved(Level.STREET)], "whistle"),
        ([WHISTLED, said.solved(Level.STREET), REOPENED, said.solved(Level.GRID)], "grid"),
    ],
)
def test_who_settled_it_is_the_last_who_did(events, way):
    assert account(*events).way == way


@pytest.mark.mechanism(64)
def test_an_answer_at_the_first_contact_counts_unless_it_is_opened_again():
    assert account(said.answered(), CLOSED).first_contact
    assert not account(said.answered(), REOPENED).first_contact
    assert not account(said.solved()).first_contact


@pytest.mark.mechanism(38)
@pytest.mark.parametrize(("channel", "found"), [(Kin.PATROL, True), (Kin.HOTLINE, False)])
def test_what_we_found_ourselves_is_told_from_what_was_complained_about(channel, found):
    assert account(channel=channel).proactive is found


def test_what_is_refused_is_in_no_base_and_stays_in_the_volume():
    facets = ACCOUNTS.facets(account(REFUSED))

    assert (facets["base"], facets["left"], facets["closed"]) == (0, 1, 0)
    assert facets["accepted"][0] == "2026-11"
    assert facets["weeks"] == []
