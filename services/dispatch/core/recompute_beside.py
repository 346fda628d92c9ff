"""The calendar changed: words and answers that a whistle waits for are due at other times.

Rule 1: what is late for somebody already stands for everybody who was asked with them.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from contracts.city import City
from contracts.events.event import Event
from contracts.events.recomputed import (
    DueMoved,
    ReliefRecomputed,
    RulingRecomputed,
    SupervisionRecomputed,
)
from contracts.lifecycle import WhistleStage
from contracts.reckoning import Limit, Rule, Said, moved
from services.dispatch.core import questions, relief_clock
from services.dispatch.core.blowing import RATIFY
from services.dispatch.core.call import Call, Relief, Ruling
from services.dispatch.core.endorsing import APPROVE, AWAIT
from services.dispatch.core.returning import REVISE
from services.dispatch.core.supervision import ANSWER
from services.dispatch.core.suspension import RECHECK
from services.dispatch.core.thread import answer_by
from services.dispatch.core.whistle import Whistle, asked_by

ENDORSE: Final = "whistle.endorse"


def own(whistle: Whistle) -> Iterator[Limit]:
    """The limits of the whistle itself: a draft's, those of approving and joining, its pauses'."""
    street, community = whistle.street, whistle.community
    if whistle.stage is WhistleStage.DRAFT and whistle.due_at:
        endorsed = (_by(community, ENDORSE), _by(street, AWAIT)) if community else ()
        yield Limit("due_at", whistle.due_at, _by(street, APPROVE), endorsed)
    if whistle.stage is WhistleStage.RETURNED and whistle.due_at:
        yield Limit("due_at", whistle.due_at, _by(asked_by(whistle).at, REVISE))
    if whistle.ratify_by:
        yield Limit("ratify_by", whistle.ratify_by, _by(street, RATIFY))
    if whistle.join_by:
        asked = (_by(community, APPROVE),) if community else ()
        yield Limit("join_by", whistle.join_by, _by(street, APPROVE), asked)
    for call in whistle.answering:
        if call.suspension and call.suspension.look_at:
            yield Limit(call.task_id, call.suspension.look_at, _by(street, RECHECK))


def answers(whistle: Whistle) -> Iterator[Limit]:
    """What the street asked on the thread, of everybody or of one department."""
    for one in whistle.asked:
        if not one.late:
            asked = tuple(_answer(at, whistle) for at in one.owed)
            yield Limit(one.id, one.answer_by, _answer(whistle.street, whistle), asked)


def passed_up(whistle: Whistle) -> Iterator[Limit]:
    """Rulings that do not say themselves since when they wait."""
    for call in whistle.answering:
        for one in call.rulings:
            if one.since is None:
                yield Limit(one.id, one.due_at, _ruling(one))


def words(
    whistle: Whistle, rulings: Sequence[DueMoved], said: Said, city: City, before: Sequence[City]
) -> Iterator[Event]:
    """What is said of each word about a call, in its own file; `rulings` are those that moved."""
    for call in whistle.answering:
        ids = {one.id for one in call.rulings}
        for one in (one for one in rulings if one.id in ids):
            yield RulingRecomputed(ruling_id=one.id, **_about(whistle, call, one, city))
        reliefs = (Limit(one.id, one.due_at, _relief(one)) for one in call.reliefs)
        for one in moved(reliefs, said, city, before):
            yield ReliefRecomputed(relief_id=one.id, **_about(whistle, call, one, city))
        for one in moved(_supervised(call), said, city, before):
            yield SupervisionRecomputed(supervision_id=one.id, **_about(whistle, call, one, city))


def _about(whistle: Whistle, call: Call, one: DueMoved, city: City) -> dict[str, Any]:
    return {
        "whistle_id": whistle.id,
        "task_id": call.task_id,
        "department": call.department,
        "calendar": city.calendar_version,
        "moved": (one,),
        "due_at": one.due_at,
    }


def _supervised(call: Call) -> Iterator[Limit]:
    for one in call.supervising:
        if not one.answered:
            yield Limit(one.id, one.answer_by, _by(call.department, ANSWER))


def _by(at: str, span: str) -> Rule:
    return lambda by, since: by.due(at, since, by.span(span)).at


def _answer(at: str, whistle: Whistle) -> Rule:
    return lambda by, since: answer_by(at, whistle.kind, by, since)


def _ruling(one: Ruling) -> Rule:
    return lambda by, since: questions.due(one.about, one.level, one.at, by, since)


def _relief(one: Relief) -> Rule:
    return lambda by, since: relief_clock.due(one.at, by, since)
