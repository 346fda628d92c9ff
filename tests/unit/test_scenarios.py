"""Every end-to-end story of the mechanism table (8.2) is told by a journey over the public API."""

import ast
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

JOURNEYS = [*Path("tests/journeys").glob("test_*.py"), *Path("tests/e2e").glob("test_*.py")]
STORIES = Path("tests/mechanisms/scenarios.csv")


def named(source: str) -> Iterator[int]:
    """The numbers in every `@pytest.mark.scenario(…)` on a test of a file."""
    for node in ast.walk(ast.parse(source)):
        for mark in getattr(node, "decorator_list", ()):
            if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.scenario":
                yield from (ast.literal_eval(number) for number in mark.args)


def test_every_story_is_told_by_a_journey_and_no_journey_tells_another():
    with STORIES.open(newline="") as file:
        stories = {int(row["scenario"]) for row in csv.DictReader(file)}

    told = Counter(number for file in JOURNEYS for number in named(file.read_text("utf-8")))

    assert stories == set(range(1, 17))
    assert told.keys() == stories
