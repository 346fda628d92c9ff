"""From a draft to a whistle: the community endorses, the street commander raises or refuses.

A commander's own whistle is raised at once, in the same decision that drafts it.
"""

from collections.abc import Sequence
from datetime import datetime

from contracts.actor import Actor, Role
from contracts.calendar.wall import to_instant, to_wall
from contracts.city import City
from contracts.commands.whistle import Approve, Endorse, Raise, RefuseDraft
from contracts.events.event import Event
from contracts.events.whistle import WhistleDrafted, WhistleEndorsed, WhistleRefused
from contracts.refusals import NotNow
from services.dispatch.core import choose
from services.dispatch.core.draft import Facts, drafted
from services.dispatch.core.evolve import evolve
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
    if command.draft or not actor.holds(Role.STREET_COMMANDER, draft.street):
        return [draft]
    return [draft, *at_once(draft, command, city, now)]


def at_once(draft: WhistleDrafted, command: Raise, city: City, now: datetime) -> Sequence[Event]:
    """Raise a draft as it was asked for."""
    order = Order(draft.kind, draft.grade, draft.responders, _instant(command.arrive_by))
    return raised(evolve(None, draft), order, city, now)


def endorse(
    command: Endorse, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The community stands behind the grid's call; the street decides next."""
    due = city.due(whistle.street, now, city.span("whistle.approve"))
    return [WhistleEndorsed(opinion=command.opinion, due_at=due.at)]


def approve(
    command: Approve, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Raise the draft, with the responders as they shall be called."""
    asked = choose.check(command.responders, whistle.place, city)
    order = Order(
        kind=command.kind or whistle.kind,
        grade=command.grade or whistle.grade,
        responders=asked or whistle.responders,
        arrive_by=_instant(command.arrive_by),
    )
    return raised(whistle, order, city, now)


def refuse(
    command: RefuseDraft, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Do not raise it, and say why; its cases go back to who had them."""
    return [WhistleRefused(reason=command.reason, case_ids=whistle.case_ids)]


def _instant(moment: datetime | None) -> datetime | None:
    """The moment as all instants are kept: UTC, whole milliseconds."""
    return to_instant(to_wall(moment)) if moment else None
