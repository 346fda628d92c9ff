"""What a case is bound to when it is sorted: a standard, a rung that exists, a sphere."""

from datetime import timedelta

import pytest

from contracts.commands import case as ask
from contracts.lifecycle import CaseStage
from contracts.refusals import NotNow, NotSo
from contracts.words import Level, Sphere, Urgency
from tests.unit.intake.builders import (
    COMMANDER,
    FEED_BACK,
    NOON,
    OFFICER,
    SETTLE,
    WORKER,
    act,
    case,
    decide,
    sort,
)
from tests.unit.intake.towns import NEIGHBOURHOOD, STANDARDS, UNIT_HEAD, classed, town

HOUR = timedelta(hours=1)
RURAL = town(rungs={"urban": ("grid", "street", "district")})


@pytest.mark.mechanism(51, 62, 63)
@pytest.mark.parametrize(
    ("named", "bound", "hours", "urgency"),
    [(None, "lamp-1", 48, Urgency.ORDINARY), ("lamp-2", "lamp-2", 2, Urgency.URGENT)],
)
def test_a_case_is_bound_to_one_standard_and_its_limit(named, bound, hours, urgency):
    owned = act(case(), sort(standard=named), city=STANDARDS)

    assert owned.standard == bound
    assert owned.urgency is urgency
    assert owned.due_at == NOON + hours * HOUR


def test_a_standard_of_another_category_is_refused():
    with pytest.raises(NotSo, match="unknown_standard"):
        decide(sort(category="pipe", standard="lamp-2", level="street"), case(), city=STANDARDS)


@pytest.mark.mechanism(34)
def test_what_its_standard_asks_for_must_be_there_before_it_is_settled():
    owned = act(case(), sort(standard="lamp-2"), city=STANDARDS)

    with pytest.raises(NotSo, match="closing_photo") as refused:
        decide(SETTLE, owned, OFFICER, city=STANDARDS)
    settled = act(owned, ask.Settle(result="Safe", photos=("ph-1",)), OFFICER, city=STANDARDS)

    assert refused.value.facts == {"field": "photos", "closing": "已排除危险"}
    assert settled.stage is CaseStage.SOLVED


@pytest.mark.mechanism(34)
def test_a_hazard_is_looked_at_again_before_the_reporter_is_told():
    owned = act(case(), sort(standard="lamp-2"), city=STANDARDS)
    settled = act(owned, ask.Settle(result="Safe", photos=("ph-1",)), OFFICER, city=STANDARDS)

    with pytest.raises(NotNow, match="check_first"):
        decide(FEED_BACK, settled, OFFICER, city=STANDARDS)


@pytest.mark.mechanism(67)
@pytest.mark.parametrize(
    ("sphere", "opens"),
    [
        (Sphere.PUBLIC, ("transfer", "whistle")),
        (Sphere.SHARED, ("deliberation", "repair", "service")),
        (Sphere.PRIVATE, ("self_help", "mediation", "service")),
    ],
)
def test_each_sphere_opens_its_own_ways(sphere, opens):
    (found,) = decide(sort(sphere=sphere), case())

    assert (found.sphere, found.opens) == (sphere, opens)


@pytest.mark.mechanism(68, 69, 73)
def test_a_rung_that_is_not_there_is_skipped_on_the_way_up():
    at_the_grid = act(case(), sort(level="grid"), city=RURAL)

    up = act(at_the_grid, ask.Escalate(reason="Too much for us"), WORKER, city=RURAL)

    assert up.owner.at == "s1"


@pytest.mark.mechanism(69, 70)
def test_nothing_is_sorted_to_a_rung_that_is_not_there():
    for level in ("unit", "community"):
        with pytest.raises(NotSo, match="no_such_level"):
            decide(sort(level=level), case(), city=RURAL)


@pytest.mark.mechanism(70)
def test_the_unit_is_the_lowest_rung_and_its_head_holds_what_is_there():
    at_the_unit = act(case(), sort(level="unit"), city=NEIGHBOURHOOD)

    settled = act(at_the_unit, SETTLE, UNIT_HEAD, city=NEIGHBOURHOOD)

    assert at_the_unit.owner.level is Level.UNIT
    assert settled.stage is CaseStage.SOLVED


@pytest.mark.mechanism(62)
def test_only_what_is_special_skips_rungs():
    owned = act(case(), sort(level="grid"))

    skipped = act(owned, sort(level="district", urgency="special"), WORKER)

    assert skipped.owner.at == "hc"
    for urgency in ("urgent", "ordinary"):
        with pytest.raises(NotSo, match="pass_it_up"):
            decide(sort(level="street", urgency=urgency), owned, WORKER)


def test_a_street_may_lack_no_rung_it_stands_on():
    assert act(case(), sort(level="street"), COMMANDER, city=RURAL).owner.at == "s1"


def test_a_class_is_found_by_its_code_in_the_older_list():
    known = classed(cjt214="P0118")

    assert known.translated("CJT214", "P0118") == "lamp"
    assert known.translated("CJT214", "lamp") is None
    assert known.translated("GBT30428", "lamp") == "lamp"
    assert known.translated("GBT30428", "ufo") is None
