"""What may be asked of a questionnaire 线上问卷."""

from contracts.asking import Answers, Questions, Sharing
from contracts.commands.command import Command
from contracts.moments import Moment
from contracts.words import Line, Point, Words


class DraftQuestionnaire(Command):
    """Write a questionnaire for the community the point lies in, and say when it closes."""

    title: Line
    text: Words | None = None
    questions: Questions
    point: Point
    address: Line
    closes_at: Moment


class OpenQuestionnaire(Command):
    """Let the residents answer."""


class AnswerQuestionnaire(Command):
    """Answer it, once; only counts are shown unless more is shared."""

    answers: Answers
    sharing: Sharing = Sharing.COUNT


class CloseQuestionnaire(Command):
    """Close it before its date, with a reason."""

    reason: Words
