"""What one document adds to a figure, by the facets that the figure is counted by."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from contracts.city import Rates
from contracts.words import Satisfaction
from services.evaluation.core.opening import Asking, Facets, Weigh

Pair: TypeAlias = Iterator[tuple[float, float]]


Only: TypeAlias = Callable[[Facets], bool]
"""Which of them are looked at."""


def anything(_: Facets) -> bool:
    """All of them."""
    return True


def through(channel: str) -> Only:
    """What came by a channel."""
    return lambda facets: facets["channel"] == channel


def share(base: str, count: str, only: Only = anything) -> Weigh:
    """Of those that have one mark, those that have another."""

    def weigh(facets: Facets, _: Asking) -> Pair:
        if facets[base] and only(facets):
            yield 1, facets[count]

    return weigh


def each(mark: str, only: Only = anything) -> Weigh:
    """Those that have a mark: counted by it."""

    def weigh(facets: Facets, _: Asking) -> Pair:
        if facets[mark] and only(facets):
            yield facets[mark], facets[mark]

    return weigh


def still_open(only: Only) -> Weigh:
    """Accepted and not closed."""

    def weigh(facets: Facets, _: Asking) -> Pair:
        if facets["base"] and not facets["closed"] and only(facets):
            yield 1, 1

    return weigh


def all_through(channel: str) -> Weigh:
    """What came by a channel, whatever became of it."""

    def weigh(facets: Facets, _: Asking) -> Pair:
        if facets["channel"] == channel:
            yield 1, 1

    return weigh


def every(_: Facets, __: Asking) -> Pair:
    """All of them."""
    yield 1, 1


def judged(count: str) -> Weigh:
    """Of all assessments, those with a mark."""

    def weigh(facets: Facets, _: Asking) -> Pair:
        yield 1, facets[count]

    return weigh


def _leads(facets: Facets, asking: Asking) -> bool:
    """A street's whistles and problems are counted once each, by the lead's assessment."""
    return asking.subject != "streets" or facets["lead"]


def whistles(facets: Facets, asking: Asking) -> Pair:
    """Whistles, each once."""
    if _leads(facets, asking):
        yield 1, 1


def problems(facets: Facets, asking: Asking) -> Pair:
    """Problems solved, of all."""
    if _leads(facets, asking) and facets["problems"]:
        yield facets["problems"], facets["solved"]


def rightly(facets: Facets, _: Asking) -> Pair:
    """A call that was worked to the end, and not said to be wrong by who came."""
    yield 1, 1 - facets["wrongly"]


def wrong_calls(facets: Facets, _: Asking) -> Pair:
    """Calls that came back, or of a whistle that was withdrawn."""
    if facets["wrong_calls"]:
        yield facets["wrong_calls"], 0


def scores(facets: Facets, _: Asking) -> Pair:
    """A street's rating of a department's month."""
    yield 1, facets["score"]


def settled_by(tier: str) -> Weigh:
    """Of the closed, those that were settled there."""

    def weigh(facets: Facets, _: Asking) -> Pair:
        if facets["closed"]:
            yield 1, int(facets["way"] == tier)

    return weigh


def sent_back(facets: Facets, asking: Asking) -> Pair:
    """Of the repairs a company was given, those that came back."""
    if facets["base"]:
        yield 1, int(asking.id in facets["sent_back"])


def answers(facets: Facets, asking: Asking) -> Iterator[Facets]:
    """A unit's answers of the month that count."""
    for answer in facets["answers"]:
        theirs = asking.subject == "streets" or asking.id in answer["departments"]
        if answer["period"] == asking.period and theirs:
            yield answer


def asked(facets: Facets, asking: Asking) -> Pair:
    """Call-backs, valid or not."""
    for _ in answers(facets, asking):
        yield 1, 1


def said(name: str) -> Weigh:
    """Of the valid call-backs, those that brought this answer."""

    def weigh(facets: Facets, asking: Asking) -> Pair:
        for answer in answers(facets, asking):
            if answer["reached"]:
                yield 1, int(bool(answer[name]))

    return weigh


def satisfied(rates: Rates) -> Weigh:
    """Of the valid call-backs, how satisfied they were."""
    worth: Mapping[str, float] = {
        Satisfaction.SATISFIED: 1.0,
        Satisfaction.BASICALLY: rates.basically_satisfied,
    }

    def weigh(facets: Facets, asking: Asking) -> Pair:
        for answer in answers(facets, asking):
            if answer["reached"]:
                yield 1, worth.get(answer["satisfaction"], 0.0)

    return weigh
