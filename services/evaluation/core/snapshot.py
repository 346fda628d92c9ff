"""What a closed month is kept as: both boards, the numbers they were made with, what was corrected.

Rule 1: it is found by the digest of its contents, so nobody can alter it unnoticed.
Rule 2: a kept month is counted again with its own numbers, whatever the pack says today; so it
differs from its records only when the records do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from pydantic import BaseModel, ConfigDict

from contracts.city import City, Rates, Scoring
from contracts.city.judging import Judging
from contracts.events.month import MonthCause
from services.evaluation.core.row import Change, Row, Subject


class Numbers(BaseModel):
    """What a board is made with."""

    model_config = ConfigDict(frozen=True)

    pack: str
    rates: Rates
    scoring: Scoring
    judging: Judging

    def within(self, city: City) -> City:
        """The city as it was when these were its numbers."""
        old = {"rates": self.rates, "scoring": self.scoring, "judging": self.judging}
        version = {"version": self.pack}
        return replace(city, rules=city.rules.model_copy(update={**old, **version}))


class Snapshot(BaseModel):
    """A month as it is kept."""

    model_config = ConfigDict(frozen=True)

    period: str
    numbers: Numbers
    departments: tuple[Row, ...]
    streets: tuple[Row, ...]
    corrections: tuple[MonthCause, ...]
    """Every later word that counts in it, by document."""

    def rows(self, subject: Subject) -> tuple[Row, ...]:
        """One of its boards."""
        return self.departments if subject == "departments" else self.streets

    @property
    def digest(self) -> str:
        """What it is found by."""
        return sha256(self.model_dump_json().encode()).hexdigest()


def numbers_of(city: City) -> Numbers:
    """The numbers of the city today."""
    rules = city.rules
    return Numbers(
        pack=city.version, rates=rules.rates, scoring=rules.scoring, judging=rules.judging
    )


def moved(before: Snapshot, after: Snapshot) -> Sequence[Change]:
    """Every figure that is not what it was."""
    subjects: tuple[Subject, ...] = ("departments", "streets")
    return [
        change
        for subject in subjects
        for change in _moved(subject, before.rows(subject), after.rows(subject))
    ]


def causes(id: str, before: Snapshot, after: Snapshot) -> tuple[MonthCause, ...]:
    """The words that came in between; a record that came late when nobody said anything.

    `id` is the month's.
    """
    known = {(one.kind, one.id) for one in before.corrections}
    new = tuple(one for one in after.corrections if (one.kind, one.id) not in known)
    late = MonthCause(kind="record", id=id, reason="counted after the close")
    return new or (late,)


def _moved(subject: Subject, before: Sequence[Row], after: Sequence[Row]) -> Iterator[Change]:
    old = {row.id: dict(_figures(row)) for row in before}
    for row in after:
        was = old.get(row.id, {})
        for figure, now in _figures(row):
            if was.get(figure) != now:
                yield Change(
                    subject=subject, id=row.id, figure=figure, was=was.get(figure), now=now
                )


def _figures(row: Row) -> Iterator[tuple[str, float | str | None]]:
    told = row.model_dump(mode="json", exclude={"id", "name"})
    yield from _flat("", told)


def _flat(path: str, value: Any) -> Iterator[tuple[str, float | str | None]]:
    if isinstance(value, Mapping):
        named: Mapping[str, Any] = value  # pyright: ignore[reportUnknownVariableType]
        for name, one in named.items():
            yield from _flat(f"{path}.{name}" if path else name, one)
    elif path.rpartition(".")[2] != "shown":
        yield path, value
