"""How a story of the year is told: as acts, and the time between them.

A story is a generator of pauses: whoever tells it lets so much time pass before it goes on. The
dice decide how long people take, whether they come at all, and what they think of the end.
"""

from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any, Self, TypeAlias

from contracts.city.places import Places
from loadtests.cast import Scene
from tests.journeys.town import city
from tests.year.district import District
from tests.year.doors import Problem


class Dice(Random):
    """What decides a story; the rare turnings are taken in turn, so that each year has them all."""

    def __new__(cls, seed: float, _: int) -> Self:
        return super().__new__(cls, seed)

    def __init__(self, seed: float, telling: int) -> None:
        """`telling`: the how-manieth of its kind this story is."""
        super().__init__(seed)
        self._telling = telling

    def every(self, so_manieth: int) -> bool:
        """Whether it is the turn of what happens to every so-manieth."""
        return self._telling % so_manieth == 0

    def turn(self, choices: Sequence[str]) -> str:
        """One of these, each in its turn."""
        return choices[self._telling % len(choices)]


Story: TypeAlias = AsyncGenerator[timedelta, None]
Told: TypeAlias = Callable[[District, Dice, Scene], Story]


def sorted_to(scene: Scene, level: str) -> dict[str, object]:
    """The body that sorts a case to a level; nothing here is urgent."""
    return {
        "category": scene.category,
        "urgency": "ordinary",
        "sphere": "public",
        "level": level,
        "crosses": level == "street",
    }


def soon(dice: Dice, most: float = 6) -> timedelta:
    """Some hours."""
    return timedelta(hours=dice.uniform(0.2, most))


def days(dice: Dice, most: float) -> timedelta:
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
