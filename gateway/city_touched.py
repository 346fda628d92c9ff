"""How much is under way, for whoever is about to change the rules it stands on."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pymongo.asynchronous.database import AsyncDatabase

from contracts.views.pack import TouchedView
from gateway.kinds import KINDS
from services.chassis.facets import faceted

_RUNNING: Final[Mapping[str, Any]] = {"due_at": {"$gt": datetime.fromtimestamp(0, UTC)}}
"""What is open has a deadline; what is closed has none."""
_COUNTED: Final = ("cases", "whistles", "tasks")
_MONTH: Final = timedelta(days=30)


@dataclass(frozen=True)
class UnderWay:
    """Counts views."""

    database: AsyncDatabase[dict[str, Any]]
    now: Callable[[], datetime]

    async def touched(self, categories: Sequence[str]) -> TouchedView:
        """What is open now, and what of it and of the last month has one of these categories."""
        of_these = {"category": {"$in": list(categories)}}
        recent = {"created_at": {"$gt": self.now() - _MONTH}}
        open_ = await asyncio.gather(*[self._count(kind, _RUNNING) for kind in _COUNTED])
        everything = await asyncio.gather(*[self._count(kind, _RUNNING) for kind in KINDS])
        return TouchedView(
            **dict(zip(_COUNTED, open_, strict=True)),
            cases_of_changed_categories=await self._count("cases", {**of_these, **_RUNNING}),
            deadlines=sum(everything),
            last_month=await self._count("cases", {**of_these, **recent}),
        )

    async def _count(self, kind: str, query: Mapping[str, Any]) -> int:
        views = self.database.get_collection(KINDS[kind].collection)
        return await views.count_documents(faceted(query))
