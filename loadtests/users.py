"""Who is at it. Weights follow the field: many residents, few commanders.

A hundred users make about 6 reports, 3 sortings and half a whistle on three departments a second.
Every department that is whistled has a liaison here with an open stream, so that the time from
the commander's finger to the liaison's phone is measured where it is felt.
"""

import itertools
import time
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import gevent
from locust import between, task

from contracts.actor import Role
from loadtests.calls import CALLS
from loadtests.cast import Scene, load_city, responders, scenes
from loadtests.lifecycles import drawn, sorted_to
from loadtests.phones import Phone
from loadtests.streams import Listening, rang

DEPARTMENTS = 3
"""Called by each whistle."""
_LIAISONS = itertools.count()


@cache
def _city(folder: Any) -> Any:
    return load_city(folder)


class Someone(Phone):
    """Draws scenes from the city by the run's seed."""

    abstract = True
    _scenes: Iterator[Scene] | None = None

    def scene(self) -> Scene:
        """The next scene; all users share one sequence."""
        if Someone._scenes is None:
            asked = self.environment.parsed_options
            Someone._scenes = scenes(_city(asked.city), asked.seed, DEPARTMENTS)
        return next(Someone._scenes)


class Resident(Someone):
    """Reports, looks at the case, and sometimes hurries it."""

    weight = 10
    wait_time = between(5, 15)

    @task
    def report(self) -> None:
        """Report something, then look at it as the phone does after the answer."""
        scene = self.scene()
        self.account = scene.resident
        if case := self.ask("report", "/cases", scene.report):
            self.ask("read case", f"/cases/{case['id']}?at_least={case['version']}")


class GridWorker(Someone):
    """Works through the list of what was reported in the grid."""

    weight = 4
    wait_time = between(5, 12)

    @task
    def sort_the_list(self) -> None:
        """Take the list, sort the first of it to the community."""
        scene = self.scene()
        self.account = scene.grid_worker
        page = self.ask("grid list", "/cases?stage=reported&limit=20")
        for case in (page or {"items": []})["items"][:1]:
            self.ask("sort", f"/cases/{case['id']}/sort", sorted_to(scene, "community"))


class Commander(Someone):
    """Whistles, then follows the roll call."""

    weight = 1
    wait_time = between(6, 14)

    @task
    def whistle(self) -> None:
        """Raise one on three departments."""
        scene = self.scene()
        self.account = scene.commander
        self.token()  # nobody signs in with the finger on the button
        pressed = time.monotonic()
        if raised := self.ask("whistle", "/whistles", drawn(scene)):
            CALLS.whistle(raised["id"], DEPARTMENTS, pressed)
            self.ask("roll call", f"/whistles/{raised['id']}?at_least={raised['version']}")


class Liaison(Listening):
    """One per department first of all: keeps a stream open and acknowledges what rings."""

    fixed_count = 15
    wait_time = between(10, 20)

    def on_start(self) -> None:
        """Take the next department, open its stream."""
        city = _city(self.environment.parsed_options.city)
        departments = responders(city)
        department = departments[next(_LIAISONS) % len(departments)]
        self.account = city.holders(Role.DEPARTMENT_LIAISON, department)[0]
        super().on_start()

    @task
    def inbox(self) -> None:
        """Look at the inbox."""
        self.ask("inbox", "/tasks?stage=notified&limit=20")

    def hear(self, event: Mapping[str, Any]) -> None:
        """Ring when it is a new task, and acknowledge it."""
        if event.get("type") != "task.notified":
            return
        task_id = event["subject"]
        seconds = CALLS.ring(task_id)
        if seconds is not None:
            rang("whistle to phone", seconds)
        gevent.spawn(self._acknowledge, task_id)

    def _acknowledge(self, task_id: str) -> None:
        body = {"handler": "值班员"}
        if self.ask("acknowledge", f"/tasks/{task_id}/acknowledge", body):
            CALLS.acknowledged.add(task_id)
