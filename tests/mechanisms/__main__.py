"""`make mechanisms`: which rows of the mechanism table have a test, and which have none.

Rows come from `rows.csv` (number, priority, words, service); tests name theirs with
`@pytest.mark.mechanism(row, …)`; `outside.csv` says why a row is rightly outside the software.
The stories of `scenarios.csv` are told by journeys that name theirs with
`@pytest.mark.scenario(n, …)`. The last line is JSON. Exit 1 while a priority-1 row has neither a
test nor a reason, or a story is not told.
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent


@dataclass
class Collector:
    """Asks pytest which tests are marked, without running them."""

    tests: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    journeys: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Remember every row and every story a test names."""
        for item in items:
            for name, found in (("mechanism", self.tests), ("scenario", self.journeys)):
                for mark in item.iter_markers(name):
                    for row in mark.args:
                        found[row].append(item.nodeid.split("[")[0])


def table(name: str) -> list[dict[str, str]]:
    """The rows of a file beside this one."""
    with (FOLDER / name).open(newline="") as file:
        return list(csv.DictReader(file))


def summary(
    rows: list[dict[str, str]], tests: Mapping[int, list[str]], outside: Mapping[int, str]
) -> dict[str, int]:
    """How many rows there are and have a test, by priority."""
    counts = {"outside": len(outside)}
    for priority in ("1", "2"):
        ours = [
            int(row["row"])
            for row in rows
            if row["priority"] == priority and int(row["row"]) not in outside
        ]
        counts[f"p{priority}_rows"] = len(ours)
        counts[f"p{priority}_tested"] = sum(1 for row in ours if tests.get(row))
    return counts


def told(journeys: Mapping[int, list[str]]) -> bool:
    """Print which journey tells which story; whether every story is told."""
    stories = table("scenarios.csv")
    for row in stories:
        tests = sorted(set(journeys.get(int(row["scenario"]), [])))
        print(f"{row['scenario']:>3}  {row['story']}  ·  {', '.join(tests) or '—'}")
    done = sum(1 for row in stories if journeys.get(int(row["scenario"])))
    print(f"Scenarios told by a journey: {done} of {len(stories)}")
    return done == len(stories)


def main() -> int:
    """Print the table and the summary."""
    collector = Collector()
    quiet = ["--collect-only", "-p", "no:terminal", "tests"]
    if pytest.main(quiet, plugins=[collector]) != 0:
        print("The tests could not be collected; run `make test` to see why.")
        return 2
    rows = table("rows.csv")
    outside = {int(row["row"]): row["reason"] for row in table("outside.csv")}
    for row in rows:
        number = int(row["row"])
        tests = sorted(set(collector.tests.get(number, [])))
        state = outside.get(number) or ", ".join(tests) or "—"
        print(f"{number:>3}  P{row['priority']}  {row['mechanism']}  ·  {state}")
    all_told = told(collector.journeys)
    counts = summary(rows, collector.tests, outside)
    print(json.dumps(counts))
    return 0 if all_told and counts["p1_rows"] == counts["p1_tested"] else 1


if __name__ == "__main__":
    sys.exit(main())
