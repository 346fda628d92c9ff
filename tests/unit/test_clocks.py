"""Every time an aggregate keeps is on one list: it moves with the calendar, or stands for a reason.

`docs/clocks.csv` says of each which rule sets it, and the test that shows it moving or why it
stands. A new clock that is not on the list fails here.
"""

import csv
import importlib
import pkgutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import AwareDatetime, BaseModel

import services
from services.chassis.store import Shape

ROOT = Path(__file__).parents[2]
with (ROOT / "docs" / "clocks.csv").open(newline="", encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))
LISTED = {(row["aggregate"], row["field"]): row for row in ROWS}


def shapes() -> Iterator[Shape[Any]]:
    """Everything a service keeps."""
    for found in pkgutil.walk_packages(services.__path__, "services."):
        if ".store" in found.name or found.name.endswith("handlers"):
            said = vars(importlib.import_module(found.name)).values()
            yield from (one for one in said if isinstance(one, Shape))


def times(model: type[BaseModel], *outer: type[BaseModel]) -> Iterator[str]:
    """The path of every time in a model."""
    for name, field in model.model_fields.items():
        yield from (".".join((name, *rest)) for rest in _inside(field.annotation, model, *outer))


def _inside(kind: Any, *outer: type[BaseModel]) -> Iterator[tuple[str, ...]]:
    if kind in (AwareDatetime, datetime):
        yield ()
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from ((path,) for path in times(kind, *outer) if kind not in outer)
    else:
        for part in get_args(kind):
            yield from _inside(part, *outer)


def test_every_time_an_aggregate_keeps_is_on_the_list_and_nothing_else():
    kept = {
        (f"{shape.source}/{shape.name}", path) for shape in shapes() for path in times(shape.model)
    }

    assert kept == set(LISTED)
    assert len(ROWS) == len(LISTED)


@pytest.mark.mechanism(73)
@pytest.mark.parametrize("clock", LISTED, ids="/".join)
def test_it_moves_as_a_test_shows_or_stands_for_a_reason(clock):
    row = LISTED[clock]

    assert bool(row["moves"]) != bool(row["stands"])
    if row["moves"]:
        path, name = row["moves"].split("::")
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")
    assert row["set_by"] or row["stands"]
