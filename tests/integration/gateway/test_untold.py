"""What hangs on a restricted case is told to nobody without a part in it, by stream and by polling.

The table is made from the events themselves: every kind that names a case or a whistle, or is about
one, is said once of a restricted matter and once of a usual one.
"""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from secrets import token_hex
from typing import Any, Final

import pytest

from contracts.city import City
from contracts.envelope import Envelope
from contracts.events import EVENTS, SOURCES, speaker
from contracts.events.event import Event
from contracts.events.redacted import Redacted
from contracts.words import Level, Owner
from gateway.kinds import KINDS, OFFERED
from gateway.present.withheld import WITHHELD
from tests.integration.gateway.house import House, open_house
from tests.integration.gateway.seeds import COMMUNITY, PLACE, STREET, Matter
from tests.integration.gateway.test_stream import phone
from tests.unit.gateway import builders as b
from tests.unit.gateway.builders import sampled

PRIVATE, OPEN = "R03", "P0101"
WITHOUT_A_PART: Final = ("grid-0101", "officer-01")
WITH_A_PART: Final = ("commander-gangwan", "supervisor-district")
NAMES: Final = frozenset({"case_id", "whistle_id"})
SUBJECTS: Final[Mapping[str, str]] = {"cb": "call-backs", "as": "assessments"}
MANY: Final = 60
"""Fewer kinds than this, and the table was not made."""


@pytest.fixture(scope="module")
async def house(mongo_url: str, city: City) -> AsyncIterator[House]:
    """A house of its own: what is said here would fill everybody's log."""
    async with open_house(mongo_url, f"tuntold{token_hex(4)}", city) as house:
        yield house


def concerned() -> Iterator[type[Event]]:
    """Kinds of events that are about a case, a whistle or its tasks, or name one."""
    work = [KINDS[name] for name in ("cases", "whistles", "tasks", "assessments", "call-backs")]
    for kind in EVENTS.values():
        folded = any(kind in one.folds for one in work)
        if (folded or NAMES & set(kind.model_fields)) and not issubclass(kind, Redacted):
            yield kind


TABLE: Final[Sequence[type[Event]]] = sorted(concerned(), key=lambda kind: kind.type)


def of(matter: Matter, category: str) -> dict[str, Any]:
    """What an event says where it says anything of the matter."""
    problem = matter.problem.model_copy(update={"category": category})
    return {
        "case_id": matter.case,
        "whistle_id": matter.whistle,
        "task_id": matter.tasks[0],
        "category": category,
        "place": PLACE,
        "street": STREET,
        "community": COMMUNITY,
        "problems": (problem,),
        "owner": Owner(level=Level.STREET, at=STREET),
        "joint": (),
        "needs_endorsement": False,
        "recused": (),
    }


def subject_of(kind: type[Event], matter: Matter) -> str:
    """Which of the matter's aggregates an event is about."""
    source, folds = speaker(kind), {name for name, one in KINDS.items() if kind in one.folds}
    if offered := [prefix for prefix, one in OFFERED.items() if one.name in folds]:
        return f"{offered[0]}-{matter.case}"
    if source == "evaluation":
        return f"cb-{matter.case}" if "call-backs" in folds else f"as-{matter.tasks[0]}"
    if "visits" in folds:
        return f"vi-{matter.case}"
    return {
        "intake": matter.case,
        "dispatch": matter.whistle,
        "response": matter.tasks[0],
    }[source]


def said(kind: type[Event], matter: Matter, category: str) -> Envelope[Event]:
    told = {name: v for name, v in of(matter, category).items() if name in kind.model_fields}
    return matter.said(subject_of(kind, matter), sampled(kind).model_copy(update=told), "clock")


def begun(matter: Matter, category: str) -> list[Envelope[Event]]:
    """The case, its whistle and its tasks."""
    problem = matter.problem.model_copy(update={"category": category})
    raised = [
        one.model_copy(update={"data": one.data.model_copy(update={"problems": (problem,)})})
        if "problems" in type(one.data).model_fields
        else one
        for one in matter.raised()
    ]
    reported = matter.reported(category=category)
    return [reported, matter.whistled(), *raised, matter.notified(), matter.notified(2, "shuiwu")]


