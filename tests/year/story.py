"""How a story of the year is told: as acts, and the time between them.

A story is a generator of pauses: whoever tells it lets so much time pass before it goes on. The
dice decide how long people take, whether they come at all, and what they think of the end.
"""

from collections.abc import AsyncGenerator, Callable
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any, TypeAlias

from contracts.city.places import Places
from loadtests.cast import Scene
from tests.journeys.town import city
from tests.year.district import District
from tests.year.doors import Problem

Story: TypeAlias = AsyncGenerator[timedelta, None]
Told: TypeAlias = Callable[[District, Random, Scene], Story]


def sorted_to(scene: Scene, level: str) -> dict[str, object]:
    """The body that sorts a case to a level; nothing here is urgent."""
    return {
        "category": scene.category,
        "urgency": "ordinary",
        "sphere": "public",
        "level": level,
        "crosses": level == "street",
    }


def soon(dice: Random, most: float = 6) -> timedelta:
    """Some hours."""
    return timedelta(hours=dice.uniform(0.2, most))


def days(dice: Random, most: float) -> timedelta:
    """Some days."""
    return timedelta(days=dice.uniform(0.1, most))


async def may(d: District, account: str, path: str, body: dict[str, Any]) -> bool:
    """Try what another story or a clock may have made impossible."""
    try:
        await d.act(account, path, body)
    except Problem:
        return False
    return True


async def began(d: District, account: str, path: str, body: dict[str, Any]) -> str:
    """Begin something that may be refused; its id, or nothing."""
    try:
        return str((await d.act(account, path, body))["id"])
    except Problem:
        return ""


def done(d: District) -> dict[str, str]:
    """The four fields, now."""
    now = d.clock.now.isoformat()
    return {"accepted_at": now, "contacted": "居民代表", "measures": "已处置", "finished_at": now}


@cache
def point_in(grid: str) -> dict[str, float]:
    """A point of a grid."""
    lng, lat = Places(city()).within(grid) or (0.0, 0.0)
    return {"lng": lng, "lat": lat}
