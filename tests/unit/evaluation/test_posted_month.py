"""What is posted of a month for everybody: nothing personal, and honours for the first places."""

from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from services.evaluation.core.notice import Notice, honours
from services.evaluation.core.row import Row


def texts(model, path=""):
    """The path of every field of a model in which free words could stand."""
    for name, field in model.model_fields.items():
        yield from _texts(field.annotation, f"{path}{name}")


def _texts(kind, path):
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from texts(kind, f"{path}.")
    elif kind is str or kind is Any:
        yield path
    elif get_origin(kind) is not Literal:
        yield from (found for part in get_args(kind) for found in _texts(part, path))


@pytest.mark.mechanism(151)
def test_a_posted_month_has_no_field_in_which_a_person_or_a_case_could_stand():
    unit = {"id", "name", "unranked.zh", "unranked.en"} | {
        f"{rate}.shown" for rate in ("response", "solution", "satisfaction", "problems", "on_time")
    }
    honoured = {
        f"{who}_honours.{name}" for who in ("department", "street") for name in ("id", "name")
    }
    rules = {f"scoring.{items}" for items in ("weights", "deductions", "bonuses", "street")}

    assert set(texts(Notice)) == {
        *("period", "rates.day_cut", "scoring.zero_for"),
        *(f"{who}.{name}" for who in ("departments", "streets") for name in unit),
        *honoured,
        *rules,
    }


@pytest.mark.mechanism(151)
def test_honours_are_for_the_first_places_with_stars_and_enough_to_be_ranked_by():
    marks = {"a": (1, 5), "b": (2, 1), "c": (2, 4), "d": (4, 4), "red": (3, 0), "few": (None, 5)}
    rows = [
        Row.model_construct(id=id, name=f"Unit {id}", score_rank=place, stars=stars)
        for id, (place, stars) in reversed(marks.items())
    ]

    found = honours(rows, 3)

    assert [(one.id, one.name, one.place, one.stars) for one in found] == [
        ("a", "Unit a", 1, 5),
        ("b", "Unit b", 2, 1),
        ("c", "Unit c", 2, 4),
    ]
    assert honours(rows, 0) == ()
