"""What happens when intake is told something: once, however often it is told."""

from datetime import timedelta

import pytest

from contracts.commands import case as ask
from contracts.events.task import TaskObjected
from contracts.events.whistle import WhistleWithdrawn
from contracts.events.whistle_draft import WhistleRefused
from contracts.lifecycle import CaseStage
from services.chassis.reconcile_stores import StoreListener
from services.chassis.sweep import Sweep
from services.intake.core import tick
from tests.unit.intake.builders import (
    CITY,
    NEIGHBOUR,
    OFFICER,
    RESIDENT,
    TRANSFER,
    act,
    heard,
    report,
    sort,
)
from tests.unit.intake.office import Office
from tests.unit.intake.said import (
    called_back,
    completed,
    confirmed,
    objected,
    problem,
    raised,
    refused,
    withdrawn,
)

MESSAGES = [raised(), confirmed(), withdrawn(), refused(), completed(), objected(), called_back()]


async def whistled_office(*problems):
    """An office with one case, and a whistle on it."""
    office = Office()
    id = (await office.report()).id
    problems = problems or (problem(1, id),)
    bus = await office.listening()
    await bus.publish(raised(*problems))
    await bus.settle()
    return office, bus, id, problems


async def test_a_message_delivered_twice_acts_once():
    office, bus, id, problems = await whistled_office()

    for _ in range(2):
        await bus.publish(raised(*problems))
        await bus.publish(confirmed(problems=problems))
    await bus.settle()

    assert office.types(id) == ["case.reported", "case.whistled", "case.solved"]


@pytest.mark.mechanism(1, 4)
async def test_each_case_of_a_whistle_has_its_own_end():
    office = Office()
    one, two, other = [
        (await office.report(c, by, report(category=c))).id
        for c, by in (("lamp", RESIDENT), ("pipe", RESIDENT), ("gas", NEIGHBOUR))
    ]
    bus = await office.listening()
    problems = (problem(1, one), problem(2, two), problem(3, None))

    await bus.publish(raised(*problems))
    await bus.publish(confirmed(True, False, True, problems=problems))
    await bus.settle()

    assert (await office.case(one)).stage is CaseStage.SOLVED
    assert (await office.case(two)).stage is CaseStage.OWNED
    assert (await office.case(other)).stage is CaseStage.REPORTED


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.type)
async def test_what_concerns_no_case_of_ours_is_forgotten(message):
    office = Office()
    bus = await office.listening()

    await bus.publish(message)
    await bus.settle()

    assert not office.said
    assert not await bus.parked.blocked()
    assert await office.cases.get("case-1") is None


NO_CASE = [raised(problem(1, None)), confirmed(problems=(problem(1, None),))]
NO_CASE += [
    heard(WhistleWithdrawn(reason="Raised twice"), "wh-1"),
    heard(WhistleRefused(reason="Not for us"), "wh-1"),
    heard(TaskObjected(department="water", reason="Not ours", basis="The list"), "wh-1-1"),
]


@pytest.mark.parametrize("message", [*MESSAGES, *NO_CASE], ids=lambda message: message.type)
async def test_what_was_heard_is_not_looked_for_again(message):
    office = Office()
    bus = await office.listening()
    inboxes = [office.cases, office.hearsay]
    listener = StoreListener(office.ears.handlers, inboxes, bus.parked.blocked)

    await bus.publish(message)
    await bus.settle()

    assert await listener.missing([message]) == []


async def test_a_department_that_is_done_solves_its_case():
    office = Office()
    id = (await office.report()).id
    await office.ask(id, TRANSFER)
    done = completed(f"{id}-t1")
    done = done.model_copy(update={"data": done.data.model_copy(update={"case_id": id})})

    await office.ears.on_completed(done)
    await office.ears.on_completed(done)

    assert office.types(id)[-2:] == ["case.transferred", "case.solved"]


async def test_a_whistle_that_is_withdrawn_gives_its_cases_back():
    office, bus, id, _ = await whistled_office()
    off = withdrawn()
    off = off.model_copy(update={"data": off.data.model_copy(update={"case_ids": (id,)})})

    await bus.publish(off)
    await bus.settle()

    assert (await office.case(id)).stage is CaseStage.OWNED


async def test_a_call_back_closes_what_was_confirmed():
    office = Office()
    id = (await office.report()).id
    await office.ask(id, ask.Answer(text="Tonight"))
    await office.ask(id, ask.Confirm(), RESIDENT)
    said = called_back()
    said = said.model_copy(update={"data": said.data.model_copy(update={"case_id": id})})

    await office.ears.on_called_back(said)

    assert (await office.case(id)).stage is CaseStage.CLOSED


async def merged_office():
    """Three cases of three people, an hour apart."""
    office, ids = Office(), []
    for name in ("ren", "lin", "mei"):
        ids.append((await office.report(by=RESIDENT.model_copy(update={"id": name}))).id)
        office.now += timedelta(hours=1)
    return office, ids


async def test_whoever_is_merged_is_linked_to_the_case():
    office, (first, second, _) = await merged_office()
    await office.ask(second, ask.Merge(into=first, reason="Same"))

    await office.carry()

    linked = await office.case(first)
    assert linked.reporters == ("ren", "lin")
    assert linked.joined == (second,)


async def test_whoever_is_merged_is_followed_to_where_the_case_went():
    office, (first, second, third) = await merged_office()
    await office.ask(third, ask.Merge(into=second, reason="Same"))
    await office.ask(second, ask.Merge(into=first, reason="Same"))

    await office.carry()

    linked = await office.case(first)
    assert set(linked.reporters) == {"ren", "lin", "mei"}
    assert set(linked.joined) == {second, third}


async def test_what_was_merged_into_a_case_that_ended_meanwhile_is_reported_anew():
    office, (first, second, _) = await merged_office()
    await office.ask(second, ask.Merge(into=first, reason="Same"))
    await office.ask(first, ask.Withdraw(reason="Mine"), RESIDENT)

    await office.carry()
    await office.carry()

    [anew] = await office.cases.find({"told_by": "lin lamp", "open": True})
    assert anew.state.number == "C20260105-0004"
    assert anew.state.joined == ()
    assert office.types(anew.id) == ["case.reported"]


async def test_the_clock_strikes_once_for_each_deadline():
    office = Office()
    id = (await office.report()).id
    sweep = Sweep(office.cases, lambda case, now: tick(case, CITY, now), now=lambda: office.now)

    for hours in (1, 1, 0, 1, 1, 0):
        office.now += timedelta(hours=hours)
        await sweep.once()

    assert office.types(id) == ["case.reported", "case.overdue", "case.escalated"]
    assert office.said[-1].by == "clock"


async def test_the_builders_and_the_office_agree():
    office = Office()
    id = (await office.report()).id
    await office.ask(id, sort())

    kept = await office.case(id)

    built = act(act(None, report(), RESIDENT), sort())
    assert kept == built.model_copy(update={"number": kept.number})
    assert OFFICER.id not in kept.reporters
