"""What intake remembers about a questionnaire: its questions, tallies, and who has answered.

Rule 1: no answer is remembered, only what all of them sum to; of who answered, only a digest.
Rule 2: until it is closed its community owes it, by the date it closes.
"""

from hashlib import sha256

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.asking import Question, Tally
from contracts.events.event import Event
from contracts.events.questionnaire import (
    QuestionnaireAnswered,
    QuestionnaireClosed,
    QuestionnaireDrafted,
    QuestionnaireEvent,
)
from contracts.questionnaire_life import QUESTIONNAIRE_LIFE, QuestionnaireStage
from contracts.refusals import NotThere
from contracts.words import Id, Owner, Place

MOST_SHEETS = 1000
"""Sheets of one questionnaire, so that one document holds them at their longest. Ours."""


class Questionnaire(BaseModel):
    """Something a community asks its residents."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stage: QuestionnaireStage
    number: str
    questions: tuple[Question, ...]
    place: Place
    community: Id
    author: Id
    owner: Owner | None
    due_at: AwareDatetime | None
    """When it closes; None once it has."""
    tallies: tuple[Tally, ...]
    marks: tuple[str, ...] = ()
    """Of everybody who has answered."""


def mark(id: str, account: str) -> str:
    """What one account's sheet of one questionnaire is known by."""
    return sha256(f"{id}\n{account}".encode()).hexdigest()[:20]


def evolve_questionnaire(known: Questionnaire | None, event: Event) -> Questionnaire:
    """Return the questionnaire after an event.

    Raises:
        IllegalTransition: it may not happen in this stage.
        NotThere: somebody speaks of one that was never drafted.
    """
    if isinstance(event, QuestionnaireDrafted):
        return _drafted(known, event)
    if known is None:
        raise NotThere("not_found")
    if not isinstance(event, QuestionnaireEvent):
        return known
    stage = QUESTIONNAIRE_LIFE.advance(known.stage, event)
    changes: dict[str, object] = {"stage": stage}
    if isinstance(event, QuestionnaireAnswered):
        changes |= {"tallies": event.tallies, "marks": (*known.marks, event.mark)}
    if isinstance(event, QuestionnaireClosed):
        changes |= {"owner": None, "due_at": None}
    return known.model_copy(update=changes)


def _drafted(known: Questionnaire | None, event: QuestionnaireDrafted) -> Questionnaire:
    copied = ("number", "questions", "place", "community", "author", "owner", "due_at")
    blank = (Tally(question=q.id, chosen=(0,) * len(q.options)) for q in event.questions)
    return Questionnaire(
        stage=QUESTIONNAIRE_LIFE.advance(known.stage if known else QuestionnaireStage.NEW, event),
        tallies=tuple(blank),
        **{name: getattr(event, name) for name in copied},
    )
