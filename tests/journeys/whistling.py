"""A whistle on its way through the running system: raised, mustered, worked on, judged."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from loadtests.cast import Scene
from tests.clients import Facts, House, Person, Problem


def soon(**later: float) -> str:
    """An instant from now, as the API reads it."""
    return (datetime.now(UTC) + timedelta(**later)).isoformat()


def whistle_at(scene: Scene, kind: str, problems: list[Facts], **more: Any) -> Facts:
    """The body of a whistle on the scene's departments; the first leads."""
    return {
        "kind": kind,
        "problems": problems,
        "responders": [
            {"department": id, "lead": n == 0} for n, id in enumerate(scene.departments)
        ],
        "point": scene.point,
        "address": scene.address,
        "reason": "跨部门，街道自身难以解决",
        "tried": "街道综合执法队已两次到场，无相应职权",
        **more,
    }


async def answers(house: House, scene: Scene, whistle: str, n: int) -> tuple[Person, str]:
    """The n-th department acknowledges and comes, shown by the street's own code."""
    liaison, task = await house.enter(scene.liaisons[n - 1]), f"/tasks/{whistle}-{n}"
    commander = await house.enter(scene.commander)
    await liaison.until(task, lambda one: one["stage"] == "notified")
    await liaison.post(f"{task}/acknowledge", {"handler": f"{scene.departments[n - 1]} 值班组长"})
    code = (await commander.get(f"/whistles/{whistle}/muster-code"))["code"]
    came = {"person": "带队科长", "rank": "BLUE", "way": "qr", "code": code}
    await liaison.post(f"{task}/arrive", came)
    return liaison, task


async def completes(liaison: Person, task: str) -> None:
    """A department reports in four fields that it is done."""
    now = soon()
    done = {"accepted_at": now, "contacted": "社区书记", "measures": "已处置", "finished_at": now}
    await liaison.post_soon(f"{task}/complete", done)


def call_of(whistle: Facts, department: str) -> Facts:
    """A department's line of the roll call."""
    return next(call for call in whistle["calls"] if call["department"] == department)


async def refused(person: Person, path: str, body: Facts) -> str:
    """The code of the refusal."""
    with pytest.raises(Problem) as problem:
        await person.post(path, body)
    return problem.value.code
