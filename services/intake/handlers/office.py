"""Which desk of intake takes a command: of cases, of visits, of questionnaires or of homes."""

from dataclasses import dataclass
from typing import Any

from contracts.commands.command import Command
from services.chassis.store import Act, Outcome
from services.intake.core.questioning import QUESTIONNAIRE_DECISIONS
from services.intake.core.visit_gates import VISIT_DECISIONS
from services.intake.handlers.desk import Desk
from services.intake.handlers.homing import HOME_DECISIONS, Homing
from services.intake.handlers.questioning import Questioning
from services.intake.handlers.visiting import Visiting


@dataclass(frozen=True)
class Office:
    """Every desk of intake, behind one counter."""

    desk: Desk
    visiting: Visiting
    questioning: Questioning
    homing: Homing

    async def act(self, command: Command, id: str, act: Act) -> Outcome[Any]:
        """Take a command to its desk."""
        if type(command) in VISIT_DECISIONS:
            return await self.visiting.act(command, id, act)
        if type(command) in QUESTIONNAIRE_DECISIONS:
            return await self.questioning.act(command, id, act)
        if type(command) in HOME_DECISIONS:
            return await self.homing.act(command, id, act)
        return await self.desk.act(command, id, act)
