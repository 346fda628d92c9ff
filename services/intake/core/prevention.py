"""A warning is answered by a visit before there is anything to deal with 事前预防.

Rule 1: a warning nobody went for is the community's, as a case with the warning's facts.
Rule 2: the lowest rung at which somebody is there goes: the grid's worker, else the community's.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from contracts.actor import CLOCK, Actor, Post
from contracts.calendar.wall import to_wall
from contracts.city import City, VisitKind
from contracts.city.visiting import PREVENTION
from contracts.commands.case import Report
from contracts.events.case import CaseReported
from contracts.events.risk import RiskFlagged, RiskMissed, RiskSpot
from contracts.events.visit import VisitPlanned
from contracts.visiting import Subject, SubjectKind
from contracts.words import Channel, Level, Owner, Place
from services.intake.core.entry import sort_by
from services.intake.core.ladder import ROLES, first_owner
from services.intake.core.report import Arrival, taken_in
from services.intake.core.visit_plan import planned

_RISEN: Final = "预警：{spots}，高于此前每周均值，请上门了解并化解苗头"
_MISSED: Final = (
    "预警：{spots}，高于此前每周均值；应于 {when:%Y-%m-%d %H:%M} 前上门，逾期无人走访，请社区处理"
)


def preventive(flag: RiskFlagged, risk: str, place: Place, city: City) -> VisitPlanned:
    """The visit that answers a warning; `risk` is the warning's id."""
    owner = first_owner(place, city, flag.level)
    name = city.territories[flag.area].name
    # No other kind of thing that is visited is as like an area as a compound is.
    subject = Subject(kind=SubjectKind.COMPOUND, name=name, place=place)
    day = to_wall(flag.due_at).date()
    more = {"risk": risk, "due_at": flag.due_at, "note": _note(flag, city)}
    return planned(_kind(flag, city), subject, _sent(owner, city), day, city, **more)


def taken_up(
    missed: RiskMissed, risk: str, facts: Arrival, city: City, now: datetime
) -> CaseReported:
    """The case of a warning nobody went for; `risk` is the warning's id."""
    told = Report(
        text=_MISSED.format(spots=_listed(missed.spots, city), when=to_wall(missed.was_due_at)),
        category=missed.spots[0].category,
        point=facts.place.point,
        address=facts.place.address,
        channel=Channel.WATCH,
        source=risk,
    )
    taken = taken_in(told, CLOCK.id, facts, city, now)
    owner = first_owner(facts.place, city, Level.COMMUNITY)
    by_when = sort_by(told.group, owner, city, now)
    return taken.model_copy(update={"owner": owner, "due_at": by_when})


def _kind(flag: RiskFlagged, city: City) -> VisitKind:
    """What a trouble found there is reported as: the category that stands out most."""
    kind = city.visiting.kinds.get(PREVENTION.kind, PREVENTION)
    category = flag.spots[0].category
    checks = tuple(check.model_copy(update={"category": category}) for check in kind.checks)
    return kind.model_copy(update={"category": category, "checks": checks})


def _note(flag: RiskFlagged, city: City) -> str:
    return _RISEN.format(spots=_listed(flag.spots, city))


def _listed(spots: Iterable[RiskSpot], city: City) -> str:
    return "、".join(f"{city.category(one.category).name_zh}{one.count}件" for one in spots)


def _sent(owner: Owner, city: City) -> Actor:
    """Who holds the rung; the rung itself, while it has nobody."""
    for role in sorted(ROLES[owner.level]):
        for account in city.holders(role, owner.at):
            return Actor(id=account, posts=(Post(role=role, at=owner.at),))
    return Actor(id=owner.at, posts=())
