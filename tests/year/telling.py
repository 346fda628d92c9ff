"""Tell many stories side by side, hour by hour, as one year."""

import asyncio
import heapq
import itertools
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from random import Random

from contracts.city import City
from loadtests.cast import Scene, scenes
from tests.year.district import District
from tests.year.story import Dice, Story, Told

STEP = timedelta(hours=1)
"""People act at full hours."""
LOOK = timedelta(hours=3)
"""While nobody acts, the clocks are looked at so often."""
OPENS = timedelta(hours=1)
EVE = 60
"""Hours in which what is under way at a moment began."""


class Year:
    """A year of a district, from a seed."""

    def __init__(
        self,
        district: District,
        seed: int,
        since: datetime,
        progress: Callable[["Year"], None] = lambda _: None,
    ) -> None:
        self._progress = progress
        self._district, self._dice = district, Random(seed)
        self._since = since
        self._agenda: list[tuple[datetime, int, Story]] = []
        self._count = itertools.count()
        self._endless = 0
        self.planned = 0
        """Stories that have an end."""
        self.told = 0
        self.faults: list[str] = []

    def plan(self, told: Iterable[tuple[Told, int]], city: City, days: int) -> None:
        """Let stories begin at working hours of random days."""
        here: Iterable[Scene] = scenes(city, self._dice.randrange(1000), places=120)
        for tell, times in told:
            for telling, scene in enumerate(itertools.islice(here, times)):
                begin = self._since + timedelta(days=self._dice.randrange(days), hours=self._hour())
                self._begin(begin, tell, scene, telling)
                self.planned += 1

    def plan_before(self, moment: datetime, told: Iterable[Told], city: City) -> None:
        """Let one more of each begin in the days before a moment: then all of it is under way."""
        here: Iterable[Scene] = scenes(city, self._dice.randrange(1000), places=120)
        for tell, scene in zip(told, here, strict=False):
            self._begin(moment - timedelta(hours=self._dice.uniform(1, EVE)), tell, scene, 1)
            self.planned += 1

    def plan_at(self, moment: datetime, tell: Told, city: City) -> None:
        """Let a story begin at this moment."""
        self._begin(moment, tell, next(iter(scenes(city, self._dice.randrange(1000)))))
        self.planned += 1

    def plan_all_year(self, told: Iterable[Told], city: City) -> None:
        """Let stories begin on the first day that have no end."""
        here: Iterable[Scene] = scenes(city, self._dice.randrange(1000))
        for tell, scene in zip(told, here, strict=False):
            self._begin(self._since + OPENS, tell, scene)
            self._endless += 1

    def _begin(self, at: datetime, tell: Told, scene: Scene, telling: int = 0) -> None:
        dice = Dice(self._dice.random(), telling)
        self._put(at, tell(self._district, dice, scene))

    async def run(self, until: datetime) -> None:
        """Tell everything that begins or goes on before `until`; hours without anything pass."""
        while (now := self._next()) <= until:
            self._progress(self)
            await self._district.until(now)
            ready = list(self._ready(now))
            await asyncio.gather(*[self._go_on(story, now) for story in ready])
            if ready:
                await self._district.settle()
        await self._district.until(until)

    def _next(self) -> datetime:
        """The end of the first hour in which something is planned; clocks wait for a round hand."""
        ends = [self._end(self._agenda[0][0], STEP)] if self._agenda else []
        if alarm := self._district.alarms.next:
            ends.append(self._end(alarm, LOOK))
        return max(min(ends, default=self.now + LOOK), self.now + STEP)

    def _end(self, at: datetime, step: timedelta) -> datetime:
        """The end of the step that holds this instant."""
        return self._since - (self._since - at) // step * step

    @property
    def now(self) -> datetime:
        """What time it is in the district."""
        return self._district.clock.now

    @property
    def untold(self) -> int:
        """Stories that go on."""
        return len(self._agenda) - self._endless

    def _ready(self, now: datetime) -> Iterable[Story]:
        while self._agenda and self._agenda[0][0] <= now:
            yield heapq.heappop(self._agenda)[2]

    async def _go_on(self, story: Story, now: datetime) -> None:
        try:
            pause = await anext(story)
        except StopAsyncIteration:
            self.told += 1
        except Exception as error:
            self.faults.append(f"{now:%m-%d %H} {story.__name__}: {error!r}")
        else:
            self._put(now + pause, story)

    def _put(self, at: datetime, story: Story) -> None:
        heapq.heappush(self._agenda, (at, next(self._count), story))

    def _hour(self) -> float:
        return self._dice.uniform(0.5, 9)
