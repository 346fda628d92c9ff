"""What the month's boards had counted before the story, so that only this story can satisfy it."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from services.evaluation.core.period import month, statistics_month
from tests.e2e.telling import Facts, Telling


def whistled(subject: str) -> str:
    """Where a whistle that is confirmed now is counted."""
    return f"/boards/{month(datetime.now(UTC))}/{subject}"


def called_back(t: Telling) -> str:
    """Where a call-back that is made now is counted: the afternoon may be tomorrow's."""
    period = statistics_month(datetime.now(UTC), t.cast.city.rates.day_cut)
    return f"/boards/{period}/streets"


async def note(t: Telling) -> None:
    """Keep every board as the evaluator reads it before anything has happened."""
    evaluator = await t.enter(t.cast.evaluator)
    for path in {whistled("departments"), whistled("streets"), called_back(t)}:
        t.boards[path] = await evaluator.get(path)


def grew(t: Telling, path: str, field: str, ids: Iterable[str]) -> Callable[[Facts], bool]:
    """Whether a board has counted more of each of these units than before the story.

    A month that began while the story was told had counted nothing.
    """
    before = _counts(t.boards.get(path, {"rows": []}), field)
    units = tuple(ids)

    def check(board: Facts) -> bool:
        now = _counts(board, field)
        return all(now[id] > before[id] for id in units)

    return check


def _counts(board: Facts, field: str) -> Counter[str]:
    return Counter({row["id"]: row[field] for row in board["rows"]})
