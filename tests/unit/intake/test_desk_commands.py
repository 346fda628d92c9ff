"""What is asked of a case that is kept: with its version, once per key, and linked at once."""

import asyncio
from datetime import timedelta

import pytest

from contracts.commands import case as ask
from contracts.lifecycle import CaseStage
from contracts.refusals import NotSo, NotThere, Stale
from tests.unit.intake.builders import NEIGHBOUR, OFFICER, RESIDENT, SETTLE, TRANSFER, report, sort
from tests.unit.intake.office import Office


async def test_a_command_needs_the_version_it_was_thought_for():
    office = Office()
    first = await office.report()
    await office.ask(first.id, sort(), expected_version=1)

    with pytest.raises(Stale) as stale:
        await office.ask(first.id, SETTLE, OFFICER, expected_version=1)

    assert stale.value.facts["version"] == 2


async def test_a_key_serves_one_command_only():
    office = Office()
    first = await office.report()
    await office.ask(first.id, sort(level="grid"))

    with pytest.raises(NotSo, match="key_reused"):
        await office.ask(first.id, sort(level="street"))


async def test_nothing_can_be_asked_of_a_case_that_is_not_there():
    office = Office()

    with pytest.raises(NotThere):
        await office.ask("case-0", sort())


async def test_a_transfer_is_a_task_of_this_case():
    office = Office()
    first = await office.report()

    await office.ask(first.id, TRANSFER)

    assert office.said[-1].data.task_id == f"{first.id}-t1"


async def test_merging_into_a_case_that_is_not_there_is_refused():
    office = Office()
    first = await office.report()

    with pytest.raises(NotSo, match="unknown_case"):
        await office.ask(first.id, ask.Merge(into="case-0", reason="Same"))


@pytest.mark.mechanism(43)
async def test_ten_phones_are_one_case_and_all_of_them_hear_its_end():
    office = Office()
    first = await office.report("k1", told=report())
    phones = [RESIDENT.model_copy(update={"id": f"phone-{n}"}) for n in range(9)]
    office.now += timedelta(minutes=1)
    for phone in phones:
        later = await office.report("k1", phone)
        await office.ask(later.id, ask.Merge(into=first.id, reason="The same lamp"))

    await office.carry()
    await office.ask(first.id, sort())
    await office.ask(first.id, SETTLE, OFFICER)
    await office.ask(first.id, ask.FeedBack(text="It shines again"), OFFICER)

    told = office.said[-1].data.reporters
    assert sorted(told) == sorted(("ren", *(phone.id for phone in phones)))


async def test_of_two_cases_merged_into_each_other_at_once_one_stays():
    office = Office()
    first = await office.report("k1")
    second = await office.report("k1", NEIGHBOUR)

    results = await asyncio.gather(
        office.ask(first.id, ask.Merge(into=second.id, reason="Same")),
        office.ask(second.id, ask.Merge(into=first.id, reason="Same")),
        return_exceptions=True,
    )
    await office.carry()

    stages = {(await office.case(one.id)).stage for one in (first, second)}
    assert stages == {CaseStage.REPORTED, CaseStage.MERGED}
    assert sum(isinstance(result, NotSo) for result in results) == 1
