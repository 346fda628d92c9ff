"""What is judged, asked and counted after the work. Pure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.command import Command
from contracts.commands.evaluation import Appeal, Assess, CallBack, JudgeStreet, RateCase, Rule
from contracts.events.event import Event
from services.evaluation.core import (
    account,
    assessment,
    callback,
    lag,
    month,
    rating,
    review,
    risk,
    sheet,
    staff,
    whatif,
)
from services.evaluation.core.appeal import appeal, judged_late, rule
from services.evaluation.core.asking import (
    asked_late,
    call_back,
    on_case_confirmed,
    on_case_expired,
    on_case_gone,
    rate_case,
)
from services.evaluation.core.assessment import ASSESSMENT_LIFE, Assessment
from services.evaluation.core.board import Beside, board
from services.evaluation.core.callback import CALLBACK_LIFE, Answer, Callback
from services.evaluation.core.evidence import Evidence, Item, asked_case, judged_call
from services.evaluation.core.judging import assess, judge_street, on_confirmed
from services.evaluation.core.row import Asked, Board, Judged, Row, Subject

Decision: TypeAlias = Callable[[Any, Any, Actor, City, datetime], Sequence[Event]]

ON_ASSESSMENTS: Mapping[type[Command], Decision] = {
    Assess: assess,
    Appeal: appeal,
    Rule: rule,
    JudgeStreet: judge_street,
}
ON_CALLBACKS: Mapping[type[Command], Decision] = {CallBack: call_back, RateCase: rate_case}
DECISIONS: Mapping[type[Command], Decision] = {**ON_ASSESSMENTS, **ON_CALLBACKS}

__all__ = [
    "ASSESSMENT_LIFE",
    "CALLBACK_LIFE",
    "DECISIONS",
    "ON_ASSESSMENTS",
    "ON_CALLBACKS",
    "Answer",
    "Asked",
    "Assessment",
    "Beside",
    "Board",
    "Callback",
    "Decision",
    "Evidence",
    "Item",
    "Judged",
    "Row",
    "Subject",
    "account",
    "asked_case",
    "asked_late",
    "assessment",
    "board",
    "callback",
    "judged_call",
    "judged_late",
    "lag",
    "month",
    "on_case_confirmed",
    "on_case_expired",
    "on_case_gone",
    "on_confirmed",
    "rating",
    "review",
    "risk",
    "sheet",
    "staff",
    "whatif",
]
