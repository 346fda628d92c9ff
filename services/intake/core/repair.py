"""物业报修: who sees to the compound is asked first; it comes back to the community if they fail.

Rule 1: in the order of the compound's way to be run: the company, then the owners' committee; where
there is neither the community has it from the start.
Rule 2: it is a transfer like any other, so silence brings it back and a whistle may follow.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from contracts.calendar.wall import to_wall
from contracts.city import City
from contracts.commands.case import Report
from contracts.events.case import CaseReported, CaseTransferred
from contracts.words import Channel, Level, Owner, Place
from services.intake.core.ladder import street_of

REPAIR: Final = "property_repair"


def stewards(place: Place, city: City, now: datetime) -> tuple[str, ...]:
    """Who sees to the compound something lies in, in the order in which they are asked."""
    compound = city.compound_of(place)
    return compound.stewards(to_wall(now).date()) if compound else ()


def sent_to_steward(
    told: Report, taken: CaseReported, id: str, city: City, now: datetime
) -> Sequence[CaseTransferred]:
    """What a resident reports to the property goes straight to it."""
    asked = stewards(taken.place, city, now) if told.channel is Channel.PROPERTY else ()
    free = [one for one in asked if one not in taken.recused]
    if not free:
        return []
    owner = Owner(level=Level.DEPARTMENT, at=free[0])
    return [
        CaseTransferred(
            task_id=f"{id}-t1",
            department=owner.at,
            street=street_of(taken.place),
            category=taken.category,
            text=taken.text,
            place=taken.place,
            procedure=REPAIR,
            recused=taken.recused,
            owner=owner,
            due_at=city.due(owner.at, now, city.case_limit(taken.category)).at,
        )
    ]
