"""How questionnaires are kept."""

from typing import Final

from contracts.events.questionnaire import QuestionnaireRedacted
from services.chassis.store import Shape
from services.intake.core.questionnaire import Questionnaire, evolve_questionnaire

QUESTIONNAIRES: Final = Shape(
    name="questionnaires",
    source="intake",
    model=Questionnaire,
    evolve=evolve_questionnaire,
    due=lambda known: known.due_at,
    grows="marks",
    redaction=QuestionnaireRedacted,
)
