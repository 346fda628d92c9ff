"""Which notices were posted in a run, and which readers' phones showed them: what is judged."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

from loadtests.measure import percentile

READERS = 40
"""Phones of the street that are open; they come beside the people at work."""
WITHIN_S = 3.0
"""From the sender's finger to every reader's open stream; ours: news is no alarm."""


@dataclass
class News:
    """Notices by id: when each was posted, to whose open streams, and when each of these had it."""

    readers: set[str] = field(default_factory=set)
    """Whose stream is open."""
    posted: dict[str, tuple[float, frozenset[str]]] = field(default_factory=dict)
    heard: dict[tuple[str, str], float] = field(default_factory=dict)
    left: dict[str, float] = field(default_factory=dict)

    def post(self, id: str, pressed: float, readers: frozenset[str]) -> None:
        """It was posted: when the button was pressed, and whose streams were open then."""
        self.posted[id] = (pressed, readers)

    def hear(self, id: str, reader: str) -> None:
        """A phone shows it; the first time counts. It may be heard before its post is answered."""
        self.heard.setdefault((id, reader), time.monotonic())

    def leave(self, reader: str) -> None:
        """Its phone is put away: what was posted just before may not have come."""
        self.readers.discard(reader)
        self.left[reader] = time.monotonic()

    def told(self) -> Mapping[str, Any]:
        """What the verdict needs: how long each reader waited, and who has it not."""
        owed = {(id, who): at for id, (at, whose) in self.posted.items() for who in whose}
        missed = (
            f"{id} {who}"
            for (id, who), at in owed.items()
            if (id, who) not in self.heard and self.left.get(who, inf) - at > WITHIN_S
        )
        return {
            "posted": len(self.posted),
            "took": sorted(self.heard[key] - at for key, at in owed.items() if key in self.heard),
            "missed": sorted(missed),
        }


NEWS = News()


def judged(told: Mapping[str, Any], within: float = WITHIN_S) -> Sequence[str]:
    """Everything that did not hold, in words."""
    took, missed = told["took"], told["missed"]
    complaints = [] if took else [f"{told['posted']} notices and no reader: nothing was tried"]
    if missed:
        complaints.append(f"{len(missed)} readers were not told: {', '.join(missed[:5])}")
    if took and took[-1] > within:
        slow, p50 = sum(seconds > within for seconds in took), percentile(took, 0.5)
        complaints.append(
            f"{slow} of {len(took)} told after more than {within:.0f} s, p50 {p50} ms"
        )
    return complaints
