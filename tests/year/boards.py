"""Every row of every board, figure by figure, as the raw events have it; and as it is kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isclose
from typing import Any, Final

from contracts.city import City
from contracts.envelope import Envelope
from contracts.events.event import Event
from services.evaluation.core import Subject, board
from services.evaluation.core.snapshot import Snapshot
from tests.year.district import District
from tests.year.figures import MONTHS
from tests.year.tallies import Tallies
from tests.year.telling import Year

SUBJECTS: Final[Sequence[Subject]] = ("departments", "streets")
Boards = Mapping[tuple[str, Subject], Sequence[Mapping[str, Any]]]
"""Rows by month and subject."""


async def every_row_is_what_the_events_say(d: District, _: Year) -> Sequence[str]:
    """Subject by figure by month: each kept figure is what is counted anew from the events."""
    kept = {(m, who): (await d.board(m, who))["rows"] for m in MONTHS for who in SUBJECTS}
    return list(differing(kept, counted(d.history, await _numbers(d))))


async def every_closed_month_is_what_its_records_add_up_to(d: District, _: Year) -> Sequence[str]:
    """The product's own check of each closed month finds nothing."""
    closed = [one["state"]["period"] for one in await d.documents("evaluation", "months")]
    checks = [
        await d.ask("GET", "evaluation", "evaluator", f"/board-checks/{month}") for month in closed
    ]
    return list(unequal(checks))


def unequal(checks: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What these checks found."""
    none = True
    for one in checks:
        none = False
        for change in one["differences"]:
            yield f"{one['period']} {change['subject']} {change['id']} {change['figure']}"
        if one["equal"] == bool(one["differences"]):
            yield f"{one['period']}: said to be {'' if one['equal'] else 'un'}equal"
    if none:
        yield "no month was ever closed"


def counted(said: Iterable[Envelope[Event]], numbers: Mapping[str, City]) -> Boards:
    """The same boards from nothing but the events, each with the numbers of its month."""
    tallies = Tallies(said)
    return {
        (month, who): board(
            month,
            who,
            tallies.judged(month, who),
            tallies.asked(month, who),
            city,
            tallies.beside(month, who),
        ).model_dump(mode="json")["rows"]
        for month, city in numbers.items()
        for who in SUBJECTS
    }


def differing(kept: Boards, counted: Boards) -> Iterator[str]:
    """Every figure that is not the same, and every row that is on one of them only."""
    for where, rows in kept.items():
        was, now = ({row["id"]: dict(flat(row)) for row in one} for one in (rows, counted[where]))
        for id in sorted(was.keys() | now.keys()):
            before, after = was.get(id, {}), now.get(id, {})
            for figure in sorted(before.keys() | after.keys()):
                if not _same(before.get(figure), after.get(figure)):
                    told = f"kept {before.get(figure)}, by the events {after.get(figure)}"
                    yield f"{' '.join(where)} {id} {figure}: {told}"
    if not any(row["calls"] for rows in kept.values() for row in rows):
        yield "nobody was ever judged"


def _same(kept: Any, counted: Any) -> bool:
    """Up to the last digit shown, where sums were added in another order; counts are whole."""
    numbers = all(isinstance(one, int | float) for one in (kept, counted))
    return isclose(kept, counted, abs_tol=0.0101) if numbers else kept == counted


def flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every figure by its path."""
    if not isinstance(value, Mapping):
        yield path, value
        return
    for name, one in value.items():
        if name == "shown":
            continue
        yield from flat(one, f"{path}.{name}" if path else name)


async def _numbers(d: District) -> Mapping[str, City]:
    """The city as it was when each month was kept; as it is, for those that are open."""
    kept = {one["_id"]: one["kept"] for one in await d.documents("evaluation", "snapshots")}
    months = [one["state"] for one in await d.documents("evaluation", "months")]
    newest = {one["period"]: one["versions"][-1]["digest"] for one in months}
    read = {m: Snapshot.model_validate_json(kept[digest]) for m, digest in newest.items()}
    return {m: read[m].numbers.within(d.city) if m in read else d.city for m in MONTHS}
