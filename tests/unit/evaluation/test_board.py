"""The month's board: rates with their bases, counts apart, ranks only where there is enough."""

import pytest

from contracts.words import Satisfaction
from services.evaluation.core import board
from services.evaluation.core.row import Asked, Judged
from tests.unit.evaluation.builders import CITY


def asked(count=1, id="water", **changes):
    given = {"reached": True, "contacted": True, "solved": True}
    satisfied = {"satisfaction": Satisfaction.SATISFIED}
    return Asked(**{"id": id, "count": count, **given, **satisfied} | changes)


def judged(id="water", lead=True, calls=5, **changes):
    counts = {"problems": 7, "solved": 6, "on_time": calls, "no_shows": 0}
    scores = {"scored": calls, "total": calls * 90.0}
    return Judged(**{"id": id, "lead": lead, "calls": calls, **counts, **scores} | changes)


def month(judged_=(), asked_=(), subject="departments"):
    rows = board("2026-11", subject, list(judged_), list(asked_), CITY).rows
    return {row.id: row for row in rows}


@pytest.mark.mechanism(136, 137, 138)
def test_three_rates_stand_beside_their_base():
    found = month(
        asked_=[
            asked(count=6),
            asked(count=2, satisfaction=Satisfaction.BASICALLY),
            asked(count=1, solved=False, satisfaction=Satisfaction.DISSATISFIED),
            asked(count=1, contacted=False, satisfaction=Satisfaction.NO_OPINION),
        ]
    )["water"].rates

    assert (found.response.count, found.response.of, found.response.shown) == (9, 10, "90.0%")
    assert (found.solution.count, found.solution.of) == (9, 10)
    assert (found.satisfaction.count, found.satisfaction.of) == (7.8, 10)
    assert found.composite == pytest.approx(0.1 * 90 + 0.5 * 90 + 0.4 * 78)


def test_whom_nobody_reached_is_in_no_base():
    row = month(
        asked_=[asked(), asked(reached=False, contacted=False, solved=False, satisfaction=None)]
    )["water"]

    assert row.asked == 2
    assert row.rates.solution.of == 1


def test_without_a_base_there_is_a_dash_and_no_rank():
    row = month()["water"]

    rates = (row.rates.response, row.rates.solution, row.rates.satisfaction, row.on_time)
    assert [rate.shown for rate in rates] == ["—"] * 4
    assert [rate.value for rate in rates] == [None] * 4
    assert row.rates.composite is None
    assert row.rank is None
    assert row.score is None


def test_everybody_has_a_row_even_in_a_silent_month():
    assert list(month()) == ["fire", "water"]
    assert list(month(subject="streets")) == ["s1", "s2"]


def test_a_unit_the_pack_has_forgotten_keeps_its_row():
    row = month(asked_=[asked(id="gone")])["gone"]

    assert row.name == "gone"


def test_the_best_composite_is_first_and_those_without_a_base_are_last():
    found = month(asked_=[asked(5, id="fire", solved=False), asked(5, id="gone")])

    assert [(row.id, row.rank) for row in found.values()] == [
        ("gone", 1),
        ("fire", 2),
        ("water", None),
    ]


def test_equals_share_a_place_and_the_next_counts_them():
    found = month(asked_=[asked(5, id="a"), asked(5, id="b"), asked(5, id="c", solved=False)])

    assert [found[id].rank for id in ("a", "b", "c")] == [1, 1, 3]


LEAST = CITY.scoring.min_sample
UNREACHED = {"reached": False, "contacted": False, "solved": False, "satisfaction": None}


@pytest.mark.parametrize("count", [LEAST - 1, LEAST])
def test_nobody_is_ranked_by_fewer_valid_call_backs_than_the_minimum_sample(count):
    told = [asked(count, id="water", solved=False), asked(LEAST, id="fire")]
    found = board("2026-11", "departments", [], told, CITY)
    rows = {row.id: row for row in found.rows}

    assert rows["fire"].rank == 1
    assert rows["water"].rank == (2 if count == LEAST else None)
    assert rows["water"].rates.solution.of == count
    assert ("rank" in found.unranked["water"]) == (count < LEAST)


def test_whom_nobody_reached_makes_no_sample():
    told = [asked(LEAST - 1), asked(9, **UNREACHED)]

    assert month(asked_=told)["water"].rank is None


def test_who_is_not_ranked_is_told_by_how_little_in_both_languages():
    found = board("2026-11", "departments", [judged(calls=4)], [asked(3)], CITY)

    rates, score = found.unranked["water"]["rank"], found.unranked["water"]["score_rank"]
    assert (rates.base, rates.least, score.base) == (3, LEAST, 4)
    assert rates.zh == "样本不足：有效回访 3 件，少于 5 件，不排名"
    assert rates.en == "Not ranked: 3 valid call-backs, at least 5 needed"
    assert score.zh == "样本不足：吹哨 4 次，少于 5 次，不排名"
    assert score.en == "Not ranked: 4 whistles, at least 5 needed"
    enough = board("2026-11", "departments", [judged()], [asked(5)], CITY)
    assert "water" not in enough.unranked


@pytest.mark.mechanism(8)
def test_a_street_s_whistles_are_counted_once_and_its_problems_apart():
    lead, others = (
        judged(id="s1", calls=3, problems=5, solved=4),
        judged(id="s1", calls=4, problems=9, solved=7, lead=False),
    )

    row = month([lead, others], subject="streets")["s1"]

    assert row.whistles == 3
    assert (row.problems.count, row.problems.of) == (4, 5)
    assert row.calls == 7


def test_a_department_counts_every_whistle_it_was_called_to():
    row = month([judged(calls=3), judged(calls=4, lead=False)])["water"]

    assert row.whistles == 7
    assert (row.problems.count, row.problems.of) == (12, 14)


@pytest.mark.mechanism(16)
def test_a_department_s_month_is_the_streets_scores_and_its_own_punctuality():
    row = month([judged(calls=10, on_time=8, no_shows=1, total=850.0)])["water"]

    assert row.average == 85
    assert row.score == 0.7 * 85 + 0.3 * 80
    assert row.band == "yellow"
    assert row.no_shows == 1
    assert row.on_time.shown == "80.0%"


@pytest.mark.parametrize(
    ("total", "band"),
    [(90, "green"), (89.99, "yellow"), (80, "yellow"), (70, "orange"), (69.99, "red"), (0, "red")],
)
def test_a_score_has_a_band(total, band):
    on_time = total / 100
    row = month([judged(calls=1, on_time=on_time, total=total)])["water"]

    assert row.score == pytest.approx(total)
    assert row.band == band


def test_a_department_is_ranked_by_its_score_only_with_enough_whistles():
    found = month([judged(id="water", calls=4), judged(id="fire", calls=5, total=10.0)])

    assert found["fire"].score_rank == 1
    assert found["water"].score_rank is None
    assert found["water"].score is not None


def test_what_is_not_scored_yet_is_in_no_average():
    row = month([judged(calls=5, scored=2, total=160.0)])["water"]

    assert row.average == 80
    assert row.scored == 2


def test_a_street_gives_scores_and_has_none_of_its_own_before_anything_is_known_of_it():
    row = month([judged(id="s1")], subject="streets")["s1"]

    assert row.average == 90
    assert row.score is row.score_rank is row.band is row.stars is None


def test_the_board_opens_onto_its_formula():
    found = board("2026-11", "streets", [], [], CITY)

    assert found.pack == "7"
    assert found.rates == CITY.rates
    assert found.scoring == CITY.scoring
