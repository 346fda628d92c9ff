"""A short trial in every CI run; `make faults` is the long one."""

from tests.faults.run import Asked, run


def test_nothing_accepted_is_lost_or_doubled_when_processes_are_killed():
    said = []

    figures = run(Asked(kills=12, callers=6, seed=7), said.append)

    assert figures["kills"] == 12
    assert figures["accepted"] == figures["present"] > 0
    assert (figures["lost"], figures["doubled"]) == (0, 0), said
