"""Places and people of the demo city for a journey: the same for the same seed."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from contracts.city import City
from loadtests.cast import Scene, load_city, scenes

FOLDER = Path("deploy/city/demo")


@cache
def city() -> City:
    """The city every journey is in."""
    return load_city(FOLDER)


def scene_in(street: str, seed: int) -> Scene:
    """A random place of this street, with everybody it needs."""
    found: Iterator[Scene] = scenes(city(), seed, places=200)
    return next(scene for scene in found if scene.street == street)


def report_at(scene: Scene, category: str, text: str, **more: Any) -> dict[str, Any]:
    """The body of a report at this place."""
    return {**scene.report, "category": category, "text": text, **more}
