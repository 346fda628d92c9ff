"""A community asks its residents: drafted, opened, answered once each, closed.

Rule 1: whoever asks is of the community; whoever answers has a post of a resident there.
Rule 2: the actor is checked before the stage, so that a stranger learns nothing.
Rule 3: its clock strikes once: at its date it is closed, opened or not.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from contracts.actor import Actor
from contracts.city import City
from contracts.commands import questionnaire as ask
from contracts.commands.command import Command
from contracts.commands.routes import BY_COMMAND, COMMUNITY
from contracts.commands.routes.questionnaires import ASKED
from contracts.events import questionnaire as q
from contracts.events.event import Event
from contracts.questionnaire_life import QuestionnaireStage
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Level, Owner, Place
from services.intake.core.questionnaire import Questionnaire
from services.intake.core.sheet import check_questions, filled

Decision: TypeAlias = Callable[..., Sequence[Event]]

STAGES: Final[Mapping[type[Command], frozenset[QuestionnaireStage]]] = {
    ask.OpenQuestionnaire: frozenset({QuestionnaireStage.DRAFT}),
    ask.AnswerQuestionnaire: frozenset({QuestionnaireStage.OPEN}),
    ask.CloseQuestionnaire: frozenset({QuestionnaireStage.DRAFT, QuestionnaireStage.OPEN}),
}
"""In which stages each may be asked."""


@dataclass(frozen=True)
class Posting:
    """What a new questionnaire cannot know by itself."""

    number: str
    place: Place


def draft(
    command: ask.DraftQuestionnaire,
    known: Questionnaire | None,
    actor: Actor,
    city: City,
    now: datetime,
    *,
    facts: Posting,
) -> Sequence[Event]:
    """Write one, for one's own community."""
    if known is not None:
        raise NotNow("illegal_move", state=known.stage.value, allowed=[])
    community = city.community_of(facts.place.territory)
    if community is None:
        raise NotSo("not_in_a_community", field="point")
    if not actor.holds_any(COMMUNITY, community):
        raise NotYours("not_your_area")
    if command.closes_at <= now:
        raise NotSo("closes_in_the_past", field="closes_at")
    check_questions(command.questions, city)
    return [
        q.QuestionnaireDrafted(
            number=facts.number,
            title=command.title,
            text=command.text,
            questions=command.questions,
            place=facts.place,
            community=community,
            author=actor.id,
            owner=Owner(level=Level.COMMUNITY, at=community),
            due_at=command.closes_at,
        )
    ]


def _opened(
    _: ask.OpenQuestionnaire, __: Questionnaire, ___: Actor, ____: City, _____: datetime
) -> Sequence[Event]:
    return [q.QuestionnaireOpened()]


def _closed(
    command: ask.CloseQuestionnaire, known: Questionnaire, _: Actor, __: City, ___: datetime
) -> Sequence[Event]:
    return [q.QuestionnaireClosed(count=len(known.marks), reason=command.reason)]


def tick_questionnaire(known: Questionnaire | None, now: datetime) -> Sequence[Event]:
    """Its date came."""
    if known is None or known.due_at is None or now < known.due_at:
        return []
    return [q.QuestionnaireClosed(count=len(known.marks))]


def _guarded(decide: Decision) -> Decision:
    def check(
        command: Command,
        known: Questionnaire | None,
        actor: Actor,
        city: City,
        now: datetime,
        **facts: object,
    ) -> Sequence[Event]:
        if known is None:
            raise NotThere("not_found")
        _must_be_theirs(command, known, actor, city)
        over = known.due_at is not None and known.due_at <= now
        if known.stage not in STAGES[type(command)] or over:
            raise NotNow("illegal_move", state=known.stage.value, allowed=_allowed(known, over))
        return decide(command, known, actor, city, now, **facts)

    return check


def _must_be_theirs(command: Command, known: Questionnaire, actor: Actor, city: City) -> None:
    if not isinstance(command, ask.AnswerQuestionnaire):
        if not actor.holds_any(COMMUNITY, known.community):
            raise NotYours("not_your_questionnaire")
        return
    if known.stage is QuestionnaireStage.DRAFT:
        raise NotThere("not_found")
    homes = (p.at for p in actor.posts if p.role in ASKED and city.knows_territory(p.at))
    if known.community not in {city.community_of(at) for at in homes}:
        raise NotYours("not_of_this_community")


def _allowed(known: Questionnaire, over: bool) -> list[str]:
    """What may be asked of it now; nothing once its date came."""
    return [] if over else [BY_COMMAND[one].act for one, at in STAGES.items() if known.stage in at]


QUESTIONNAIRE_DECISIONS: Final[Mapping[type[Command], Decision]] = {
    ask.DraftQuestionnaire: draft,
    ask.OpenQuestionnaire: _guarded(_opened),
    ask.AnswerQuestionnaire: _guarded(filled),
    ask.CloseQuestionnaire: _guarded(_closed),
}
"""How each command is decided. DraftQuestionnaire is told what was looked up as `facts`, and
AnswerQuestionnaire the id of the questionnaire."""
