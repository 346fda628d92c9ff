"""One telling of the story: who is in it, what has been said, and what the chapters hand on."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from tests.clients import Person
from tests.e2e.cast import Cast
from tests.e2e.timeline import Timeline, Unseen

Enter = Callable[[str], Awaitable[Person]]
Facts = dict[str, Any]


@dataclass
class Telling:
    """What a chapter needs."""

    cast: Cast
    timeline: Timeline
    enter: Enter
    """Signs an account in and opens its live stream; the same person every time."""
    photo: str = ""
    case: str = ""
    whistle: str = ""
    tasks: dict[str, str] = field(default_factory=dict)
    """Department → its task."""
    boards: dict[str, Facts] = field(default_factory=dict)
    """The month's boards as they were before the story, by their paths."""

    @property
    def now_called(self) -> tuple[str, ...]:
        """The four departments that answer in the end: the fifth in place of the fourth."""
        return (*self.cast.departments[:3], self.cast.departments[4])

    async def liaison(self, department: str) -> Person:
        """Who answers for a department."""
        return await self.enter(self.cast.liaison(department))


def must(seen: object, what: str) -> None:
    """Nothing is said to be seen that was not."""
    if not seen:
        raise Unseen(what)
