"""The forms a figure can have, and where it is counted from: what the tables of figures say."""

from collections.abc import Callable
from typing import Any, TypeAlias

from contracts.sentences import Sentence
from services.evaluation.core.opening import Counted, Figure, Source, Weigh
from services.evaluation.core.rates import DASH
from services.evaluation.core.row import Rate

Value: TypeAlias = Callable[[Any], Rate | None]


def _rated(value: Value) -> Callable[[Any], Counted | None]:
    def counted(row: Any) -> Counted | None:
        rate = value(row)
        if rate is None:
            return None
        return Counted(base=rate.of, count=rate.count, value=rate.value, shown=rate.shown)

    return counted


def share(name: str, count: Sentence, base: Sentence, value: Value, *sources: Source) -> Figure:
    """A share of a base."""
    return Figure(name, "share", count, base, _rated(value), sources)


def count(name: str, what: Sentence, value: Callable[[Any], int], *sources: Source) -> Figure:
    """A number of things."""

    def counted(row: Any) -> Counted:
        n = value(row)
        return Counted(base=n, count=n, value=n, shown=f"{n}")

    return Figure(name, "count", what, what, counted, sources)


def mean(
    name: str, words: tuple[Sentence, Sentence], value: Callable[[Any], Any], source: Source
) -> Figure:
    """A mean of things."""

    def counted(row: Any) -> Counted:
        base, mean = value(row)
        shown = DASH if mean is None else f"{mean:g}"
        return Counted(base=base, count=round(base * (mean or 0), 2), value=mean, shown=shown)

    return Figure(name, "mean", words[0], words[1], counted, (source,))


def case(weigh: Weigh) -> Source:
    """From the account of each case."""
    return Source("accounts", weigh, "accepted")


def call(weigh: Weigh) -> Source:
    """From the assessment of each call."""
    return Source("assessments", weigh)


def sheet(weigh: Weigh, marks: str = "boards") -> Source:
    """From the sheet of each whistle."""
    return Source("sheets", weigh, marks)


def asked(weigh: Weigh) -> Source:
    """From the reporters' answers."""
    return Source("callbacks", weigh)
