"""The year's check of a case's two clocks: its whole limit, and how long it may lie."""

import pytest

from tests.unit.year.worlds import HOUR, NOON, World
from tests.year.deadlines import unkept

SOON, DUE, NEXT, END = (NOON + n * HOUR for n in (1, 9, 30, 100))
BOUND = {"category": "lamp", "urgency": "normal", "standard": None}


def found(world):
    """What is wrong, of these two clocks alone."""
    wrong = (fault.split(": ") for fault in unkept(world.said, END))
    return [kind for kind, what, *_ in wrong if what.startswith(("limit of a case", "lying"))]


def reported(stuck_at=None):
    return World().says("case.reported", due_at=SOON, stuck_at=stuck_at)


def taken(stuck_at=None, due_at=DUE):
    return reported(stuck_at).says("case.sorted", due_at=due_at, **BOUND)


def expired(world, at=DUE, limit_at=None):
    return world.says("case.expired", at=at, by="clock", limit_at=limit_at or at)


def handed(world, at=SOON, due_at=NEXT):
    return world.says("case.transferred", at=at, due_at=due_at)


def solved(world, at=SOON):
    return world.says("case.solved", at=at, due_at=END + HOUR)


def reopened(world, at=NOON + 2 * HOUR, due_at=NEXT, stuck_at=None):
    return world.says("case.reopened", at=at, due_at=due_at, stuck_at=stuck_at)


def confirmed(world, at=SOON):
    return world.says("case.confirmed", at=at, due_at=END + HOUR)


def moved(world, at=SOON, **ends):
    told = {"due_at": NEXT, "moved": (), "limit_at": None, "stuck_at": None} | ends
    return world.says("case.recomputed", at=at, **told)


def told(world, at=SOON):
    return world.says("case.fed_back", at=at, due_at=END + HOUR)


@pytest.mark.parametrize(
    "kept",
    [
        expired(taken()),
        expired(handed(taken())),
        expired(taken().says("case.sorted", at=SOON, due_at=NEXT, **BOUND)),
        expired(
            taken().says("case.sorted", at=SOON, due_at=NEXT, **BOUND | {"urgency": "x"}), NEXT
        ),
        expired(taken().says("case.whistled", at=SOON, due_at=NEXT), NEXT),
        expired(moved(taken(), limit_at=NEXT), NEXT),
        expired(reported().says("case.self_help_called", due_at=DUE)),
        expired(reopened(solved(taken()))),
        expired(reopened(told(solved(taken()))), NEXT),
        expired(reopened(told(solved(expired(taken()))), at=DUE + HOUR), NEXT),
        reopened(solved(expired(taken())), at=DUE + HOUR),
        confirmed(taken()),
        taken().says("case.withdrawn", at=SOON),
        reported(),
    ],
)
def test_a_limit_that_is_said_to_be_over_once_at_its_time_is_kept(kept):
    assert found(kept) == []


@pytest.mark.parametrize(
    ("fault", "broken"),
    [
        ("in the past at the end", taken()),
        ("in the past at the end", handed(taken())),
        ("in the past at the end", reopened(told(solved(expired(taken()))), at=DUE + HOUR)),
        ("passed without a strike", confirmed(taken(), DUE + HOUR)),
        ("struck, and nothing was due", expired(expired(taken()), DUE + HOUR)),
        ("struck, and nothing was due", expired(handed(taken()), SOON)),
        ("struck, and nothing was due", expired(confirmed(taken()))),
        ("struck, and nothing was due", expired(reported())),
        ("struck, and nothing was due", expired(reopened(solved(expired(taken())), END), END)),
        ("struck late", expired(handed(taken()), NEXT)),
        ("struck for another time", expired(taken(), limit_at=DUE - HOUR)),
    ],
)
def test_one_that_is_forgotten_moved_or_said_twice_is_found(fault, broken):
    assert fault in found(broken)


def stuck(world, at=DUE, by="clock"):
    return world.says("case.stuck", at=at, by=by, transfers=1, returns=1, age_days=1)


def lying():
    return reported(DUE)


def returned(world, at=SOON, stuck_at=None):
    return world.says("case.returned", at=at, by="clock", due_at=NEXT, stuck_at=stuck_at)


@pytest.mark.parametrize(
    "kept",
    [
        stuck(lying()),
        stuck(moved(lying(), stuck_at=NEXT), NEXT),
        stuck(returned(lying())),
        stuck(returned(lying()), SOON),
        stuck(handed(lying(), due_at=END + HOUR), SOON, "somebody").says("case.closed", at=SOON),
        lying().says("case.whistled", at=SOON, due_at=NEXT).says("case.closed", at=SOON),
        stuck(returned(lying().says("case.whistled", at=SOON, due_at=NEXT), SOON, NEXT), NEXT),
        stuck(reopened(stuck(lying()), at=DUE + HOUR, stuck_at=NEXT), NEXT),
    ],
)
def test_what_lies_too_long_is_stuck_at_its_age_or_as_it_is_handed_on(kept):
    assert [fault for fault in unkept(kept.said, END) if ": lying" in fault] == []


@pytest.mark.parametrize(
    ("fault", "broken"),
    [
        ("in the past at the end", lying()),
        ("in the past at the end", reopened(stuck(lying()), at=DUE + HOUR, stuck_at=NEXT)),
        ("passed without a strike", stuck(lying(), DUE + HOUR, "somebody")),
        ("passed without a strike", lying().says("case.whistled", at=NEXT, due_at=END)),
        ("struck, and nothing was due", stuck(lying(), SOON)),
        ("struck, and nothing was due", stuck(stuck(lying()), DUE + HOUR)),
        ("struck, and nothing was due", stuck(solved(lying()))),
        ("struck late", stuck(lying(), NEXT)),
    ],
)
def test_what_is_stuck_too_soon_too_late_twice_or_never_is_found(fault, broken):
    assert fault in found(broken)
