"""Whom a newcomer can sign in as: one person for each role in the city pack."""

import csv
from pathlib import Path


def demo_accounts(city: Path) -> list[tuple[str, str, str]]:
    """Return (role, account, name) of the first person of every role; none without a people.csv."""
    file = city / "people.csv"
    if not file.is_file():
        return []
    with file.open(encoding="utf-8-sig", newline="") as rows:
        people = list(csv.DictReader(rows))
    first = {row["role"]: row for row in reversed(people)}
    return [(role, row["id"], row["name"]) for role, row in sorted(first.items())]
