"""The ledger over stores in memory. It passes the same tests as the real one."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from services.chassis.store import Store
from services.evaluation.core import Asked, Assessment, Callback, Judged, Subject
from services.evaluation.store.judged import ASSESSMENTS, CALLBACKS
from services.evaluation.store.ledger import asked_of, of_street
from services.evaluation.store.shelves import shelf

_ALL = 1_000_000


class MemoryLedger:
    """Counts what it finds. See `Ledger`."""

    def __init__(self, assessments: Store[Assessment], callbacks: Store[Callback]) -> None:
        self._assessments = assessments
        self._callbacks = callbacks

    async def judged(self, period: str, subject: Subject, street: str = "") -> Sequence[Judged]:
        """See `Ledger.judged`."""
        kept = await self._assessments.find({"boards": of_street(period, street)}, limit=_ALL)
        groups: dict[tuple[str, bool], list[Mapping[str, Any]]] = defaultdict(list)
        for one in kept:
            facets = ASSESSMENTS.facets(one.state)
            groups[facets[subject], facets["lead"]].append(facets)
        return [_added(id, lead, of_unit) for (id, lead), of_unit in groups.items()]

    async def asked(self, period: str, subject: Subject) -> Sequence[Asked]:
        """See `Ledger.asked`."""
        kept = await self._callbacks.find({"boards": shelf(period)}, limit=_ALL)
        same = Counter(
            key for one in kept for key in _keys(CALLBACKS.facets(one.state), period, subject)
        )
        return [asked_of(dict(key), count) for key, count in same.items()]


def _added(id: str, lead: bool, of_unit: Sequence[Mapping[str, Any]]) -> Judged:
    names = ("problems", "solved", "on_time", "no_shows", "scored", "total")
    sums = {name: sum(facets[name] for facets in of_unit) for name in names}
    return Judged(id=id, lead=lead, calls=len(of_unit), **sums)


def _keys(
    facets: Mapping[str, Any], period: str, subject: Subject
) -> Iterator[frozenset[tuple[str, Any]]]:
    names = ("reached", "contacted", "solved", "satisfaction")
    for answer in facets["answers"]:
        units = answer["departments"] if subject == "departments" else [facets["streets"]]
        for id in units if answer["period"] == period else ():
            yield frozenset({("id", id), *((name, answer[name]) for name in names)})
