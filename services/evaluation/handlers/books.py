"""What is only counted: every whistle's sheet, every case's account."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from contracts.commands.command import Command
from contracts.envelope import Envelope
from contracts.events.case import CaseEvent
from contracts.events.event import Event
from contracts.events.procedure import TaskMoved
from contracts.events.task import TaskEvent
from contracts.events.whistle import WhistleRaised
from services.chassis.bus import Handlers, Hears
from services.chassis.store import Outcome, Store
from services.evaluation.core.account import ACCOUNT_HEARS, Account
from services.evaluation.core.sheet import SHEET_HEARS, Sheet
from services.evaluation.core.told import told

_NONE: Collection[type[Command]] = ()


@dataclass(frozen=True)
class Books:
    """Keep the books."""

    sheets: Store[Sheet]
    accounts: Store[Account]

    @property
    def commands(self) -> Collection[type[Command]]:
        """Nobody may ask anything of the books."""
        return _NONE

    async def act(self, command: Any, id: str, act: Any) -> Outcome[Any]:
        """Nothing is ever asked."""
        raise KeyError(str(command))

    async def on_whistle(self, heard: Envelope[Event]) -> None:
        """Put it on the whistle's sheet, and a whistle's departments on its cases' accounts."""
        id = getattr(heard.data, "whistle_id", None) or heard.subject
        await self.sheets.hear(id, told(heard))
        if isinstance(heard.data, WhistleRaised):
            for case_id in dict.fromkeys(p.case_id for p in heard.data.problems if p.case_id):
                await self.accounts.hear(case_id, told(heard))

    async def on_case(self, heard: Envelope[CaseEvent]) -> None:
        """Put it on the case's account."""
        await self.accounts.hear(heard.subject, told(heard))

    async def on_moved(self, heard: Envelope[TaskMoved]) -> None:
        """Another was given the file: put it on its case's account."""
        await self.accounts.hear(heard.data.case_id or "", told(heard))

    @property
    def handlers(self) -> Handlers:
        """What the books are kept of."""
        whistles = Hears(self.on_whistle, wants=_whistled)
        cases = {kind: Hears(self.on_case) for kind in ACCOUNT_HEARS if issubclass(kind, CaseEvent)}
        moved = Hears(self.on_moved, wants=lambda event: bool(event.case_id))
        return {**dict.fromkeys(SHEET_HEARS, whistles), **cases, TaskMoved: moved}


def _whistled(event: Event) -> bool:
    return not isinstance(event, TaskEvent) or event.whistle_id is not None
