"""What touches a person's data is on record once it is done, and never when it was refused.

Each act of the table is done once in order, and is then on record; before that it is asked without
what it needs and by who may not, and neither the log nor the person hears of it.
"""

from collections.abc import AsyncIterator, Mapping
from typing import Any, Final, NamedTuple

import pytest

from contracts.city import City
from tests.integration.gateway.house import PASSWORD, Answer, House, open_house
from tests.integration.gateway.seeds import Matter

MATTER: Final = Matter("private-act")
LONG: Final = "x" * 201


class Act(NamedTuple):
    """One way to a person's data."""

    method: str
    path: str
    by: str
    good: Mapping[str, Any]
    """What it needs; of a GET the question, of a POST the body."""
    bad: Mapping[str, Any]
    field: str
    forbidden: str
    status: int
    """To whom it is not allowed, and what they are answered."""
    noted: str
    """As what it stands in the audit log."""


ACTS: Final[Mapping[str, Act]] = {
    "a list leaves": Act(
        "GET",
        "/cases.xlsx",
        "commander-gangwan",
        {"reason": "月报"},
        {"reason": LONG},
        "reason",
        "liaison-chengguan",
        403,
        "exported",
    ),
    "a reporter is shown": Act(
        "POST",
        f"/cases/{MATTER.case}/reveal",
        "commander-gangwan",
        {"reason": "联系核实现场"},
        {"reason": LONG},
        "reason",
        "commander-binhe",
        404,
        "revealed",
    ),
    "somebody takes their data": Act(
        "GET", "/me/export", "resident-1", {}, {}, "", "", 401, "own_data_exported"
    ),
    "somebody leaves": Act(
        "POST",
        "/me/erase",
        "resident-1",
        {"password": PASSWORD},
        {"password": LONG},
        "password",
        "commander-gangwan",
        403,
        "account_erased",
    ),
}


@pytest.fixture(scope="module")
async def own(mongo_url: str, city: City) -> AsyncIterator[House]:
    async with open_house(mongo_url, "tprivateacts", city) as house:
        await house.hears(MATTER.reported("resident-1"))
        house.owner.answer = b"[]"
        yield house


async def ask(house: House, act: Act, by: str, told: Mapping[str, Any], key: str) -> Answer:
    visitor = await house.enter(by) if by else house.stranger()
    if act.method == "GET":
        return await visitor.get(act.path, params=dict(told))
    return await visitor.post(act.path, told, key=key)


async def noted(house: House, what: str) -> list[dict[str, Any]]:
    log = (await (await house.enter("auditor")).get("/audit?limit=500")).json["items"]
    return [one for one in log if one["what"] == what]


@pytest.mark.parametrize("name", ACTS)
async def test_an_act_is_on_record_once_it_is_done_and_never_when_it_is_refused(
    own: House, name: str
):
    act = ACTS[name]
    asked = [
        (await ask(own, act, act.by, bad, f"{name}-{n}"))
        for n, bad in enumerate(({}, act.bad) if act.field else ())
    ]
    forbidden = await ask(own, act, act.forbidden, act.good, "forbidden")
    before = await noted(own, act.noted)

    done = await ask(own, act, act.by, act.good, "done")

    after = await noted(own, act.noted)
    assert [(one.status, one.json["errors"][0]["field"]) for one in asked] == [
        (422, act.field)
    ] * len(asked)
    assert (forbidden.status, forbidden.headers["Content-Type"]) == (
        act.status,
        "application/problem+json",
    )
    assert (before, done.status) == ([], 200)
    assert [one["by"] for one in after] == [act.by]


async def test_a_reason_is_on_record_without_the_numbers_somebody_put_into_it(own: House):
    commander = await own.enter("commander-gangwan")

    await commander.get("/whistles.xlsx", params={"reason": "核对 13812345678 的事项"})

    (*_, note) = await noted(own, "exported")
    assert "13812345678" not in str(note)
    assert note["about"]["reason"] == "核对 *********** 的事项"
