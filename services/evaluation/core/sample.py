"""Too little to be ranked by: whoever is below the city's minimum sample is shown, and not placed.

Rule 1: the three rates are ranked with enough valid call-backs, a month's score with enough
whistles; one number of the pack for both (`scoring.min_sample`, ours).
Rule 2: whoever is not ranked is told by how little, in words of both languages.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from contracts.city import Scoring
from contracts.sentences import Sentence
from services.evaluation.core.row import Placed, Row, ThreeRates, Unranked

_WORDS: Final[Mapping[Placed, Sentence]] = {
    "rank": Sentence(
        "样本不足：有效回访 {base} 件，少于 {least} 件，不排名",
        "Not ranked: {base} valid call-backs, at least {least} needed",
    ),
    "score_rank": Sentence(
        "样本不足：吹哨 {base} 次，少于 {least} 次，不排名",
        "Not ranked: {base} whistles, at least {least} needed",
    ),
}

BASES: Final[Mapping[Placed, Callable[[Row], int]]] = {
    "rank": lambda row: valid(row.rates),
    "score_rank": lambda row: row.whistles,
}
"""What each place is judged by."""


def valid(rates: ThreeRates) -> int:
    """Valid call-backs: the base of the three rates."""
    return rates.solution.of


def too_little(place: Placed, base: int, least: int) -> Unranked | None:
    """Say so; None where there is enough."""
    if base >= least:
        return None
    words = _WORDS[place]
    told = {"base": base, "least": least}
    return Unranked(**told, zh=words.zh.format(**told), en=words.en.format(**told))


def unranked(rows: Sequence[Row], scoring: Scoring) -> Mapping[str, Mapping[Placed, Unranked]]:
    """Who of a board is not placed, by what, and how little there was."""
    found = {row.id: dict(_unranked(row, scoring.min_sample)) for row in rows}
    return {id: why for id, why in found.items() if why}


def _unranked(row: Row, least: int) -> Iterator[tuple[Placed, Unranked]]:
    for place, base in BASES.items():
        why = too_little(place, base(row), least)
        if why and getattr(row, place) is None:
            yield place, why
