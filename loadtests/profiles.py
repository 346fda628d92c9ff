"""How many people are at it, and when: steady, a morning rush, a rainstorm, spikes."""

from collections.abc import Sequence

Stage = tuple[float, int]
"""Until this share of the run: this share (%) of the users."""

PROFILES: dict[str, Sequence[Stage]] = {
    "steady": ((1.0, 100),),
    "rush": ((0.15, 20), (0.35, 60), (0.65, 100), (0.85, 60), (1.0, 20)),
    "storm": ((0.2, 10), (0.8, 100), (1.0, 10)),
    "spikes": ((0.15, 5), (0.3, 60), (0.45, 5), (0.6, 100), (0.75, 8), (0.9, 100), (1.0, 40)),
}
