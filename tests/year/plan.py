"""How often each story is told in a year, by the figures of the sources."""

from tests.year import (
    asides,
    belonging,
    casework,
    clusters,
    duty,
    hardcases,
    homes,
    levels,
    meetings,
    months,
    neighbours,
    notices,
    offers,
    posts,
    problems,
    visits,
    whistles,
)
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
)
"""186 whistles for 234 problems, 756 matters; 004: 1,592 errands, 516 disputes settled, 141 wishes
granted."""

NOW_AND_THEN: tuple[tuple[Told, int], ...] = (
    (visits.inspected, 60),
    (casework.self_helped, 12),
    (casework.alarmed, 12),
    (casework.ticketed, 60),
    (casework.checked, 24),
    (casework.petitioned, 12),
    (casework.disputed, 24),
    (meetings.talked_over, 60),
    (meetings.met, 24),
    (meetings.watched, 12),
    (meetings.served_at_home, 60),
    (meetings.repaired, 60),
    (levels.linked, 24),
    (offers.called, 24),
    (offers.ordered, 60),
    (offers.in_vain, 12),
    (posts.patrolled, 24),
    (posts.mustered, 4),
    (posts.stood_by, 4),
    (notices.told, 24),
    (notices.recruited, 12),
    (notices.gone_to, 12),
    (clusters.piled_up, 6),
    (homes.moved_in, 24),
    (homes.asked, 12),
    (belonging.reported_in, 24),
    (belonging.belied, 4),
    (hardcases.blown_at_once, 12),
    (hardcases.jointly, 12),
    (hardcases.talked_through, 12),
    (asides.put_off, 12),
    (asides.not_theirs, 12),
    (asides.passed_up, 4),
    (asides.disowned, 12),
)
"""How often is ours: no source counts them."""

EVERY: tuple[Told, ...] = tuple(tell for tell, _ in (*BY_THE_FIGURES, *NOW_AND_THEN))
"""Each story there is."""

SEVERAL = 4
"""So many at least of each, however small the share: the dice take all turnings somewhere."""

ALL_YEAR: tuple[Told, ...] = (
    duty.district_settles,
    visits.rounds,
    months.months,
    months.reviewed,
)
"""Told once, from the first day to the last: what somebody does every day."""


def shared(share: int) -> list[tuple[Told, int]]:
    """One part in so many of the figures."""
    every = (*BY_THE_FIGURES, *NOW_AND_THEN)
    return [(tell, min(times, max(SEVERAL, times // share))) for tell, times in every]
