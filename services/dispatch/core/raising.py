"""From a draft to a whistle: the community endorses, the street commander raises or refuses.

A commander's own whistle is raised at once, in the same decision that drafts it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from contracts.actor import Actor
from contracts.calendar.wall import to_instant, to_wall
from contracts.city import City
from contracts.commands.whistle import Approve, Endorse, Raise, RefuseDraft
from contracts.events.event import Event
from contracts.events.whistle_draft import WhistleDrafted, WhistleEndorsed, WhistleRefused
from contracts.refusals import NotNow
from services.dispatch.core import choose
from services.dispatch.core.blowing import check, may_blow, ratify_by
from services.dispatch.core.conditions import Blow
from services.dispatch.core.draft import Facts, drafted, similar
from services.dispatch.core.evolve import evolve
from services.dispatch.core.joining import reach
from services.dispatch.core.summon import Order, raised
from services.dispatch.core.whistle import Whistle


def whistle(
    command: Raise,
    before: Whistle | None,
    actor: Actor,
    city: City,
    now: datetime,
    *,
    facts: Facts,
) -> Sequence[Event]:
    """Draft a whistle; a street commander's is raised at once."""
    if before is not None:
        raise NotNow("illegal_move", state=before.stage.value, allowed=[])
    draft = drafted(command, actor, city, now, facts)
    blow = blow_of(evolve(None, draft), command, facts, city, now)
    if command.draft or draft.needs_endorsement or not may_blow(actor, blow, city):
        return [draft]
    check(actor, blow, city)
    ratify = ratify_by(actor, blow, city, now)
    return [draft, *at_once(draft, command, city, now, (blow, ratify))]


def at_once(
    draft: WhistleDrafted,
    command: Raise,
    city: City,
    now: datetime,
    looked: tuple[Blow, datetime | None] | None = None,
) -> Sequence[Event]:
    """Raise a draft as it was asked for; `looked`: what was looked at, and by when it must be
    approved after the fact."""
    blow, ratify = looked or (None, None)
    whistle = evolve(None, draft)
    return raised(whistle, _order(blow or _as_drafted(whistle), command, ratify), city, now)


def blow_of(
    whistle: Whistle, command: Raise | Approve, facts: Facts, city: City, now: datetime
) -> Blow:
    """Return what would be blown, and what was looked at first: as things are now."""
    return replace(
        _as_drafted(whistle),
        tried=command.tried or whistle.tried,
        danger=command.danger or whistle.danger,
        is_another=command.is_another,
        shown=facts.shown,
        similar=tuple(one.id for one in similar(whistle.kind, facts, city, now)),
    )


def _as_drafted(whistle: Whistle) -> Blow:
    return Blow(
        kind=whistle.kind,
        grade=whistle.grade,
        street=whistle.street,
        tried=whistle.tried,
        danger=whistle.danger,
        responders=whistle.responders,
        case_ids=tuple(problem.case_id for problem in whistle.problems),
        categories=tuple(problem.category for problem in whistle.problems),
    )


def _order(blow: Blow, command: Raise | Approve, ratify: datetime | None) -> Order:
    return Order(
        kind=blow.kind,
        grade=blow.grade,
        responders=blow.responders,
        arrive_by=_instant(command.arrive_by),
        at_once=command.at_once,
        ratify_by=ratify,
        tried=blow.tried,
        is_another=blow.is_another,
        similar=blow.similar,
        shown=blow.shown,
        danger=blow.danger,
    )


def endorse(
    command: Endorse, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The community stands behind the grid's call; the street decides next."""
    due = city.due(whistle.street, now, city.span("whistle.approve"))
    return [WhistleEndorsed(opinion=command.opinion, due_at=due.at, since=now)]


def approve(
    command: Approve,
    whistle: Whistle,
    actor: Actor,
    city: City,
    now: datetime,
    *,
    facts: Facts,
) -> Sequence[Event]:
    """Raise the draft, with the responders as they shall be called.

    Args:
        facts: what is found now: much may have happened since it was drafted.
    """
    asked = choose.check(command.responders, reach(whistle.place, whistle.joint, city), city)
    changed = {
        "kind": command.kind or whistle.kind,
        "grade": command.grade or whistle.grade,
        "responders": asked or whistle.responders,
    }
    blow = blow_of(whistle.model_copy(update=changed), command, facts, city, now)
    check(actor, blow, city)
    promised = {"promised_by": facts.promised_by or whistle.promised_by}
    whistle = whistle.model_copy(update=promised)
    return raised(whistle, _order(blow, command, ratify_by(actor, blow, city, now)), city, now)


def refuse(
    command: RefuseDraft, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Do not raise it, and say why; its cases go back to who had them."""
    return [WhistleRefused(reason=command.reason, case_ids=whistle.case_ids)]


def _instant(moment: datetime | None) -> datetime | None:
    """The moment as all instants are kept: UTC, whole milliseconds."""
    return to_instant(to_wall(moment)) if moment else None
