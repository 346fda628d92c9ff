"""Every figure opens: onto its formula with the numbers in place, and onto the very things counted.

Rule 1: what is opened is read by the same facets that the figure was counted by, so the list adds
up to the figure: bases to its base, counts to its count.
Rule 2: a thing is its number and its id; no person, no word, no place stands here. What is
restricted shows neither to its unit: only that it was counted.
Rule 3: what is made of other figures (a score, the composite) names them; each opens by itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from contracts.sentences import Sentence

Form: TypeAlias = Literal["share", "count", "mean"]
Book: TypeAlias = Literal["accounts", "callbacks", "assessments", "sheets", "ratings"]
Facets: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Asking:
    """Whose figure, of which month."""

    period: str
    subject: str
    id: str


Weigh: TypeAlias = Callable[[Facets, Asking], Iterator[tuple[float, float]]]
"""What one document adds: (to the base, to the count), once or several times, or not at all."""


@dataclass(frozen=True)
class Source:
    """Documents a figure is counted from."""

    book: Book
    weigh: Weigh
    marks: str = "boards"
    """The indexed facet that holds the marks of months."""


class Counted(BaseModel):
    """A figure's numbers."""

    model_config = ConfigDict(frozen=True)

    base: float
    count: float
    value: float | None
    shown: str


@dataclass(frozen=True)
class Figure:
    """One figure of a unit's month."""

    name: str
    form: Form
    count: Sentence
    """What is counted."""
    base: Sentence
    """Of what."""
    value: Callable[[Any], Counted | None] | None
    """From the unit's row; None: no row says it, it is added up from what is behind it."""
    sources: Sequence[Source]


class Opening(BaseModel):
    """One thing that was counted."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["case", "call-back", "assessment", "whistle", "rating"]
    id: str
    number: str
    base: float
    """What it adds to the base: of an assessment's problems, how many it had."""
    count: float
    """What it adds to what was counted."""
    withheld: bool = False
    """It is restricted: that it was counted is all that is shown."""


class Opened(BaseModel):
    """A figure, its formula and a page of what is behind it."""

    model_config = ConfigDict(frozen=True)

    period: str
    subject: str
    id: str
    figure: str
    formula_zh: str
    """With the numbers in place."""
    formula_en: str
    numbers: Counted | None = None
    """None: there was nothing to count."""
    parts: tuple[str, ...] = ()
    """Figures it is made of; each opens by itself."""
    items: tuple[Opening, ...] = ()
    next: str | None = None


_FORMS: Mapping[Form, Sentence] = {
    "share": Sentence(
        "{count_zh} {count:g} ÷ {base_zh} {base:g} = {shown}",
        "{count_en} {count:g} ÷ {base_en} {base:g} = {shown}",
    ),
    "count": Sentence("{count_zh} {count:g}", "{count_en} {count:g}"),
    "mean": Sentence(
        "{count_zh} Σ {count:g} ÷ {base_zh} {base:g} = {shown}",
        "{count_en} Σ {count:g} ÷ {base_en} {base:g} = {shown}",
    ),
}


def formula(figure: Figure, numbers: Counted) -> Sentence:
    """Say how it came about."""
    told = {
        **numbers.model_dump(),
        "count_zh": figure.count.zh,
        "count_en": figure.count.en,
        "base_zh": figure.base.zh,
        "base_en": figure.base.en,
    }
    words = _FORMS[figure.form]
    return Sentence(words.zh.format(**told), words.en.format(**told))


def total(items: Sequence[Opening], form: Form) -> tuple[float, float]:
    """What a list of things adds up to: base and count."""
    places = 2 if form == "mean" else 4
    base, count = fsum(one.base for one in items), fsum(one.count for one in items)
    return round(base, places), round(count, places)
