"""The directory for its readers: its tables, page by page, and one area with all who act there.

Rule 1: everybody reads what lies in the subtree of a post of theirs (四级联网); who stands at the
district, or oversees, reads all; departments, beside the streets, read all that names nobody.
Rule 2: what is out of reach is answered like what does not exist.
Rule 3: a number that names a person (a telephone in a name) is starred out, by who reads it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, TypeAlias

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.city.local import day_of
from contracts.refusals import NotThere
from contracts.views.directory import AreaView, DirectoryRow
from contracts.views.view import Page
from contracts.words import Id, Mark
from gateway.asked import MOST, USUAL
from gateway.callers import Caller, Callers
from gateway.matrix import Eyes, text
from gateway.passages import EVERYBODY
from gateway.present.area import Area
from gateway.present.directory import Shelf, shelves
from gateway.present.directory_rows import Kept
from gateway.present.people import Faces
from gateway.shelf import json
from gateway.strict import Strict

WHO = EVERYBODY
PEOPLE_AT_HOME = frozenset({Role.RESIDENT, Role.VOLUNTEER})
"""They read who is there for their own grid and community, and no list of people."""
BESIDE = frozenset({Role.DEPARTMENT_LIAISON, Role.DEPARTMENT_HEAD})
"""职能部门 stand on one tier with the streets."""
OPEN_TABLES = frozenset(
    {
        *("grids", "stations", "lines", "powers", "duties", "jurisdictions"),
        *("organisations", "compounds"),
    }
)
"""What names nobody."""

Fact: TypeAlias = str | int | bool | tuple[str, ...] | None


@dataclass(frozen=True)
class Reach:
    """How far somebody sees into the tree."""

    actor: Actor
    city: City

    def posted(self) -> frozenset[str]:
        """The places whose subtrees are theirs."""
        return frozenset(post.at for post in self.actor.posts if post.role not in PEOPLE_AT_HOME)

    def row(self, table: str, kept: Kept) -> bool:
        """Whether a row is theirs to read."""
        open_ = table in OPEN_TABLES and (not kept.places or self.actor.holds_any(BESIDE))
        return open_ or not self.posted().isdisjoint(kept.places)

    def eyes(self, kept: Kept) -> Eyes:
        """With whose eyes they read a row."""
        if not self.posted().isdisjoint(kept.places):
            return Eyes.LOCAL
        return Eyes.DEPARTMENT if self.actor.holds_any(BESIDE) else Eyes.PUBLIC

    def seen(self, kept: Kept) -> DirectoryRow:
        """The row as they may see it."""
        row, eyes = kept.row, self.eyes(kept)
        people = tuple(one.model_copy(update={"name": text(one.name, eyes)}) for one in row.people)
        name, facts = (
            text(row.name, eyes),
            {key: _starred(one, eyes) for key, one in row.facts.items()},
        )
        return row.model_copy(update={"name": name, "people": people, "facts": facts})

    def area(self, id: str) -> bool:
        """Whether an area is: it lies below a post of theirs, or a post of theirs below it."""
        if self.actor.holds_any(BESIDE) or id not in self.city.territories:
            return id in self.city.territories
        above = self.city.path(id)
        homes = (post.at for post in self.actor.posts if post.at in self.city.territories)
        inside = any(id in self.city.path(home)[1:] for home in homes)
        return inside or not {post.at for post in self.actor.posts}.isdisjoint(above)


def _starred(value: Fact, eyes: Eyes) -> Fact:
    if isinstance(value, tuple):
        return tuple(text(one, eyes) for one in value)
    return text(value, eyes) if isinstance(value, str) else value


class Asked(BaseModel):
    """Which rows of a table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    under: Id | None = Field(None, description="only what lies in this place")
    kind: Id | None = Field(None, description="only rows of this kind")
    cursor: Mark = Field("", description="where a page ended")
    limit: int = Field(USUAL, ge=1, le=MOST)

    def wants(self, kept: Kept) -> bool:
        """Whether a row is asked for."""
        return (
            kept.row.id > self.cursor
            and self.kind in (None, kept.row.kind)
            and (self.under is None or self.under in kept.places)
        )


@dataclass
class Shelves:
    """The tables of the pack in force, written when it is first read from on a day: who runs a
    compound may change overnight."""

    city: City
    now: Callable[[], datetime]
    _written: dict[str, Mapping[str, Shelf]] = field(default_factory=dict[str, Mapping[str, Shelf]])

    def table(self, name: str) -> Shelf:
        """The rows of a table.

        Raises:
            NotThere: no such table.
        """
        now = self.now()
        mark = f"{self.city.version} {day_of(now)}"
        if mark not in self._written:
            self._written = {mark: shelves(self.city, now)}
        if name not in self._written[mark]:
            raise NotThere("not_found")
        return self._written[mark][name]


def directory_router(city: City, callers: Callers, now: Callable[[], datetime]) -> APIRouter:
    """Make the routes."""
    router = APIRouter(tags=["city"], route_class=Strict)
    calling, kept = Depends(callers.holding(WHO)), Shelves(city, now)

    @router.get("/city/areas/{id}", response_model=AreaView)
    async def area(caller: Annotated[Caller, calling], id: Id) -> Response:
        """A place and who acts there: head, party, force, triangle, on duty, partners, powers."""
        if not Reach(caller.actor, city).area(id):
            raise NotThere("not_found")
        return json(Area(id, Faces(city, now())).view())

    @router.get("/city/directory/{table}", response_model=Page[DirectoryRow])
    async def table(
        caller: Annotated[Caller, calling], table: Id, asked: Annotated[Asked, Query()]
    ) -> Response:
        """A table of the directory: only the rows within the reader's reach."""
        reach = Reach(caller.actor, city)
        rows = (one for one in kept.table(table) if reach.row(table, one))
        found = [one for one in rows if asked.wants(one)]
        shown = (one.at(city, now()) for one in found[: asked.limit])
        page, more = [reach.seen(one) for one in shown], len(found) > asked.limit
        cursor = page[-1].id if more else None
        return json(Page[Any](items=tuple(page), next_cursor=cursor))

    return router
