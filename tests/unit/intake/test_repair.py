"""物业报修: what a resident tells the property goes straight up the ladder of the compound."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from contracts.actor import Role
from contracts.city import Compounds
from contracts.commands.case import Report
from contracts.events.case_handed import CaseEntrusted
from contracts.lifecycle import CASE_LIFE, CaseStage
from contracts.words import Channel
from services.intake.core import Arrival
from services.intake.core.report import report
from tests.unit.intake.visits import CITY, actor
from tests.unit.intake.visits import HERE as COMMITTEE_RUN

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
RESIDENT = actor("resident-1", Role.RESIDENT, "binhe-02-01")


def reported(city=CITY, **changes):
    fields = {
        "text": "楼道灯不亮",
        "category": "R06",
        "point": COMMITTEE_RUN.point,
        "address": COMMITTEE_RUN.address,
        "channel": Channel.PROPERTY,
        **changes,
    }
    facts = Arrival(number="C1", place=COMMITTEE_RUN, id="case-1")
    return list(report(Report(**fields), None, RESIDENT, city, NOON, facts=facts))


@pytest.mark.mechanism(45, 210)
def test_a_repair_goes_straight_to_whoever_runs_the_compound():
    events = reported()

    entrusted = events[1]
    assert isinstance(entrusted, CaseEntrusted)
    assert (entrusted.procedure, entrusted.responder) == ("repair", "wuguan-binhe-02-01")
    assert entrusted.due_at > NOON
    assert CASE_LIFE.replay(CaseStage.NEW, events) is CaseStage.ENTRUSTED


@pytest.mark.mechanism(45, 209)
def test_where_nobody_runs_it_the_community_has_it_from_the_start():
    bare = replace(CITY, compounds=Compounds({}))

    events = reported(bare)

    assert events[1].responder == "binhe-02"


def test_what_is_told_another_way_is_sorted_first():
    events = reported(channel=Channel.APP)

    assert len(events) == 1
