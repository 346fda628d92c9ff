"""核查 and 核实: somebody looks before a case is registered, and before it is closed.

Rule 1: what the pack or the standard asks to be looked at, or what somebody was sent to look at,
is not sorted or fed back before it was found so.
Rule 2: whoever sent somebody does not look himself: who dispatches may not close (CJ/T 292).
Rule 3: found undone, it is open again, with its history.
Rule 4: where nobody comes, whoever holds the case is told, then one rung up each time.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from contracts.actor import Actor
from contracts.calendar import Span
from contracts.city import City
from contracts.commands.case import Settle
from contracts.commands.case_work import AskCheck, Before, Check
from contracts.events.case_work import CaseCheckAsked, CaseChecked, CaseCheckOverdue
from contracts.events.event import Event
from contracts.lifecycle import CaseStage
from contracts.refusals import NotSo, NotYours
from services.intake.core.case import Case
from services.intake.core.gates import SIFTED, not_now
from services.intake.core.ladder import above_here, holders
from services.intake.core.reopening import reopened

WHEN: Final = {"sorting": (CaseStage.REPORTED,), "closing": (CaseStage.SOLVED,)}
NOT_DONE = "核实：现场未解决"
VERIFY: Final = "case.verify"
"""How long whoever is told has to see to it."""


def ask_check(
    command: AskCheck, case: Case, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Send somebody to look, by a time."""
    if case.stage not in WHEN[command.before]:
        raise not_now("illegal_move", case, actor)
    if case.check is not None:
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
    if case.petition in ("entrusted", "submitted"):
        raise not_now("petition_unanswered", case, actor)
    standard = city.standard(case.category, case.standard) if case.standard else None
    if standard and standard.photo and not command.photos:
        raise NotSo("closing_photo", field="photos", closing=standard.closing_zh)


def _must(before: Before, case: Case, city: City) -> bool:
    if before == "sorting":
        unsorted = case.stage is CaseStage.REPORTED
        return unsorted and case.channel in city.intake.check_before_sorting
    standard = city.standard(case.category, case.standard) if case.standard else None
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
