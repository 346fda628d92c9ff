"""The doors of intake: what is asked of a case, what is told already nearby, and where a point is.

Rule 1: lists and single cases are the gateway's to read; here is only what its view cannot answer.
Rule 2: whoever sorts sees like cases of the streets where he holds a post, and never a reporter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.importing import HotlineRows
from contracts.commands.routes import HOLDERS, owned_by
from contracts.commands.routes.roles import IMPORTERS, RECKONERS
from contracts.commands.telling import Minutes
from contracts.overseeing import OVERSEERS, overseen
from contracts.recusal import steps_aside
from contracts.refusals import NotThere, NotYours
from contracts.views.agenda import Agenda
from contracts.views.city import TerritoryView
from contracts.views.reconciliation import Imported, Reconciliation
from contracts.words import Id, Latitude, Level, Longitude, Point, Words
from services.chassis.actors import Actors
from services.chassis.acts import acts_router
from services.chassis.doors import Acting
from services.chassis.posted import posted
from services.intake import core
from services.intake.handlers import Desk, Importing
from services.intake.handlers.agenda import read_agenda
from services.intake.store import Asked as Counted
from services.intake.store import Similar, Tally

MOST = 10
MONTH = timedelta(days=31)
STREETS = RECKONERS - OVERSEERS


class SimilarCase(BaseModel):
    """An open case that may be the same."""

    id: str
    number: str
    stage: str
    text: str
    address: str
    reported_at: AwareDatetime
    reporter_count: int
    distance_m: int
    score: int
    """How like the words are, 0 to 100."""


class Located(BaseModel):
    """Where a point is: the smallest territory that holds it, and all of them from the top."""

    territory: str
    path: tuple[TerritoryView, ...]


class Asked(BaseModel):
    """A point on the map."""

    lng: Longitude
    lat: Latitude

    @property
    def point(self) -> Point:
        """The point."""
        return Point(lng=self.lng, lat=self.lat)


class AskedSimilar(Asked):
    """What somebody is about to sort."""

    category: Id
    text: Words | None = None
    """Without words the nearest come first."""
    besides: Id | None = None
    """The case itself, which is not to be found."""


class AskedReckoning(BaseModel):
    """Of which time and street; the last 31 days when it is not said."""

    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    street: Id | None = None


def router(
    desk: Desk, actors: Actors, now: Callable[[], datetime], acting: Acting | None = None
) -> APIRouter:
    """Make the routes; `acting` takes the commands, the desk itself when there is none."""
    doors = APIRouter()
    reads = Reads(desk, now)
    signed_in = Depends(actors)

    async def similar(
        asked: Annotated[AskedSimilar, Query()], actor: Annotated[Actor, signed_in]
    ) -> list[SimilarCase]:
        """Open cases near a point that may be the same, the likest first."""
        return await reads.similar(asked, actor)

    async def locate(asked: Annotated[Asked, Query()], _: Annotated[Actor, signed_in]) -> Located:
        """Which territories a point lies in."""
        return reads.locate(asked)

    async def hotline(asked: HotlineRows, actor: Annotated[Actor, signed_in]) -> Imported:
        """Take in rows of a hotline's file, or say what would become of them."""
        must_hold(actor, IMPORTERS)
        return await Importing(desk).hotline(asked, actor, now())

    async def minutes(
        actor: Annotated[Actor, signed_in], asked: Annotated[Minutes, Depends(posted(Minutes))]
    ) -> Imported:
        """Make a case of every matter in the minutes of a meeting."""
        must_hold(actor, HOLDERS)
        return await Importing(desk).minutes(asked, actor, now())

    async def agenda(id: Id, actor: Annotated[Actor, signed_in]) -> Agenda:
        """When neighbours meet next, and what they talk over."""
        must_hold(actor, HOLDERS)
        return await read_agenda(desk.cases, desk.city, id, actor, now())

    doors.add_api_route("/agendas/{id}", agenda, methods=["GET"])
    doors.add_api_route("/imports/hotline", hotline, methods=["POST"])
    doors.add_api_route("/minutes", minutes, methods=["POST"])
    doors.add_api_route("/cases/similar", similar, methods=["GET"])
    doors.add_api_route("/city/locate", locate, methods=["GET"])
    doors.include_router(acts_router(owned_by("intake"), acting or desk, actors, now))
    return doors


def reckoning_router(
    tally: Tally, city: City, actors: Actors, now: Callable[[], datetime]
) -> APIRouter:
    """Make the route that shows what became of everything."""
    doors = APIRouter()

    async def reconciliation(
        asked: Annotated[AskedReckoning, Query()], actor: Annotated[Actor, Depends(actors)]
    ) -> Reconciliation:
        """What became of everything reported in a time; of one's own street or district only."""
        held = _reckoned(actor, city)
        street = asked.street or (None if overseen(actor, city) else min(held or (), default=""))
        if street is not None and held is not None and street not in held:
            raise NotYours("not_your_post")
        since, until = asked.since or now() - MONTH, asked.until or now()
        counts = await tally.count(Counted(since, until, (street,) if street else held))
        return core.reconciled(counts, since, until, street)

    doors.add_api_route("/intake/reconciliation", reconciliation, methods=["GET"])
    return doors


def _reckoned(actor: Actor, city: City) -> tuple[str, ...] | None:
    """The streets an actor is shown: the own ones, those of the own district; None: all."""
    own = overseen(actor, city)
    if own == city.districts:
        return None
    held = {city.path(post.at)[1] for post in actor.posts if post.role in STREETS}
    streets = (one for one in city.territories.values() if one.level is Level.STREET)
    return tuple(one.id for one in streets if one.id in held or one.parent in own)


def must_hold(actor: Actor, roles: frozenset[Role]) -> None:
    """Refuse who holds none of these posts."""
    if not actor.holds_any(roles):
        raise NotYours("not_your_post")


@dataclass(frozen=True)
class Reads:
    """What can be asked without changing anything."""

    desk: Desk
    now: Callable[[], datetime]

    async def similar(self, asked: AskedSimilar, actor: Actor) -> list[SimilarCase]:
        """Like cases, as far as this actor may see them."""
        if not actor.holds_any(HOLDERS):
            raise NotYours("not_your_post")
        found = await self.desk.duplicates.similar(
            asked.category, asked.point, asked.text or "", self.now()
        )
        seen = [
            one for one in found if one.id != asked.besides and sees(actor, one, self.desk.city)
        ]
        return [_shown(one) for one in seen[:MOST]]

    def locate(self, asked: Asked) -> Located:
        """The path of a point."""
        path = self.desk.locate(asked.point)
        if not path:
            raise NotThere("outside_city")
        return Located(territory=path[-1], path=tuple(_named(id, self.desk.city) for id in path))


def sees(actor: Actor, one: Similar, city: City) -> bool:
    """Whether the actor holds a post in the street the case is in, or above it."""
    street = one.case.place.path[:2]
    held = (post.at for post in actor.posts if city.knows_territory(post.at))
    there = any(set(city.path(at)[:2]) <= set(street) for at in held)
    return there and not steps_aside(actor, one.case.recused, city)


def _named(id: str, city: City) -> TerritoryView:
    territory = city.territory(id)
    return TerritoryView(
        id=id, level=territory.level.value, name=territory.name, parent=territory.parent
    )


def _shown(one: Similar) -> SimilarCase:
    case = one.case
    return SimilarCase(
        id=one.id,
        number=case.number,
        stage=case.stage.value,
        text=case.text,
        address=case.place.address,
        reported_at=case.reported_at,
        reporter_count=len(case.reporters),
        distance_m=round(one.distance_m),
        score=round(one.score),
    )
