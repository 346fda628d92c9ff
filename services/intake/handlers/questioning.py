"""What intake does about questionnaires when asked.

Rule 1: a sheet is taken in as nobody's, so that no event, no view and no log tells whose it was.
"""

from dataclasses import dataclass, replace
from functools import partial

from contracts.actor import Actor
from contracts.calendar.wall import to_wall
from contracts.city import City
from contracts.commands.command import Command
from contracts.commands.questionnaire import AnswerQuestionnaire, DraftQuestionnaire
from contracts.redaction import ANYBODY
from services.chassis.numbers import Numbers
from services.chassis.store import Act, Outcome, Store
from services.intake.core.questioning import QUESTIONNAIRE_DECISIONS, Posting
from services.intake.core.questionnaire import Questionnaire
from services.intake.handlers.visiting import Find


@dataclass(frozen=True)
class Questioning:
    """Let communities ask, and residents answer."""

    questionnaires: Store[Questionnaire]
    city: City
    find: Find
    numbers: Numbers

    async def act(self, command: Command, id: str, act: Act) -> Outcome[Questionnaire]:
        """Decide and save."""
        decide = partial(QUESTIONNAIRE_DECISIONS[type(command)], command)
        said = act
        if isinstance(command, DraftQuestionnaire):
            place = self.find(command.point, command.address)
            number = await self.numbers.next("WJ", to_wall(act.at).date())
            decide = partial(decide, facts=Posting(number, place))
        if isinstance(command, AnswerQuestionnaire):
            decide, said = partial(decide, facts=id), replace(act, by=Actor(id=ANYBODY))
        return await self.questionnaires.act(
            id, lambda known: decide(known, act.by, self.city, act.at), said
        )
