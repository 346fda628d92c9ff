"""The life of a questionnaire, as everybody may know it."""

from enum import StrEnum

from contracts.events import questionnaire as q
from contracts.machine import Machine


class QuestionnaireStage(StrEnum):
    """Where a questionnaire stands."""

    NEW = "new"
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


QUESTIONNAIRE_LIFE: Machine[QuestionnaireStage] = Machine(
    {
        QuestionnaireStage.NEW: {q.QuestionnaireDrafted: QuestionnaireStage.DRAFT},
        QuestionnaireStage.DRAFT: {
            q.QuestionnaireOpened: QuestionnaireStage.OPEN,
            q.QuestionnaireClosed: QuestionnaireStage.CLOSED,
        },
        QuestionnaireStage.OPEN: {
            q.QuestionnaireAnswered: QuestionnaireStage.OPEN,
            q.QuestionnaireNeedTold: QuestionnaireStage.OPEN,
            q.QuestionnaireClosed: QuestionnaireStage.CLOSED,
        },
        QuestionnaireStage.CLOSED: {},
    }
)
