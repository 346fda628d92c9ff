"""How often each story is told in a year, by the figures of the sources."""

from tests.year import casework, duty, neighbours, problems, visits, whistles
from tests.year.story import Told

BY_THE_FIGURES: tuple[tuple[Told, int], ...] = (
    (problems.settled, 700),
    (problems.transferred, 350),
    (problems.answered, 250),
    (whistles.whistled, 186),
    (problems.refused, 60),
    (problems.withdrawn, 40),
    (neighbours.helped, 1592),
    (neighbours.mediated, 516),
    (neighbours.wished, 141),
    (visits.inspected, 60),
)
"""186 whistles for 234 problems, 756 matters; 004: 1,592 errands, 516 disputes settled, 141 wishes
granted."""

NOW_AND_THEN: tuple[tuple[Told, int], ...] = (
    (casework.self_helped, 12),
    (casework.alarmed, 12),
    (casework.ticketed, 60),
    (casework.checked, 24),
    (casework.petitioned, 12),
    (casework.disputed, 24),
)
"""How often is ours: no source counts them."""

ALL_YEAR: tuple[Told, ...] = (duty.district_settles, visits.rounds)
"""Told once, from the first day to the last: what somebody does every day."""


def shared(share: int) -> list[tuple[Told, int]]:
    """One part in so many of the figures; of each at least one."""
    return [(tell, max(1, times // share)) for tell, times in (*BY_THE_FIGURES, *NOW_AND_THEN)]
