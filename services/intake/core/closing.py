"""核查 and 核实: somebody looks before a case is registered, and before it is closed.

Rule 1: what the pack or the standard asks to be looked at, or what somebody was sent to look at,
is not sorted or fed back before it was found so.
Rule 2: whoever sent somebody does not look himself: who dispatches may not close (CJ/T 292).
Rule 3: found undone, it is open again, with its history.
Rule 4: what a rule asks to be looked at has a time of its own, whether anybody was sent or not.
Where nobody comes, whoever holds the case is told, then one rung up each time.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from contracts.actor import Actor
from contracts.calendar import Span
from contracts.city import City
from contracts.city.intake import Standard
from contracts.commands.case import Settle
from contracts.commands.case_work import AskCheck, Before, Check
from contracts.events.case import CaseSolved
from contracts.events.case_work import CaseCheckAsked, CaseChecked, CaseCheckOverdue
from contracts.events.event import Event
from contracts.lifecycle import CaseStage
from contracts.refusals import NotSo, NotYours
from contracts.words import Channel, Photos, Place, Words
from services.intake.core.case import LOOKED_AT, Case
from services.intake.core.clocks import due
from services.intake.core.gates import SIFTED, not_now
from services.intake.core.ladder import above_here, holders
from services.intake.core.reopening import reopened

NOT_DONE = "核实：现场未解决"
VERIFY: Final = "case.verify"
"""How long whoever is told has to see to it."""


def ask_check(
    command: AskCheck, case: Case, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Send somebody to look, by a time."""
    if case.stage is not LOOKED_AT[command.before]:
        raise not_now("illegal_move", case, actor)
    if case.check is not None and not case.check.by_rule:
        raise not_now("check_awaited", case, actor)
    at = case.place.territory
    by_when = city.due(at, now, span_of(command.before, city)).at
    return [CaseCheckAsked(before=command.before, by=actor.id, check_by=by_when)]


def check(command: Check, case: Case, actor: Actor, city: City, now: datetime) -> Sequence[Event]:
    """Say what was found; undone opens it again."""
    before: Before = "sorting" if case.stage in SIFTED else "closing"
    if case.check is not None and case.check.asked_by == actor.id:
        raise NotYours("somebody_else_looks")
    seen = CaseChecked(before=before, sound=command.sound, text=command.text, photos=command.photos)
    undone = before == "closing" and not command.sound
    return [seen, *([reopened(case, NOT_DONE, city, now)] if undone else [])]


def check_looked_at(before: Before, case: Case, actor: Actor, city: City) -> None:
    """Refuse to go on while somebody has to look, or found that it is not so."""
    if before in case.checked:
        return
    asked = case.check is not None and case.check.before == before
    if asked or _must(before, case, city):
        raise not_now("check_first", case, actor)


def check_settled(command: Settle, case: Case, actor: Actor, city: City) -> None:
    """Refuse to settle what its standard or its mandate does not let end so."""
    if case.petition not in (None, "answered"):
        raise not_now("petition_unanswered", case, actor)
    standard = _bound(case, city)
    if standard and standard.photo and not command.photos:
        raise NotSo("closing_photo", field="photos", closing=standard.closing_zh)


def sift_by(channel: Channel, place: Place, city: City, now: datetime) -> datetime | None:
    """By when somebody looks at what came in by this channel; None: it is sorted unseen."""
    asked = channel in city.intake.check_before_sorting
    return city.due(place.territory, now, span_of("sorting", city)).at if asked else None


def finished(
    case: Case, result: Words, city: City, now: datetime, photos: Photos = ()
) -> CaseSolved:
    """It is done, whoever did it: the reporter has yet to be told, and maybe somebody must look."""
    look = city.due(case.place.territory, now, span_of("closing", city)).at
    return CaseSolved(
        result=result,
        photos=photos,
        check_by=look if _must("closing", case, city) else None,
        owner=case.home,
        due_at=due(CaseStage.SOLVED, case, case.home, city, now),
    )


def _bound(case: Case, city: City) -> Standard | None:
    """The standard it was sorted by; None: by none, or the pack has it no more."""
    known = city.standards.get(case.category or "", ())
    return next((one for one in known if one.code == case.standard), None)


def _must(before: Before, case: Case, city: City) -> bool:
    if before == "sorting":
        unsorted = case.stage is CaseStage.REPORTED
        return unsorted and case.channel in city.intake.check_before_sorting
    standard = _bound(case, city)
    return bool(standard and standard.recheck)


def unseen(case: Case, city: City, now: datetime) -> Sequence[CaseCheckOverdue]:
    """Say that whoever was to look has not, and to whom that is told."""
    look = case.check
    if look is None or look.due_at is None or case.due_at is None or now < look.due_at:
        return []
    told = above_here(case.place, look.told, city) if look.told else case.home
    if told is None:
        return []
    higher = above_here(case.place, told.level, city)
    again = city.due(case.place.territory, now, city.span(VERIFY)).at if higher else None
    return [
        CaseCheckOverdue(
            before=look.before,
            was_due_at=look.due_at,
            level=told.level,
            at=told.at,
            tell=holders(told, city),
            check_by=again,
        )
    ]


def span_of(before: Before, city: City) -> Span:
    """How long somebody has to look."""
    return city.intake.check_span if before == "sorting" else city.intake.closing_check_span