def ids(matter: Matter) -> frozenset[str]:
    return frozenset((matter.case, matter.whistle, *matter.tasks))


def leaks(heard: Sequence[Mapping[str, Any]], matter: Matter) -> list[str]:
    """Events that are about the matter, or name it."""
    return [
        one["type"]
        for one in heard
        if ids(matter) & {one["subject"], *map(str, one["facts"].values())}
        or (
            any(one["subject"].endswith(id) for id in ids(matter))
            and one["subject"].partition("-")[0] in ("cb", "as")
        )
    ]


def test_every_event_that_names_a_case_or_a_whistle_is_in_the_table():
    assert len(TABLE) >= MANY
    assert {speaker(kind) for kind in TABLE} == set(SOURCES.values()) - {"gateway"}


@pytest.mark.parametrize("forgotten", [False, True], ids=["remembered", "read from the views"])
async def test_nobody_without_a_part_is_told_of_it_by_the_stream(house: House, forgotten: bool):
    private, usual = Matter(f"untold-{forgotten}"), Matter(f"told-{forgotten}")
    await house.hears(*begun(private, PRIVATE), *begun(usual, OPEN))
    await house.rests()
    if forgotten:
        house.hub.tags.forget([*ids(private), *ids(usual)])
    heard: dict[str, list[Any]] = {}

    async with (
        phone(house, WITHOUT_A_PART[0]) as grid,
        phone(house, WITHOUT_A_PART[1]) as officer,
        phone(house, WITH_A_PART[0]) as street,
    ):
        for kind in TABLE:
            await house.hears(said(kind, private, PRIVATE), said(kind, usual, OPEN))
        for name, one in (("grid", grid), ("officer", officer), ("street", street)):
            await one.rests(house)
            heard[name] = one.events

    assert leaks(heard["grid"], private) == []
    assert leaks(heard["officer"], private) == []
    assert len(leaks(heard["street"], private)) >= MANY
    assert len(leaks(heard["officer"], usual)) >= MANY // 2


async def test_nobody_without_a_part_is_told_of_it_when_they_catch_up(house: House):
    private, usual = Matter("caught-private"), Matter("caught-usual")
    await house.hears(*begun(private, PRIVATE), *begun(usual, OPEN))
    await house.rests()
    before = house.hub.at
    for kind in TABLE:
        await house.hears(said(kind, private, PRIVATE), said(kind, usual, OPEN))
    await house.rests()

    polled = {one: await _since(house, one, before) for one in (*WITHOUT_A_PART, *WITH_A_PART)}
    async with phone(house, "officer-01", last=str(before)) as back:
        await back.sees(lambda one: one.last == str(house.hub.at))
        again = back.events

    assert [leaks(polled[one], private) for one in WITHOUT_A_PART] == [[], []]
    assert leaks(again, private) == []
    assert all(len(leaks(polled[one], private)) >= MANY for one in WITH_A_PART)
    assert len(leaks(again, usual)) >= MANY // 2


async def test_a_task_on_it_says_nothing_to_the_places_without_a_part_in_it(house: House):
    private = Matter("task-private")
    await house.hears(*begun(private, PRIVATE))
    text, found = b.notified("chengguan").text, {}
    for account in ("officer-01", "commander-gangwan", "liaison-chengguan"):
        reader = await house.enter(account)
        view = (await reader.get(f"/tasks/{private.tasks[0]}")).json
        rows = (await reader.get("/tasks?limit=100")).json["items"]
        (row,) = [one for one in rows if one["id"] == private.tasks[0]]
        assert row["text"] == view["text"]
        found[account] = (view["text"] == WITHHELD.zh, text in str(view), view["place"]["address"])

    hidden = WITHHELD.zh
    assert found["officer-01"] == (True, False, hidden)
    assert found["commander-gangwan"][0] is found["liaison-chengguan"][0] is False


async def _since(house: House, account: str, cursor: int) -> list[Any]:
    reader, heard, at = await house.enter(account), [], str(cursor)
    while True:
        page = (await reader.get(f"/stream/poll?after={at}")).json
        heard += page["items"]
        if page["next_cursor"] == at:
            return heard
        at = page["next_cursor"]
