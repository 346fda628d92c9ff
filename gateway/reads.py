"""Everything that can be read from the views, and who may try.

The table READS is all there is: routes, OpenAPI document and role tests are made from it. Who
passes the gate of the posts still sees only what `scopes` lets him see.
"""

from collections.abc import Callable, Mapping

from fastapi import APIRouter
from pydantic import BaseModel

from contracts.actor import Role
from contracts.commands.routes.households import NEIGHBOURS, VOUCHERS
from contracts.commands.routes.visits import VISITORS
from contracts.views.case import CaseRow, CaseView
from contracts.views.evaluation import AssessmentView, CallbackView, ReviewView
from contracts.views.household import BindingView
from contracts.views.lists import DeedView, EmergencyView, NeedView, RegistrationView, ResourceView
from contracts.views.month import LaggingView, MonthView, RatingView
from contracts.views.notice import NoticeRow, NoticeView
from contracts.views.offer import OfferRow, OfferView
from contracts.views.passbook import PassbookView
from contracts.views.questionnaire import QuestionnaireRow, QuestionnaireView
from contracts.views.relief import ReliefView
from contracts.views.risk import RiskView
from contracts.views.ruling import RulingView
from contracts.views.supervision import SupervisionView
from contracts.views.task import TaskRow, TaskView
from contracts.views.visit import RoundView, VisitRow, VisitView
from contracts.views.whistle import WhistlePage, WhistleRow, WhistleView
from gateway.callers import Callers
from gateway.candidates import candidates
from gateway.fold import Folded
from gateway.present.bindings import binding_view
from gateway.present.cases import case_row
from gateway.present.judging import assessment_view, callback_view, review_view, ruling_view
from gateway.present.lists import (
    deed_view,
    emergency_view,
    need_view,
    passbook_view,
    registration_view,
    resource_view,
)
from gateway.present.months import lagging_view, month_view, rating_view
from gateway.present.notices import notice_row, notice_view
from gateway.present.offers import offer_row, offer_view
from gateway.present.questionnaires import questionnaire_row, questionnaire_view
from gateway.present.reader import Reader
from gateway.present.reliefs import relief_view
from gateway.present.risks import risk_view
from gateway.present.visits import round_view, visit_row, visit_view
from gateway.reading import Reading
from gateway.scopes import CALLED, LOCALS, OVERSEERS, PEOPLE
from gateway.shelf import Found, Many, One, Read, Shelf

_STREETS = frozenset({Role.STREET_STAFF, Role.STREET_COMMANDER, Role.STREET_SUPERVISOR})
_RULING = _STREETS | {Role.STREET_LEADER}
"""The street's leader rules on an appeal where the commander scored."""
_WORKERS = LOCALS | CALLED | OVERSEERS
_EVERYBODY = _WORKERS | PEOPLE


def _plain(make: Callable[[str, Folded, Reader], BaseModel]) -> One:
    async def one(_: Reading, id: str, view: Folded, reader: Reader) -> BaseModel:
        return make(id, view, reader)

    return one


def _rows(make: Callable[[str, Folded, Reader], BaseModel]) -> Many:
    async def many(_: Reading, found: Found, reader: Reader) -> tuple[BaseModel, ...]:
        return tuple(make(kept.id, kept.state, reader) for kept in found)

    return many


def _same(
    roles: frozenset[Role],
    view: type[BaseModel],
    make: Callable[[str, Folded, Reader], BaseModel],
) -> Read:
    """A kind whose lines are the whole of it."""
    return Read(roles, view, view, _rows(make), _plain(make))


READS: Mapping[str, Read] = {
    "cases": Read(PEOPLE | LOCALS | OVERSEERS, CaseRow, CaseView, _rows(case_row), Reading.case),
    "whistles": Read(
        _WORKERS,
        WhistleRow,
        WhistleView,
        Reading.whistles,
        Reading.whistle,
        page=WhistlePage,
        beside=candidates,
    ),
    "tasks": Read(_WORKERS | PEOPLE, TaskRow, TaskView, Reading.tasks, Reading.task),
    "rulings": Read(_WORKERS, RulingView, RulingView, _rows(ruling_view), _plain(ruling_view)),
    "case-rulings": _same(_WORKERS, RulingView, ruling_view),
    "reliefs": Read(
        _STREETS | CALLED | OVERSEERS,
        ReliefView,
        ReliefView,
        _rows(relief_view),
        _plain(relief_view),
    ),
    "supervisions": Read(
        _STREETS | CALLED | OVERSEERS,
        SupervisionView,
        SupervisionView,
        Reading.supervisions,
        Reading.supervision,
    ),
    "assessments": Read(
        _RULING | CALLED | OVERSEERS,
        AssessmentView,
        AssessmentView,
        _rows(assessment_view),
        _plain(assessment_view),
    ),
    "reviews": Read(
        _STREETS | CALLED | OVERSEERS,
        ReviewView,
        ReviewView,
        _rows(review_view),
        _plain(review_view),
    ),
    "department-ratings": Read(
        _STREETS | CALLED | OVERSEERS,
        RatingView,
        RatingView,
        _rows(rating_view),
        _plain(rating_view),
    ),
    "months": Read(OVERSEERS, MonthView, MonthView, _rows(month_view), _plain(month_view)),
    "lagging-streets": Read(
        _STREETS | OVERSEERS, LaggingView, LaggingView, _rows(lagging_view), _plain(lagging_view)
    ),
    "call-backs": Read(
        _STREETS | OVERSEERS,
        CallbackView,
        CallbackView,
        _rows(callback_view),
        _plain(callback_view),
    ),
    "visits": Read(
        VISITORS | LOCALS | OVERSEERS,
        VisitRow,
        VisitView,
        _rows(visit_row),
        _plain(visit_view),
    ),
    "bindings": _same(NEIGHBOURS | VOUCHERS, BindingView, binding_view),
    "visit-rounds": Read(OVERSEERS, RoundView, RoundView, _rows(round_view), _plain(round_view)),
    "risks": _same(LOCALS | OVERSEERS, RiskView, risk_view),
    "questionnaires": Read(
        LOCALS | PEOPLE | OVERSEERS,
        QuestionnaireRow,
        QuestionnaireView,
        _rows(questionnaire_row),
        _plain(questionnaire_view),
    ),
    "offers": Read(_EVERYBODY, OfferRow, OfferView, _rows(offer_row), _plain(offer_view)),
    "registrations": _same(_EVERYBODY, RegistrationView, registration_view),
    "resources": _same(_EVERYBODY, ResourceView, resource_view),
    "needs": _same(_EVERYBODY, NeedView, need_view),
    "deeds": _same(_EVERYBODY, DeedView, deed_view),
    "points": _same(_EVERYBODY, PassbookView, passbook_view),
    "emergencies": _same(_EVERYBODY, EmergencyView, emergency_view),
    "group-notices": Read(
        _EVERYBODY, NoticeRow, NoticeView, _rows(notice_row), _plain(notice_view)
    ),
}


def reads_router(reading: Reading, callers: Callers) -> APIRouter:
    """Make the routes of all lists and single reads."""
    router = APIRouter()
    for name, read in READS.items():
        shelf = Shelf(name, read, reading, callers)
        router.routes.append(shelf.list_route())
        router.routes.append(shelf.one_route())
    return router
