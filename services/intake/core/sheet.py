"""One resident's sheet: whether it fits the questions, what it adds to the counts, what is a need.

Rule 1: each need gets its id here, so that it is listed once however often it is heard.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from contracts.actor import Actor
from contracts.asking import Question, QuestionAnswer, QuestionKind, Said, Sharing, Tally
from contracts.city import City
from contracts.commands.questionnaire import AnswerQuestionnaire
from contracts.events import questionnaire as q
from contracts.events.event import Event
from contracts.refusals import NotNow, NotSo
from services.intake.core.questionnaire import MOST_SHEETS, Questionnaire, mark


def check_questions(questions: Sequence[Question], city: City) -> None:
    """Refuse questions nobody could answer."""
    _once([one.id for one in questions])
    for one in questions:
        _once([option.id for option in one.options])
        chosen, options = one.kind is not QuestionKind.WORDS, len(one.options)
        if options < 2 if chosen else options:
            raise NotSo("too_few_options", field="questions", question=one.id)
        if one.category and not city.knows_category(one.category):
            raise NotSo("unknown_category", field="questions")


def filled(
    command: AnswerQuestionnaire,
    known: Questionnaire,
    actor: Actor,
    city: City,
    now: datetime,
    *,
    facts: str,
) -> Sequence[Event]:
    """Count one sheet; pass its needs on. `facts` is the questionnaire's id."""
    mine = mark(facts, actor.id)
    if mine in known.marks:
        raise NotNow("answered_already", state=known.stage.value, allowed=[])
    if len(known.marks) >= MOST_SHEETS:
        raise NotNow("questionnaire_full", state=known.stage.value, allowed=[], most=MOST_SHEETS)
    _check_answers(command.answers, known.questions)
    named = actor.id if command.sharing is Sharing.NAMED else None
    answered = q.QuestionnaireAnswered(
        mark=mine,
        count=len(known.marks) + 1,
        tallies=tuple(_added(known, command.answers)),
        said=() if command.sharing is Sharing.COUNT else _said(command.answers),
        reporter=named,
    )
    return [answered, *_needs(command.answers, known, mine, named)]


def _needs(
    answers: Sequence[QuestionAnswer], known: Questionnaire, mine: str, named: str | None
) -> Iterable[Event]:
    categories = {one.id: one.category for one in known.questions}
    for n, one in enumerate(answers):
        if one.need and one.text:
            yield q.QuestionnaireNeedTold(
                need_id=f"nd-q{mine}-{n}",
                text=one.text,
                category=categories[one.question],
                place=known.place,
                author=known.author,
                reporter=named,
            )


def _check_answers(answers: Sequence[QuestionAnswer], questions: Sequence[Question]) -> None:
    _once([one.question for one in answers])
    asked = {one.id: one for one in questions}
    for one in answers:
        if one.question not in asked:
            raise NotSo("unknown_question", field="answers", question=one.question)
        if not _fits(one, asked[one.question]):
            raise NotSo("not_an_answer", field="answers", question=one.question)
    told = {one.question for one in answers}
    if missing := [one.id for one in questions if one.required and one.id not in told]:
        raise NotSo("question_left_out", field="answers", missing=missing)


def _fits(answer: QuestionAnswer, question: Question) -> bool:
    chosen = set(answer.options)
    if question.kind is QuestionKind.WORDS:
        return bool(answer.text) and not chosen
    most = 1 if question.kind is QuestionKind.ONE else len(question.options)
    known = {option.id for option in question.options}
    return 1 <= len(answer.options) <= most and chosen <= known and not answer.text


def _added(known: Questionnaire, answers: Sequence[QuestionAnswer]) -> Iterable[Tally]:
    by_question = {one.question: set(one.options) for one in answers}
    for question, tally in zip(known.questions, known.tallies, strict=True):
        picked = by_question.get(question.id)
        if picked is None:
            yield tally
        else:
            ids = [option.id for option in question.options]
            chosen = (n + (id in picked) for id, n in zip(ids, tally.chosen, strict=True))
            yield Tally(question=tally.question, answered=tally.answered + 1, chosen=tuple(chosen))


def _said(answers: Sequence[QuestionAnswer]) -> tuple[Said, ...]:
    return tuple(Said(question=one.question, text=one.text) for one in answers if one.text)


def _once(ids: Sequence[str]) -> None:
    if twice := [id for id in ids if ids.count(id) > 1]:
        raise NotSo("same_id_twice", field="questions", id=twice[0])
