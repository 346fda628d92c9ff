"""Kill -9, at random moments, whatever the seed says; the supervisor or we bring it back."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

Kill = Callable[[], None]


@dataclass
class Killer:
    """Kills victims one after the other until it has made its number."""

    victims: Mapping[str, Kill]
    """What to call to kill each and have it come back."""
    weights: Mapping[str, int]
    random: Random
    pause: tuple[float, float] = (0.4, 2.0)
    """Seconds between two kills, drawn evenly."""
    killed: Counter[str] = field(default_factory=Counter)

    async def run(self, kills: int, say: Callable[[str], None]) -> None:
        """Kill `kills` times."""
        began = time.monotonic()
        names = list(self.victims)
        weights = [self.weights[name] for name in names]
        for number in range(1, kills + 1):
            await asyncio.sleep(self.random.uniform(*self.pause))
            (name,) = self.random.choices(names, weights)
            await asyncio.to_thread(self.victims[name])
            self.killed[name] += 1
            if number % 10 == 0 or number == kills:
                say(f"{number}/{kills} kills after {time.monotonic() - began:.0f} s")
