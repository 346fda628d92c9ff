"""帮办代办、上门服务、临时救助: asked, taken, done, rated; light, and seen by those it concerns."""

from datetime import timedelta
from functools import reduce

import pytest

from contracts.events.procedure import TaskSettled
from contracts.refusals import NotNow, NotSo, NotYours
from services.response import core
from services.response.core.step_clocks import next_strike
from tests.unit.response.services import GRID, HOME, OTHER, RESIDENT, WORKER, outcome, service
from tests.unit.response.town import DEMO, NOON, at, begun, entrusted, go, opened, possible, step


@pytest.mark.mechanism(98)
def test_an_errand_is_asked_taken_done_and_rated_without_any_case():
    task = service()

    task = go(task, WORKER, "take", agent=WORKER)
    done = step(task, WORKER, "done", result="居住证明已办好送到家")
    task = reduce(core.evolve, done, task)
    rated = step(task, RESIDENT, "rate", rating="satisfied")

    settled = next(event for event in done if isinstance(event, TaskSettled))
    assert (settled.result, settled.case_id) == ("solved", None)
    assert outcome(rated) == ["rate"]


@pytest.mark.mechanism(98)
def test_the_biggest_flow_is_cheap_one_document_and_seven_events_from_beginning_to_end():
    events, task = opened("service", RESIDENT, GRID, HOME)

    for by, name, fields in (
        (WORKER, "take", {"agent": WORKER}),
        (WORKER, "done", {"result": "已办"}),
        (RESIDENT, "rate", {"rating": "satisfied"}),
    ):
        said = step(task, by, name, **fields)
        events, task = [*events, *said], reduce(core.evolve, said, task)

    assert len(events) == 7
    assert not task.open


@pytest.mark.mechanism(98)
def test_who_is_silent_about_a_service_is_taken_to_be_content():
    task = go(go(service(), WORKER, "take", agent=WORKER), WORKER, "done", result="已办")
    now = NOON

    while task.open:
        strike = next_strike(task)
        assert strike
        now = max(now, strike.at)
        task = reduce(core.evolve, core.tick(task, DEMO, now), task)

    assert task.taken["rate"] == 1
    assert now < NOON + timedelta(days=7)


@pytest.mark.mechanism(98)
def test_staff_ask_for_somebody_who_then_rates_it_themselves():
    task = service(by="officer-01", named={"asker": (RESIDENT,)})
    task = go(go(task, WORKER, "take", agent=WORKER), WORKER, "done", result="已办")

    with pytest.raises(NotYours):
        step(task, "officer-01", "rate", rating="satisfied")

    assert outcome(step(task, RESIDENT, "rate", rating="dissatisfied")) == ["rate"]


def test_a_resident_asks_for_themselves_alone():
    task = service(named={"asker": (OTHER,)})

    assert task.named["asker"] == (RESIDENT,)


def test_who_lives_elsewhere_cannot_ask_there():
    with pytest.raises(NotYours):
        opened("service", OTHER, "gangwan-02-01", at("xq-gangwan-02-01"))


def test_a_service_that_cannot_be_done_says_where_to_turn():
    events = step(service(), WORKER, "decline", reason="请到区政务大厅二楼窗口")

    settled = next(event for event in events if isinstance(event, TaskSettled))
    assert (settled.result, outcome(events)) == ("guided", ["decline"])


def test_who_asked_may_take_it_back_until_it_is_done():
    task = service()
    done = go(go(task, WORKER, "take", agent=WORKER), WORKER, "done", result="已办")

    assert outcome(step(task, RESIDENT, "cancel")) == ["cancel"]
    with pytest.raises(NotNow):
        step(done, RESIDENT, "cancel")


@pytest.mark.parametrize("by", [OTHER, "liaison-chengguan", "grid-0201"])
def test_who_is_not_on_it_may_do_nothing(by):
    for name in ("take", "done", "rate", "cancel", "decline"):
        with pytest.raises(NotYours):
            step(service(), by, name)


@pytest.mark.mechanism(92)
def test_a_party_member_runs_the_errand_and_nobody_else_is_named_for_it():
    task = service("errand")

    with pytest.raises(NotSo, match="not_a_member"):
        step(task, WORKER, "take", agent=WORKER)
    task = go(task, WORKER, "take", agent="member-01")
    task = go(task, "member-01", "running")
    task = go(task, "member-01", "done", result="已代取药送到家")

    assert outcome(step(task, RESIDENT, "rate", rating="satisfied")) == ["rate"]


@pytest.mark.mechanism(99)
def test_a_home_service_is_booked_for_an_address_and_a_time_then_made_at_the_door():
    task = service("home_service", text="老人行动不便，需上门办理")
    slot = "2026-11-23T09:00:00+08:00"

    with pytest.raises(NotSo):
        step(task, RESIDENT, "book", slot="明天上午", item="certificate")
    task = go(task, RESIDENT, "book", slot=slot, item="certificate")
    task = go(task, WORKER, "take", agent=WORKER)
    with pytest.raises(NotNow):
        step(task, WORKER, "done", result="已办")
    task = go(go(task, WORKER, "running"), WORKER, "done", result="上门办结")

    assert task.place.address == HOME.address
    assert task.known["slot"] == slot
    assert possible(task) >= {"rate"}


@pytest.mark.mechanism(263)
def test_the_six_services_at_home_are_kinds_of_home_service():
    book = next(s for s in DEMO.procedure("home_service").steps if s.step == "book")

    kinds = DEMO.procedure("home_service").fields["item"].choices
    assert "item" in book.evidence
    assert {"mediation", "hospital", "newcomer", "released", "benefit", "job"} <= set(kinds)


def relief():
    return begun(entrusted("relief", HOME, "minzheng", "R10"))


@pytest.mark.mechanism(100)
def test_the_community_applies_civil_affairs_decides_and_pays():
    task = relief()

    task = go(
        task, "officer-01", "apply", household="3-2-501", situation="突发大病", asked_for=3000
    )
    with pytest.raises(NotYours):
        step(task, "officer-01", "approve", granted=3000, basis="临时救助办法")
    task = go(task, "head-minzheng", "approve", granted=2000, basis="临时救助办法")
    events = step(task, "liaison-minzheng", "paid", paid_on="2026-11-25")

    settled = next(event for event in events if isinstance(event, TaskSettled))
    assert (settled.result, outcome(events)) == ("solved", ["paid"])


@pytest.mark.mechanism(100)
def test_what_is_refused_says_where_to_turn_and_is_not_paid():
    task = go(relief(), "officer-01", "apply", household="3-2-501", situation="x", asked_for=1)

    events = step(task, "head-minzheng", "refuse", reason="不符合条件，可申请慈善援助")

    after = reduce(core.evolve, events, task)
    assert outcome(events) == ["refuse"]
    assert not after.open


@pytest.mark.mechanism(100)
def test_relief_is_seen_by_the_community_and_civil_affairs_alone():
    notice = core.on_entrusted(entrusted("relief", HOME, "minzheng", "R10"), "case-1", DEMO, NOON)[
        0
    ]

    assert notice.restricted
    roles = {reader.split(":")[0] for reader in notice.readers}
    assert roles == {
        *("department_liaison", "department_head"),
        *("community_officer", "community_secretary"),
    }
    assert "community_officer:gangwan-01" in notice.readers
    assert not any(reader.startswith(("grid_worker", "street")) for reader in notice.readers)
