"""A questionnaire 线上问卷 as its readers see it."""

from pydantic import AwareDatetime

from contracts.asking import Question
from contracts.views.view import Moment, Next, View
from contracts.words import Owner


class QuestionnaireRow(View):
    """A questionnaire in a list."""

    id: str
    version: int
    number: str
    stage: str
    title: str
    community: str
    street: str
    count: int
    """How many sheets came in."""
    owner: Owner | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next: Next


class TallyView(View):
    """How often a question was answered, and each of its options chosen."""

    question: str
    answered: int
    chosen: tuple[int, ...]


class SaidView(View):
    """Words a resident shared."""

    question: str
    text: str
    account: str | None = None
    """None: the resident did not say who it was."""


class QuestionnaireView(QuestionnaireRow):
    """The whole of it, as far as its reader may know."""

    text: str | None = None
    questions: tuple[Question, ...]
    closes_at: AwareDatetime
    tallies: tuple[TallyView, ...] | None = None
    """None: not before it is closed, for those who may answer it."""
    said: tuple[SaidView, ...] = ()
    """What residents let their community read; only the community does."""
    timeline: tuple[Moment, ...]
