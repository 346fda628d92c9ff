"""What the demo prints: one line a step, said only after it was seen at its far end."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

Say = Callable[[str], None]


class Unseen(Exception):
    """A step happened, but the person at the far end did not see it."""


@dataclass
class Timeline:
    """The story so far."""

    say: Say
    began: float = field(default_factory=time.monotonic)
    steps: int = 0

    def chapter(self, zh: str, en: str) -> None:
        """A new part of the story."""
        self.say(f"\n── {zh} · {en}")

    def seen(self, who: str, zh: str, en: str) -> None:
        """A step was seen by somebody."""
        self.steps += 1
        at = time.monotonic() - self.began
        self.say(f"{at:7.2f}s  ✔ {who:<24} {zh}\n            {'':<24} {en}")
