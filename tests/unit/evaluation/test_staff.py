"""派驻人员: what the record shows of a person, and the street's yearly opinion; for three only."""

from datetime import timedelta

import pytest

from contracts.actor import Actor, Post, Role
from contracts.city.organisation import Person
from contracts.commands.staff import GiveOpinion
from contracts.events.call import CallAccepted
from contracts.machine import IllegalTransition
from contracts.refusals import NotNow, NotThere, NotYours
from services.chassis.memory_store import MemoryStore
from services.evaluation.core.staff import evolve
from services.evaluation.handlers import Staff
from services.evaluation.store import OPINIONS
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import said
from tests.unit.evaluation.town import Town

SECONDED = (("department_liaison", "water"), ("street_staff", "s1"))
OPINION = GiveOpinion(
    street="s1", year=2026, grade="excellent", opinion="到场最快，肯担当", honour="年度先进"
)
ID = "op-s1-wang-2026"


def person(id, *held):
    return Person(id, id.title(), tuple((Role(role), at) for role, at in held))


def city():
    known = b.city()
    people = [
        person("wang", *SECONDED),
        person("liaison", ("department_liaison", "water")),
        person("commander", ("street_commander", "s1")),
    ]
    object.__setattr__(known, "people", {one.id: one for one in people})
    return known


WANG = Actor(id="wang", posts=tuple(Post(role=r, at=at) for r, at in SECONDED))
WATCH = b.someone(Role.STREET_SUPERVISOR, "s1", "watch")


class Office(Town):
    """A town with seconded staff."""

    def __init__(self):
        super().__init__(city())
        self.staff = Staff(
            MemoryStore(OPINIONS), self.stores["sheets"], self.stores["assessments"], self.city
        )

    async def give(self, by=b.COMMANDER, command=OPINION, account="wang", key="o"):
        act = b.act(key, by, self.now, account)
        id = f"op-{command.street}-{account}-{command.year}"
        return await self.staff.act(command, id, act)


@pytest.fixture
async def office():
    office = Office()
    await office.hears(said.Speaker("wh-1"), said.raised(cases=()), said.summoned())
    task = said.Speaker("wh-1-1", "response", "wang")
    await office.hears(task, said.acknowledged())
    ended = said.whistle_ended(True).model_copy(update={"records": (b.record(),)})
    speaker = said.Speaker("wh-1")
    speaker.seq = 2
    await office.hears(speaker, said.call(CallAccepted), ended)
    await office.act(b.assess(), "as-wh-1-1", b.COMMANDER)
    return office


@pytest.mark.mechanism(15, 17)
async def test_a_person_s_year_is_what_the_record_shows_of_the_person(office):
    found = await office.staff.record("wang", 2026, b.COMMANDER)

    assert (found.seconded_to, found.departments) == (("s1",), ("water",))
    assert (found.calls, found.on_time, found.average) == (1, 1, 100)
    assert found.stars is None
    assert list(found.work[0].steps) == ["task.acknowledged"]
    assert found.work[0].department == "water"


@pytest.mark.mechanism(15)
async def test_the_street_gives_its_opinion_and_nominates_once_a_year(office):
    given = await office.give()
    found = await office.staff.record("wang", 2026, WANG)

    [opinion] = found.opinions
    assert given.state.department == "water"
    assert (opinion.grade, opinion.honour) == ("excellent", "年度先进")
    with pytest.raises(NotNow, match="opinion_given"):
        await office.give(key="again")


@pytest.mark.mechanism(17)
async def test_a_department_s_own_liaison_has_a_record_too_and_no_street_s_opinion(office):
    found = await office.staff.record("liaison", 2026, b.HEAD)

    assert (found.seconded_to, found.opinions, found.calls) == ((), (), 0)
    with pytest.raises(NotYours, match="not_seconded_to_you"):
        await office.give(account="liaison")


@pytest.mark.mechanism(15)
@pytest.mark.parametrize("by", [WANG, b.HEAD, b.COMMANDER, WATCH], ids=lambda a: a.id)
async def test_the_person_the_head_and_the_street_read_it(office, by):
    assert (await office.staff.record("wang", 2026, by)).account == "wang"


@pytest.mark.parametrize(
    "by",
    [b.LIAISON, b.OTHER_DEPARTMENT, b.OTHER_STREET, b.EVALUATOR, b.DISTRICT, b.RESIDENT],
)
async def test_for_everybody_else_there_is_nothing(office, by):
    with pytest.raises(NotThere):
        await office.staff.record("wang", 2026, by)


@pytest.mark.parametrize("account", ["commander", "nobody"])
async def test_who_belongs_to_no_department_has_no_such_record(office, account):
    with pytest.raises(NotThere):
        await office.staff.record(account, 2026, b.COMMANDER)


@pytest.mark.parametrize("by", [b.OTHER_STREET, b.HEAD, b.DISTRICT, WANG], ids=lambda a: a.id)
async def test_only_the_street_s_commander_gives_it(office, by):
    with pytest.raises(NotYours, match="only_the_street_gives_opinions"):
        await office.give(by)


async def test_nobody_gives_it_of_themselves_or_of_nobody_or_before_its_year(office):
    own = Actor(id="wang", posts=(*WANG.posts, *b.COMMANDER.posts))
    with pytest.raises(NotYours, match="not_seconded_to_you"):
        await office.give(own)
    with pytest.raises(NotThere):
        await office.give(account="nobody")
    with pytest.raises(NotNow, match="year_not_begun"):
        await office.give(command=OPINION.model_copy(update={"year": 2027}))


async def test_another_year_is_another_record(office):
    office.now = b.NOON + timedelta(days=1)

    assert (await office.staff.record("wang", 2025, WANG)).calls == 0


async def test_an_opinion_is_one_event_and_never_another(office):
    given = (await office.give()).state

    with pytest.raises(IllegalTransition):
        evolve(given, b.confirmed())
    with pytest.raises(IllegalTransition):
        evolve(None, b.confirmed())


async def test_a_person_has_stars_once_there_is_enough_to_say(office):
    for n in range(2, 7):
        task = said.Speaker(f"wh-{n}-1", "response", "wang")
        await office.hears(task, said.acknowledged(f"wh-{n}"))
        await office.whistle(n)

    found = await office.staff.record("wang", 2026, WANG)

    assert (found.calls, found.average, found.stars) == (6, 100, 5)
