"""A questionnaire of the small city of `visits`, its people, and the questionnaire at any stage."""

from datetime import timedelta
from functools import reduce

from contracts.actor import Role
from contracts.asking import Option, Question, QuestionAnswer, QuestionKind, Sharing
from contracts.commands import questionnaire as ask
from services.intake.core.questioning import QUESTIONNAIRE_DECISIONS, Posting
from services.intake.core.questionnaire import evolve_questionnaire
from tests.unit.intake.visits import CITY, HERE, NOON, OFFICER, RESIDENT, WORKER, actor

ID = "qn-1"
CLOSES = NOON + timedelta(days=7)
NEIGHBOUR = actor("resident-2", Role.RESIDENT, "binhe-02-02")
OUTSIDER = actor("resident-9", Role.RESIDENT, "binhe-01-01")
OTHER_OFFICER = actor("officer-binhe-01", Role.COMMUNITY_OFFICER, "binhe-01")
EVERYBODY = (OFFICER, OTHER_OFFICER, WORKER, RESIDENT, NEIGHBOUR, OUTSIDER)


def option(id: str) -> Option:
    return Option(id=id, label=id)


LACKING = Question(
    id="lacking",
    text="最缺什么？",
    kind=QuestionKind.SEVERAL,
    options=(option("canteen"), option("parking"), option("shade")),
)
AGE = Question(
    id="age",
    text="年龄",
    kind=QuestionKind.ONE,
    options=(option("young"), option("old")),
    required=False,
)
WISH = Question(
    id="wish", text="您还需要什么？", kind=QuestionKind.WORDS, category="R04", required=False
)
QUESTIONS = (LACKING, AGE, WISH)


def draft(*questions, **changes):
    told = {
        "title": "您缺什么",
        "questions": questions or QUESTIONS,
        "point": HERE.point,
        "address": "社区服务站",
        "closes_at": CLOSES,
        **changes,
    }
    return ask.DraftQuestionnaire(**told)


def answer(*more, sharing=Sharing.COUNT, options=("canteen",)):
    lacking = QuestionAnswer(question="lacking", options=options)
    return ask.AnswerQuestionnaire(answers=(lacking, *more), sharing=sharing)


OPEN = ask.OpenQuestionnaire()
CLOSE = ask.CloseQuestionnaire(reason="已收齐")
NEED = QuestionAnswer(question="wish", text="想要送餐上门", need=True)
COMMANDS = (draft(), OPEN, answer(), answer(NEED), CLOSE)


def decide(command, known=None, by=OFFICER, now=NOON):
    facts = {
        ask.DraftQuestionnaire: {"facts": Posting("WJ-1", HERE)},
        ask.AnswerQuestionnaire: {"facts": ID},
    }.get(type(command), {})
    decision = QUESTIONNAIRE_DECISIONS[type(command)]
    return list(decision(command, known, by, CITY, now, **facts))


def done(known, events):
    return reduce(evolve_questionnaire, events, known)


DRAFT = done(None, decide(draft()))
OPENED = done(DRAFT, decide(OPEN, DRAFT))
CLOSED = done(OPENED, decide(CLOSE, OPENED))
STAGES = {"draft": DRAFT, "open": OPENED, "closed": CLOSED}
