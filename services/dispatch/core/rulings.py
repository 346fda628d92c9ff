"""The word on a question about a call, and what it leads to.

Rule 1: whoever was asked answers: the street that whistled, then the district that was asked.
Rule 2: whoever is designated is called in the other's place, leads if that one led, and may not
return the call.
Rule 3: a call that leads is only taken out when somebody else can lead instead.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.whistle import DecideRuling
from contracts.events.call import CallReleased, RulingDecided, RulingReferred
from contracts.events.event import Event
from contracts.events.whistle import LeadChanged
from contracts.refusals import NotSo, NotYours
from contracts.relief import Cause
from contracts.summons import About
from contracts.words import Level
from services.dispatch.core import choose
from services.dispatch.core.call import Call, Ruling
from services.dispatch.core.gates import May, commander, speaks_for
from services.dispatch.core.joining import reach
from services.dispatch.core.questions import Question, ask, due, seat
from services.dispatch.core.summon import Summons, summon
from services.dispatch.core.suspension import suspended
from services.dispatch.core.whistle import Whistle

LONGEST: Final = "suspension.max"
"""How long a matter may wait."""


@dataclass(frozen=True)
class _Word:
    """A word given on a ruling, with everything it is about."""

    command: DecideRuling
    whistle: Whistle
    call: Call
    ruling: Ruling


def decide(
    command: DecideRuling,
    whistle: Whistle,
    actor: Actor,
    city: City,
    now: datetime,
    *,
    facts: str,
) -> Sequence[Event]:
    """Give the word on the ruling whose id is `facts`."""
    word = _Word(command, whistle, *whistle.ruling(facts))
    if not _rules(word.ruling)(actor, whistle):
        raise NotYours("not_this_ruler", ruler=city.territory(word.ruling.at).name)
    _check_named(word, city)
    _check_shelved(word, city, now)
    if command.refer:
        return [_referred(word, city, now)]
    return [_given(word), *_led_to(word)(word, city, now)]


def _rules(ruling: Ruling) -> May:
    return speaks_for(ruling.at) if ruling.level is Level.DISTRICT else commander


def _check_named(word: _Word, city: City) -> None:
    named, call = word.command.designated, word.call
    if named is None:
        return
    if not word.command.upheld:
        raise NotSo("designated_only_when_upheld", field="designated")
    place = reach(word.whistle.place, word.whistle.joint, city)
    choose.check_department(named, place, city, "designated")
    if named == call.department:
        name = choose.name_of(named, city)
        raise NotSo("designated_is_the_same", field="designated", department=name)
    if call.lead:
        choose.check_lead(named, city, "designated")


def _check_shelved(word: _Word, city: City, now: datetime) -> None:
    until = word.command.shelve_until
    if until is None:
        return
    able = word.ruling.about != "objection" and word.ruling.level is Level.DISTRICT
    if not (able and word.command.upheld and word.command.cause) or word.command.designated:
        raise NotSo("shelved_by_district_only", field="shelve_until")
    latest = city.due(word.ruling.at, now, city.span(LONGEST)).at
    if not now < until <= latest:
        raise NotSo("suspension_too_long", field="shelve_until", latest=latest)


def _referred(word: _Word, city: City, now: datetime) -> RulingReferred:
    """提级: the street passes the question up, with its own words."""
    if word.ruling.level is Level.DISTRICT:
        raise NotSo("nobody_above_district", field="refer")
    at = seat(Level.DISTRICT, word.whistle, word.call, city)
    return RulingReferred(
        whistle_id=word.whistle.id,
        task_id=word.call.task_id,
        department=word.call.department,
        ruling_id=word.ruling.id,
        level=Level.DISTRICT,
        at=at,
        due_at=due(word.ruling.about, Level.DISTRICT, at, city, now),
        reason=word.command.reason,
    )


def _given(word: _Word) -> RulingDecided:
    return RulingDecided(
        whistle_id=word.whistle.id,
        task_id=word.call.task_id,
        department=word.call.department,
        ruling_id=word.ruling.id,
        about=word.ruling.about,
        upheld=word.command.upheld,
        designated=word.command.designated,
        reason=word.command.reason,
    )


_LeadsTo: TypeAlias = Callable[[_Word, City, datetime], Sequence[Event]]


def _stays(word: _Word, city: City, now: datetime) -> Sequence[Event]:
    """The call goes on, on the clocks it has."""
    return []


def _moves(word: _Word, city: City, now: datetime) -> Sequence[Event]:
    """Somebody else is called instead; one who is called already takes it on."""
    named, call, whistle = word.command.designated or "", word.call, word.whistle
    called = whistle.call_of(named)
    if called is None:
        summons = Summons(named, call.lead, designated=True)
        return [_released(word), *summon(whistle, [summons], city, now)]
    led = [LeadChanged(task_id=called.task_id, reason=word.command.reason)] if call.lead else []
    return [_released(word), *led]


def _goes(word: _Word, city: City, now: datetime) -> Sequence[Event]:
    """The call is taken out without score, and nobody is called instead."""
    others = [call for call in word.whistle.live if call is not word.call]
    can_lead = any(choose.may_lead(call.department, city) for call in others)
    alone_beyond_all = not others and word.ruling.about == "cannot_solve"
    if word.call.lead and not can_lead and not alone_beyond_all:
        raise NotSo("name_who_instead", field="designated")
    return [_released(word)]


def _waits(word: _Word, city: City, now: datetime) -> Sequence[Event]:
    """挂账: nobody can solve it now."""
    command = word.command
    why = (command.cause or Cause.PLANNING, command.shelve_until or now, command.reason)
    return [suspended(word.call, word.whistle, city, now, why)]


def _goes_up(word: _Word, city: City, now: datetime) -> Sequence[Event]:
    """提交上级研究: the street agrees, the district must answer."""
    question = Question("cannot_solve", Level.DISTRICT, word.command.reason)
    return [ask(question, word.whistle, word.call, city, now)]


_LED_TO: Final[Mapping[tuple[About, Level], _LeadsTo]] = {
    ("objection", Level.STREET): _goes,
    ("objection", Level.DISTRICT): _goes,
    ("cannot_solve", Level.STREET): _goes_up,
    ("cannot_solve", Level.DISTRICT): _goes,
    ("escalation", Level.DISTRICT): _stays,
}
"""What follows when it is upheld and nobody is named."""


def _led_to(word: _Word) -> _LeadsTo:
    if not word.command.upheld:
        return _stays
    if word.command.shelve_until:
        return _waits
    return _moves if word.command.designated else _LED_TO[word.ruling.about, word.ruling.level]


def _released(word: _Word) -> CallReleased:
    return CallReleased(
        whistle_id=word.whistle.id,
        task_id=word.call.task_id,
        department=word.call.department,
        reason=word.command.reason,
    )
