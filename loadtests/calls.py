"""Which whistles were raised in a run, and which phones rang: what the verdict is given on."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Calls:
    """Every task a whistle of this run should open, when it was raised, when its phone rang."""

    raised: dict[str, float] = field(default_factory=dict)
    rang: dict[str, float] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)

    def whistle(self, id: str, departments: int, at: float) -> None:
        """A whistle on so many departments was raised; `at` is when the button was pressed."""
        for number in range(1, departments + 1):
            self.raised[f"{id}-{number}"] = at

    def ring(self, task: str) -> float | None:
        """A phone shows the task: seconds since its whistle, once."""
        if task in self.rang or task not in self.raised:
            return None
        self.rang[task] = time.monotonic() - self.raised[task]
        return self.rang[task]

    def unanswered(self, older_than: float) -> list[str]:
        """Tasks nobody acknowledged though there was time."""
        now = time.monotonic()
        return sorted(
            task
            for task, at in self.raised.items()
            if task not in self.acknowledged and now - at > older_than
        )

    def write(self, file: Path, older_than: float, news: Mapping[str, Any]) -> None:
        """Leave what the verdict needs."""
        told = {
            "raised": len(self.raised),
            "rang": sorted(self.rang.values()),
            "unanswered": self.unanswered(older_than),
            "news": news,
        }
        file.write_text(json.dumps(told))


CALLS = Calls()
