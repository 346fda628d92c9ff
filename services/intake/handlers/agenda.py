"""What intake answers about a deliberation day: when, and what is talked over."""

from datetime import datetime
from typing import Final

from contracts.actor import Actor
from contracts.calendar.wall import to_wall
from contracts.city import City
from contracts.refusals import NotThere
from contracts.views.agenda import Agenda, Matter
from services.chassis.store import Kept, Store
from services.intake.core import agenda
from services.intake.core.case import Case

MOST: Final = 100


async def read_agenda(
    cases: Store[Case], city: City, territory: str, actor: Actor, now: datetime
) -> Agenda:
    """Return the agenda of a place the actor is posted at, or above."""
    if not agenda.sits_there(actor, territory, city):
        raise NotThere("not_found")
    order = [("reported_at", 1), ("_id", 1)]
    kept = await cases.find({"agenda": territory}, sort=order, limit=MOST)
    return Agenda(
        territory=territory,
        days=agenda.days(city, to_wall(now).date()),
        matters=tuple(_matter(one) for one in kept if agenda.read_out(one.state, city)),
    )


def _matter(kept: Kept[Case]) -> Matter:
    case = kept.state
    return Matter(
        id=kept.id,
        number=case.number,
        category=case.category,
        text=case.text,
        address=case.place.address,
        reported_at=case.reported_at,
        reporter_count=len(case.reporters),
    )
