"""Under which marks a month, and each unit's month, is found.

One indexed list of them answers the whole board, one unit's row and the documents behind it.
"""

from collections.abc import Iterable, Iterator

from services.evaluation.core import Subject

BY_BOARD = [[("boards", 1), ("_id", 1)]]


def shelf(period: str, subject: Subject | None = None, id: str = "") -> str:
    """Return the mark under which a month, or one unit's month, is found."""
    return f"{period}/{subject}/{id}" if subject else period


def shelves(period: str | None, street: str, departments: Iterable[str]) -> Iterator[str]:
    """Return the marks of a month, of its street and of its departments; none of no month."""
    if period is not None:
        yield shelf(period)
        yield shelf(period, "streets", street)
        yield from (shelf(period, "departments", department) for department in departments)
