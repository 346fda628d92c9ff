"""报到: who came, and how it is shown that they are there.

Rule 1: the department shows it itself, on the map or by scanning the street's code; by hand and
remotely only the street that called may say so.
Rule 2: a rank below the grade counts as come. It costs points later (`evaluation`), it does not
keep anybody away from the scene.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from contracts.actor import Actor
from contracts.city import City, distance_m
from contracts.commands.task import Arrive
from contracts.events.event import Event
from contracts.events.task import TaskArrived, Way
from contracts.muster import is_muster_code
from contracts.refusals import NotSo
from contracts.words import Point
from services.response.core.gate import about, department, street
from services.response.core.task import Task


@dataclass(frozen=True)
class Scene:
    """What an arrival is held against."""

    task: Task
    city: City
    now: datetime
    secret: str
    """Behind the codes the street shows."""

    def distance(self, point: Point | None) -> int | None:
        """Return the metres between a point and the scene."""
        if point is None:
            return None
        there = self.task.place.point
        return round(distance_m((point.lng, point.lat), (there.lng, there.lat)))


def arrive(
    command: Arrive,
    task: Task | None,
    actor: Actor,
    city: City,
    now: datetime,
    *,
    secret: str = "",
) -> Sequence[Event]:
    """Record an arrival that is shown well enough. Without a secret no code is the street's."""
    admit, shows = _WAYS[command.way]
    task = admit(command, task, actor, city, now)
    scene = Scene(task, city, now, secret)
    shows(command, scene)
    return [
        TaskArrived(
            **about(task),
            person=command.person,
            rank=command.rank,
            way=command.way,
            point=command.point,
            distance_m=scene.distance(command.point),
            photos=command.photos,
        )
    ]


def _near(command: Arrive, scene: Scene) -> None:
    away, radius = scene.distance(command.point), round(scene.city.report_radius_m)
    if away is None:
        raise NotSo("point_missing", field="point")
    if away > radius:
        raise NotSo("too_far", field="point", distance_m=away, radius_m=radius)


def _scanned(command: Arrive, scene: Scene) -> None:
    if command.code is None:
        raise NotSo("code_missing", field="code")
    whistle_id, secret = scene.task.whistle_id or "", scene.secret
    if not (secret and is_muster_code(command.code, secret, whistle_id, scene.now)):
        raise NotSo("code_wrong", field="code")


def _remotely(_: Arrive, scene: Scene) -> None:
    kind = scene.task.kind
    if kind and not scene.city.kind(kind).remote_report:
        raise NotSo("must_come_in_person", field="way")


def _on_the_streets_word(_: Arrive, __: Scene) -> None:
    """The commander sees them: nothing else is asked."""


_Admits: TypeAlias = Callable[[Arrive, Task | None, Actor, City, datetime], Task]
_Shows: TypeAlias = Callable[[Arrive, Scene], None]

_WAYS: Mapping[Way, tuple[_Admits, _Shows]] = {
    "gps": (department, _near),
    "qr": (department, _scanned),
    "remote": (street, _remotely),
    "hand": (street, _on_the_streets_word),
}
