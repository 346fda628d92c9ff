"""Which desk of intake takes a command: that of cases, or that of visits."""

from dataclasses import dataclass
from typing import Any

from contracts.commands.command import Command
from services.chassis.store import Act, Outcome
from services.intake.core.visit_gates import VISIT_DECISIONS
from services.intake.handlers.desk import Desk
from services.intake.handlers.visiting import Visiting


@dataclass(frozen=True)
class Office:
    """Every desk of intake, behind one counter."""

    desk: Desk
    visiting: Visiting

    async def act(self, command: Command, id: str, act: Act) -> Outcome[Any]:
        """Take a command to its desk."""
        if type(command) in VISIT_DECISIONS:
            return await self.visiting.act(command, id, act)
        return await self.desk.act(command, id, act)
