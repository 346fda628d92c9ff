"""What intake says about a questionnaire 线上问卷; it is the envelope's subject.

An answer is said by nobody (`ANYBODY`): the account stands in it only when the resident wants so.
"""

from typing import ClassVar

from pydantic import AwareDatetime

from contracts.asking import Question, Said, Tally
from contracts.events.event import Event
from contracts.events.redacted import Redacted
from contracts.words import Id, Line, Owner, Place, Words


class QuestionnaireEvent(Event):
    """Something that happened to one questionnaire."""


class QuestionnaireDrafted(QuestionnaireEvent):
    """A community wrote one; nobody else sees it yet."""

    type: ClassVar[str] = "questionnaire.drafted"

    number: str
    title: Line
    text: Words | None = None
    questions: tuple[Question, ...]
    place: Place
    """Where the community is: also the place of the needs that are told."""
    community: Id
    author: Id
    owner: Owner
    due_at: AwareDatetime
    """When it closes, opened or not."""


class QuestionnaireOpened(QuestionnaireEvent):
    """The residents of the community may answer."""

    type: ClassVar[str] = "questionnaire.opened"


class QuestionnaireAnswered(QuestionnaireEvent):
    """One more sheet came in; the tallies are those of all so far."""

    type: ClassVar[str] = "questionnaire.answered"

    mark: str
    """Digest of questionnaire and account: nobody answers twice."""
    count: int
    tallies: tuple[Tally, ...]
    said: tuple[Said, ...] = ()
    """What the community may read."""
    reporter: Id | None = None
    """Whose words they are, if the resident says so."""


class QuestionnaireNeedTold(QuestionnaireEvent):
    """An answer is a need: dispatch puts it on the need list, once."""

    type: ClassVar[str] = "questionnaire.need_told"

    need_id: Id
    text: Words
    category: Id | None = None
    place: Place
    author: Id
    reporter: Id | None = None


class QuestionnaireClosed(QuestionnaireEvent):
    """Nobody may answer any more: its date came, or its community closed it."""

    type: ClassVar[str] = "questionnaire.closed"

    count: int
    reason: Words | None = None
    """None: its date came."""


class QuestionnaireRedacted(Redacted):
    """Its words and people are gone; what was counted stays."""

    type: ClassVar[str] = "questionnaire.redacted"
