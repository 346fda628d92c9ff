"""What a list was asked for: filters, order, cursor, limit. Pure.

Rule 1: a page begins after the last row of the one before, named by what it was sorted by and its
id; so rows that come in later move nothing that was read.
Rule 2: places, departments and people are filtered by the tags that also decide who may see.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias

from contracts.refusals import NotSo
from gateway.scopes import Scope

Order: TypeAlias = Literal["newest", "due"]

SORTS: Mapping[Order, tuple[str, int]] = {"newest": ("created_at", -1), "due": ("due_at", 1)}
BEHIND = {-1: "$lt", 1: "$gt"}
MOST = 100
USUAL = 20


@dataclass(frozen=True)
class Asked:
    """One page of one list."""

    facets: Mapping[str, str] = field(default_factory=dict[str, str])
    tags: Sequence[str] = ()
    due_before: datetime | None = None
    order: Order = "newest"
    cursor: str | None = None
    limit: int = USUAL

    @property
    def sort(self) -> Sequence[tuple[str, int]]:
        """By what it is sorted, ending with the id."""
        name, direction = SORTS[self.order]
        return ((name, direction), ("_id", direction))

    def query(self, scope: Scope) -> dict[str, Any]:
        """The query for stores: filters, scope, and what comes behind the cursor.

        Raises:
            NotSo: the cursor is none of ours.
        """
        parts: list[Mapping[str, Any]] = [scope.filter, self.facets]
        parts += [{"tags": tag} for tag in self.tags]
        parts += [self._sorted, self._due, self._behind]
        wanted = [dict(part) for part in parts if part]
        return wanted[0] if len(wanted) == 1 else {"$and": wanted}

    @property
    def _sorted(self) -> Mapping[str, Any]:
        """Keep out what cannot be sorted: an open task has a due time, a closed one has not."""
        return {SORTS[self.order][0]: {"$gt": datetime.fromtimestamp(0, UTC)}}

    @property
    def _due(self) -> Mapping[str, Any]:
        return {"due_at": {"$lt": self.due_before}} if self.due_before else {}

    @property
    def _behind(self) -> Mapping[str, Any]:
        if not self.cursor:
            return {}
        at, id = _read(self.cursor)
        name, direction = SORTS[self.order]
        after = BEHIND[direction]
        return {"$or": [{name: {after: at}}, {name: at, "_id": {after: id}}]}


def cursor(facets: Mapping[str, Any], id: str, order: Order) -> str:
    """Where a page ended: at the row with these facets."""
    at: datetime = facets[SORTS[order][0]]
    text = f"{round(at.timestamp() * 1000)} {id}"
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(text: str) -> tuple[datetime, str]:
    try:
        padded = text + "=" * (-len(text) % 4)
        at, id = urlsafe_b64decode(padded.encode()).decode().split(" ", 1)
        return datetime.fromtimestamp(int(at) / 1000, UTC), id
    except (ValueError, OverflowError, OSError):
        raise NotSo("bad_cursor", field="cursor") from None
