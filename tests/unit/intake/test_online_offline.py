"""线上线下互动: a case keeps a record of visits made for it; who leads a group passes on."""

from dataclasses import replace

import pytest

from contracts.city.directory import Directory
from contracts.city.directory.units import Group
from contracts.commands.case import Report
from contracts.refusals import NotSo, NotYours
from contracts.visiting import FindingKind, Found
from services.chassis.acts import Posted
from services.intake import core
from tests.unit.intake.builders import WORKER as LAMPLIGHTER
from tests.unit.intake.office import Office
from tests.unit.intake.test_rounds import Town
from tests.unit.intake.test_telling import GUESSING, MESSAGE
from tests.unit.intake.towns import UNIT_HEAD
from tests.unit.intake.visits import CITY, HERE, NEXT_WORKER, NOON, RESIDENT, WORKER, plan


class Lane(Town):
    """A town with one case."""

    async def reported(self):
        told = Report(text="独居老人求助", category="R14", point=HERE.point, address="3 号楼")
        taken = core.taken_in(told, RESIDENT.id, core.Arrival("C-1", HERE), CITY, NOON)
        await self.cases.act("case-1", lambda _: [taken], Posted(by=RESIDENT, at=NOON, key="r"))

    async def plans(self, by=WORKER, **told):
        act = Posted(by=by, at=NOON, key="p")
        return await self.visiting.act(plan(case_id="case-1", **told), "vi-1", act)


@pytest.mark.mechanism(249)
async def test_a_case_keeps_a_record_of_each_visit_made_for_it_and_none_of_its_words():
    lane = Lane()
    await lane.reported()

    visit = await lane.plans()
    heard = Found(kind=FindingKind.OBSERVATION, text="家中无人")
    await lane.record(visit, WORKER, findings=(heard,))
    await lane.carry()
    await lane.carry()

    (visited,) = [one.data for one in lane.said if one.type == "case.visited"]
    assert (visited.visit_id, visited.kind, visited.findings) == ("vi-1", "home", 1)
    assert "家中无人" not in visited.model_dump_json()


@pytest.mark.parametrize("by", [NEXT_WORKER, RESIDENT])
async def test_a_visit_for_a_case_elsewhere_or_nowhere_is_refused(by):
    lane = Lane()
    with pytest.raises(NotSo, match="unknown_case"):
        await lane.plans()

    await lane.reported()
    with pytest.raises(NotSo, match="unknown_case"):
        await lane.plans(by)


@pytest.mark.mechanism(249)
async def test_a_message_of_a_known_group_is_passed_on_by_who_leads_it_or_one_above():
    groups = {
        "grp-3": Group("grp-3", 3, "g1", "the grid's", LAMPLIGHTER.id),
        "grp-5": Group("grp-5", 5, "u1", "the unit's", "somebody", "grp-3"),
    }
    office = Office(replace(GUESSING, directory=Directory(groups=groups)))

    with pytest.raises(NotYours, match="not_your_group"):
        await office.ask("case-m", MESSAGE, UNIT_HEAD, "m")
    with pytest.raises(NotSo, match="group_of_another_level"):
        await office.ask("case-m", MESSAGE.model_copy(update={"level": 4}), LAMPLIGHTER, "m")
    kept = (await office.ask("case-m", MESSAGE, LAMPLIGHTER, "m")).state

    assert kept.reporters == (LAMPLIGHTER.id,)
