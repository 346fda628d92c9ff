"""How cases are kept, found and numbered."""

from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from contracts.calendar.wall import to_wall
from contracts.events.case import CaseRedacted
from contracts.words import Channel
from services.chassis.numbers import Numbers
from services.chassis.store import Shape
from services.intake.core import COUNTED, Case, evolve, sort_of
from services.intake.core.agenda import areas


def told_by(reporter: str, category: str) -> str:
    """What cases of one person and category are found by."""
    return f"{reporter} {category}"


def rung_by(device: str, source: str) -> str:
    """What cases of one device and cause are found by."""
    return f"{device} {source}"


def facets(case: Case) -> dict[str, Any]:
    """What cases are found by."""
    point = case.place.point
    return {
        "told_by": [told_by(reporter, case.category) for reporter in case.reporters] + _rung(case),
        "category": case.category,
        "open": case.open,
        "reported_at": case.reported_at,
        **sort_of(case),
        "agenda": [*areas(case)],
        "point": {"type": "Point", "coordinates": [point.lng, point.lat]},
    }


def _rung(case: Case) -> list[str]:
    alarm = case.channel is Channel.MONITOR and case.source
    return [rung_by(case.reporters[0], alarm)] if alarm else []


CASES: Final = Shape(
    name="cases",
    source="intake",
    model=Case,
    evolve=evolve,
    due=lambda case: case.next_at,
    facets=facets,
    redaction=CaseRedacted,
    indexes=[
        [("agenda", 1), ("reported_at", 1), ("_id", 1)],
        [("told_by", 1), ("reported_at", -1)],
        [("category", 1), ("open", 1), ("point", "2dsphere")],
        [("reported_at", 1), ("street", 1), *((name, 1) for name in COUNTED)],
    ],
)


class Hearsay(BaseModel):
    """Somebody spoke of a case that intake never had; kept so that nobody looks for it again."""

    model_config = ConfigDict(frozen=True)


HEARSAY: Final = Shape(
    name="hearsay", source="intake", model=Hearsay, evolve=lambda kept, _: kept or Hearsay()
)


async def new_number(numbers: Numbers, now: datetime) -> str:
    """The next number that the reporter can read out: `C20261122-0007`, by the day in China."""
    return await numbers.next("C", to_wall(now).date())
