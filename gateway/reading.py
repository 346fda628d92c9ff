"""Join the views of one thing, for one reader.

Each view is folded from its own speakers; what belongs together is put together here, when somebody
asks, with as few queries as the thing needs.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.city import City
from contracts.views.case import CaseView
from contracts.views.evaluation import AssessmentView
from contracts.views.ruling import RulingView
from contracts.views.supervision import SupervisionView
from contracts.views.task import TaskRow, TaskView
from contracts.views.whistle import WhistleRow, WhistleView
from gateway.fold import Folded, nested
from gateway.kinds.tasks import rulings as rulings_of
from gateway.present.calls import Calls
from gateway.present.cases import case_view
from gateway.present.judging import assessment_view, ruling_view
from gateway.present.reader import Reader
from gateway.present.supervisions import supervision_view
from gateway.present.tasks import Around, task_row, task_view
from gateway.present.whistles import Joined, whistle_row, whistle_view
from gateway.scopes import Scope, Sight
from gateway.views import Views
from services.chassis.store import Kept

_RULINGS: Mapping[str, str] = {"whistle_id": "rulings", "case_id": "case-rulings"}
"""Where rulings are kept, by what they are part of."""
_JUDGED = frozenset({"confirmed", "assessed", "closed"})


@dataclass(frozen=True)
class Reading:
    """Reads for people."""

    views: Views
    city: City
    now: Callable[[], datetime]

    def reader(self, scope: Scope) -> Reader:
        """Somebody who reads now."""
        return Reader(scope, self.city, self.now())

    async def case(self, id: str, case: Folded, reader: Reader) -> CaseView:
        """A case with the departments called for it, and what they say is not theirs."""
        whistle, rulings = await asyncio.gather(
            self._maybe("whistles", case.get("whistle_id")),
            self._of_case(id, reader) if nested(case, "rulings") else _none(),
        )
        ids = [*nested(whistle, "calls")] if whistle else [case.get("task_id")]
        tasks = await self.views.many("tasks", [task for task in ids if task])
        return case_view(id, case, reader, whistle, tasks, rulings)

    async def whistle(self, id: str, whistle: Folded, reader: Reader) -> WhistleView:
        """A whistle with its roll call, rulings and assessments."""
        judged = whistle.get("stage") in _JUDGED
        tasks, rulings, assessments = await asyncio.gather(
            self._called([whistle]),
            self._rulings(id, reader, whistle) if nested(whistle, "rulings") else _none(),
            self._assessments(id, reader, whistle) if judged else _none(),
        )
        return whistle_view(id, whistle, reader, Joined(tasks, rulings, assessments))

    async def whistles(
        self, found: Sequence[Kept[Folded]], reader: Reader
    ) -> tuple[WhistleRow, ...]:
        """Whistles with their roll calls."""
        tasks = await self._called([kept.state for kept in found])
        return tuple(whistle_row(kept.id, kept.state, reader, tasks) for kept in found)

    async def task(self, id: str, task: Folded, reader: Reader) -> TaskView:
        """A task with what is around it."""
        whistle, case, rulings, assessment = await asyncio.gather(
            self._maybe("whistles", task.get("whistle_id")),
            self._maybe("cases", _case_of(task)),
            self._rulings_on(id, task, reader) if rulings_of(task) else _none(),
            self._maybe("assessments", f"as-{id}" if task.get("end") == "accepted" else None),
        )
        seen = assessment and assessment_view(f"as-{id}", assessment, reader, whole=False)
        return task_view(id, task, reader, Around(whistle, case, tuple(rulings), seen))

    async def tasks(self, found: Sequence[Kept[Folded]], reader: Reader) -> tuple[TaskRow, ...]:
        """Tasks with who leads, and whose word they wait for."""
        ids = {kept.state.get("whistle_id") for kept in found} - {None}
        whistles = await self.views.many("whistles", ids)
        waiting = {_whole_of(kept.state) for kept in found if rulings_of(kept.state)}
        rulings = await asyncio.gather(*[self._of(*whole, reader) for whole in waiting])
        by_task = _by_task(one for several in rulings for one in several)
        return tuple(
            task_row(
                kept.id,
                kept.state,
                reader,
                Around(whistles.get(kept.state.get("whistle_id")), None, by_task.get(kept.id, ())),
            )
            for kept in found
        )

    async def supervision(self, id: str, supervision: Folded, reader: Reader) -> SupervisionView:
        """A supervision with how its whistle stands."""
        whistle = await self._maybe("whistles", supervision.get("whistle_id"))
        return supervision_view(id, supervision, reader, whistle)

    async def supervisions(
        self, found: Sequence[Kept[Folded]], reader: Reader
    ) -> tuple[SupervisionView, ...]:
        """Supervisions with how their whistles stand."""
        ids = {kept.state.get("whistle_id") for kept in found}
        whistles = await self.views.many("whistles", ids)
        return tuple(
            supervision_view(
                kept.id, kept.state, reader, whistles.get(kept.state.get("whistle_id"))
            )
            for kept in found
        )

    async def _called(self, whistles: Iterable[Folded]) -> Calls:
        ids = [task for whistle in whistles for task in nested(whistle, "calls")]
        return await self.views.many("tasks", ids)

    async def _maybe(self, kind: str, id: str | None) -> Folded | None:
        return await self.views.get(kind, id) if id else None

    async def _of(self, whole: str, id: str, reader: Reader) -> Sequence[RulingView]:
        found = await self.views.all(_RULINGS[whole], whole, id)
        return [ruling_view(id, ruling, reader) for id, ruling in sorted(found.items())]

    async def _of_whistle(self, whistle_id: str, reader: Reader) -> Sequence[RulingView]:
        return await self._of("whistle_id", whistle_id, reader)

    async def _of_case(self, case_id: str, reader: Reader) -> Sequence[RulingView]:
        return await self._of("case_id", case_id, reader)

    async def _rulings(
        self, whistle_id: str, reader: Reader, whistle: Folded
    ) -> Sequence[RulingView]:
        rulings = await self._of_whistle(whistle_id, reader)
        mine = None if _whole(reader, whistle) else reader.units
        return [one for one in rulings if mine is None or one.department in mine]

    async def _rulings_on(self, task_id: str, task: Folded, reader: Reader) -> Sequence[RulingView]:
        rulings = await self._of(*_whole_of(task), reader)
        return [one for one in rulings if one.task_id == task_id]

    async def _assessments(
        self, whistle_id: str, reader: Reader, whistle: Folded
    ) -> Sequence[AssessmentView]:
        found = await self.views.all("assessments", "whistle_id", whistle_id)
        whole = _whole(reader, whistle)
        return [
            assessment_view(id, one, reader, whole=False)
            for id, one in sorted(found.items())
            if whole or reader.scope.sees(one.tags)
        ]


def _whole(reader: Reader, whistle: Folded) -> bool:
    """Whether the reader may know how the other departments fared."""
    return reader.scope.sight(whistle.tags) >= Sight.LOCAL


def _case_of(task: Folded) -> str | None:
    problems: list[dict[str, str]] = task.get("problems", [])
    named = [case for problem in problems if (case := problem.get("case_id"))]
    return task.get("case_id") or next(iter(named), None)


def _whole_of(task: Folded) -> tuple[str, str]:
    """What its rulings are part of: the whistle that called, or the case that was handed over."""
    whole = next(name for name in _RULINGS if task.get(name))
    return whole, task.get(whole)


def _by_task(rulings: Iterable[RulingView]) -> Mapping[str, tuple[RulingView, ...]]:
    sorted_out: dict[str, tuple[RulingView, ...]] = {}
    for ruling in rulings:
        sorted_out[ruling.task_id] = (*sorted_out.get(ruling.task_id, ()), ruling)
    return sorted_out


async def _none() -> tuple[()]:
    return ()
