"""The reporter is asked: contacted? solved? satisfied?

A case is asked about when its limit is over, done or not, and may be as soon as its reporter agrees
(domain.md 2.6: after the limit, not after closing).

Rule 1: an evaluator asks who belongs neither to the street nor to a department that was at it.
The reporter may also say it unasked, if they serve in none of them either.
Rule 2: three tries without an answer end the round; it is not a valid call-back and no rate counts
it. Tries are some time apart, and whoever was missed may still say how it was.
Rule 3: what a device or the clock reported is over unasked.
Rule 4: what must be kept from everybody's eyes stands on no board.
Rule 5: nobody is called twice about one handling of a case: who was asked when the limit was over
is not asked when it is done. Whoever took the case back, or has it in another, is not asked at all.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from contracts.actor import Actor, Role, unmanned
from contracts.city import City
from contracts.commands.evaluation import CallBack, RateCase
from contracts.events.callback import CallbackDue, CallbackOverdue, CallbackRecorded, CallbackTried
from contracts.events.case import CaseConfirmed
from contracts.events.case_work import CaseExpired
from contracts.events.event import Event
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from services.evaluation.core.callback import Callback, Stage
from services.evaluation.core.gate import impartial
from services.evaluation.core.period import statistics_month

TRIES = 3
ANSWERS = ("contacted", "solved", "satisfaction")


def on_case_confirmed(
    event: CaseConfirmed, case_id: str, callback: Callback | None, city: City, at: datetime
) -> Sequence[Event]:
    """The reporter agreed, or was silent: somebody else asks how it was, unless that was done."""
    if not _asked_about(callback, event):
        return _due(event, case_id, callback, city, at, finished=True)
    if callback is None or callback.stage is not Stage.RECORDED:
        return []
    reached = callback.answers[-1].reached
    return [CallbackRecorded(case_id=case_id, reached=reached, again=True, recorded_at=at)]


def on_case_expired(
    event: CaseExpired, case_id: str, callback: Callback | None, city: City, at: datetime
) -> Sequence[Event]:
    """Its limit is over: the reporter is asked, also where nothing is done yet."""
    if unmanned(event.reporter) or _asked_about(callback, event):
        return []
    return _due(event, case_id, callback, city, at, finished=event.fed_back)


def on_case_gone(case_id: str, callback: Callback | None, at: datetime) -> Sequence[Event]:
    """Taken back by its reporter, or part of another case: nobody is to be asked about it."""
    due = callback is not None and callback.stage is Stage.DUE
    return [_nobody(case_id, at)] if due else []


def _asked_about(callback: Callback | None, event: CaseConfirmed | CaseExpired) -> bool:
    if callback is None or not callback.round or event.handling is None:
        return False
    return callback.handling == event.handling


def _due(
    event: CaseConfirmed | CaseExpired,
    case_id: str,
    callback: Callback | None,
    city: City,
    at: datetime,
    *,
    finished: bool,
) -> Sequence[Event]:
    since = max(at, event.limit_at or at)
    due = CallbackDue(
        case_id=case_id,
        number=event.number,
        reporter=event.reporter,
        street=event.street,
        category=event.category,
        round=callback.round + 1 if callback else 1,
        recused=event.recused,
        limit_at=event.limit_at,
        finished=finished,
        handling=event.handling,
        due_at=city.due(event.street, since, city.span("callback")).at,
    )
    return [due, _nobody(case_id, at)] if unmanned(event.reporter) else [due]


def _nobody(case_id: str, at: datetime) -> CallbackRecorded:
    """A device or the clock reported it: there is nobody to ask, and no rate counts it."""
    return CallbackRecorded(case_id=case_id, reached=False, recorded_at=at)


def call_back(
    command: CallBack, callback: Callback | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Record what the reporter said, or that nobody answered."""
    if callback is None or not callback.case_id:
        raise NotThere("not_found")
    if not actor.holds(Role.EVALUATOR, *city.path(callback.street)):
        raise NotYours("only_evaluators_ask")
    impartial(actor, callback.street, *callback.handled)
    _awaited(callback)
    _after_limit(callback, city, now)
    _whole(command)
    if not command.reached:
        _apart(callback, city, now)
    tried = callback.tries + 1
    call: dict[str, Any] = {"tries": tried, "channel": command.channel, "caller": actor.id}
    if not command.reached and tried < TRIES:
        again = city.due(callback.street, now, city.span("callback.retry"))
        return [CallbackTried(case_id=callback.case_id, due_at=again.at, tried_at=now, **call)]
    return [
        CallbackRecorded(
            case_id=callback.case_id,
            **call,
            reached=command.reached,
            contacted=command.contacted,
            solved=command.solved,
            satisfaction=command.satisfaction,
            words=command.words,
            period=_period(callback, city, now),
            recorded_at=now,
            unfinished=not callback.finished,
        )
    ]


def rate_case(
    command: RateCase, callback: Callback | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Record what the reporter says unasked: it stands for the call that is due, or was missed."""
    if callback is None or not callback.case_id or actor.id != callback.reporter:
        raise NotThere("not_found")
    impartial(actor, callback.street, *callback.handled)
    if callback.unheard is None:
        _awaited(callback)
    return [
        CallbackRecorded(
            case_id=callback.case_id,
            reached=True,
            contacted=True,
            solved=command.solved,
            satisfaction=command.satisfaction,
            words=command.words,
            period=_period(callback, city, now),
            channel="web",
            recorded_at=now,
            unfinished=not callback.finished,
        )
    ]


def asked_late(callback: Callback, city: City, now: datetime) -> Sequence[Event]:
    """Say once that nobody has asked in time."""
    due_at = callback.due_at
    if callback.overdue or due_at is None or now < due_at:
        return []
    holders = (city.holders(Role.EVALUATOR, place) for place in city.path(callback.street))
    tell = tuple(account for accounts in holders for account in accounts)
    return [CallbackOverdue(case_id=callback.case_id, was_due_at=due_at, tell=tell)]


def _awaited(callback: Callback) -> None:
    if callback.stage is not Stage.DUE:
        raise NotNow("illegal_move", state=callback.stage, allowed=())


def _apart(callback: Callback, city: City, now: datetime) -> None:
    """Calling again at once is no other try: nobody is said to be unreachable within a minute."""
    before = callback.tried_at
    again = before and city.due(callback.street, before, city.rules.judging.tries_apart).at
    if again and now < again:
        facts = {"state": callback.stage, "allowed": ("call-back",), "again_at": again}
        raise NotNow("tried_just_now", **facts)


def _after_limit(callback: Callback, city: City, now: datetime) -> None:
    """Where the city calls nobody before the limit is over, an evaluator waits for it."""
    limit_at = callback.limit_at
    if limit_at and now < limit_at and not city.rules.judging.ask_before_limit:
        raise NotNow("before_the_limit", state=callback.stage, allowed=(), limit_at=limit_at)


def _whole(command: CallBack) -> None:
    """Refuse half an answer, and answers of nobody."""
    for field in ANSWERS:
        given = getattr(command, field) is not None
        if command.reached and not given:
            raise NotSo("answer_missing", field=field)
        if given and not command.reached:
            raise NotSo("nobody_answered", field=field)


def _period(callback: Callback, city: City, now: datetime) -> str | None:
    known = city.knows_category(callback.category)
    if known and city.category(callback.category).restricted:
        return None
    return statistics_month(now, city.rates.day_cut)
