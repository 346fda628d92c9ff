"""Where one kind of view is read: its list and its single reads, as routes.

Who passes the gate of the posts still sees only what `scopes` lets him see.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias, TypeVar

from fastapi import Query
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from contracts.actor import Role
from contracts.views.view import Page
from gateway.bodies import questions
from gateway.callers import Caller, Callers
from gateway.fold import Folded
from gateway.kinds import KINDS
from gateway.listing import Listing
from gateway.present.reader import Reader
from gateway.reading import Reading
from services.chassis.store import Kept
from services.chassis.straight import Handle, StraightRoute

Found: TypeAlias = Sequence[Kept[Folded]]
One: TypeAlias = Callable[[Reading, str, Folded, Reader], Awaitable[BaseModel]]
Many: TypeAlias = Callable[[Reading, Found, Reader], Awaitable[tuple[BaseModel, ...]]]
Beside: TypeAlias = Callable[[Reading, Reader], Awaitable[Mapping[str, Any]]]
Query_ = TypeVar("Query_", bound=BaseModel)
Version: TypeAlias = Annotated[
    int, Query(ge=0, description="wait until this version is seen", le=1_000_000)
]


@dataclass(frozen=True)
class Read:
    """How one kind is read."""

    roles: frozenset[Role]
    row: type[BaseModel]
    view: type[BaseModel]
    many: Many
    one: One
    page: type[Page[Any]] | None = None
    """What a page of it is, where it is more than its rows."""
    beside: Beside | None = None
    """What its first page shows beside the rows."""


class AskedOne(BaseModel):
    """Which one is asked for, and how new it must be."""

    id: Annotated[str, Field(max_length=80)]
    at_least: Version = 0


@dataclass(frozen=True)
class Shelf:
    """Where one kind is read."""

    name: str
    read: Read
    reading: Reading
    callers: Callers

    async def listed(self, request: Request) -> Response:
        """Answer a page."""
        caller = await self._reader(request)
        asked = asked_for(Listing, request).asked(KINDS[self.name], caller.scope)
        page = await self.reading.views.page(self.name, caller.scope, asked)
        reader = self.reading.reader(caller.scope)
        rows = await self.read.many(self.reading, page.items, reader)
        first = self.read.beside if asked.cursor is None else None
        beside: Mapping[str, Any] = await first(self.reading, reader) if first else {}
        return json(self._page(items=rows, next_cursor=page.next_cursor, **beside))

    async def one(self, request: Request) -> Response:
        """Answer one of them."""
        caller = await self._reader(request)
        one = asked_for(AskedOne, request)
        view = await self.reading.views.see(self.name, one.id, caller.scope, one.at_least)
        reader = self.reading.reader(caller.scope)
        return json(await self.read.one(self.reading, one.id, view, reader))

    @property
    def _page(self) -> type[Page[Any]]:
        return self.read.page or Page[Any]

    async def _reader(self, request: Request) -> Caller:
        caller = await self.callers.of(request)
        caller.must_hold(self.read.roles)
        return caller

    def list_route(self) -> StraightRoute:
        """The list."""

        async def documented(asked: Annotated[Listing, Query()]) -> None: ...

        summary = f"List {self.name}: only those the reader may see."
        model = self.read.page or Page[self.read.row]
        return self._route(f"/{self.name}", self.listed, documented, model, summary)

    def one_route(self) -> StraightRoute:
        """One of them."""

        async def documented(
            id: Annotated[str, Field(max_length=80)], at_least: Version = 0
        ) -> None: ...

        summary = f"Read one of the {self.name}."
        return self._route(f"/{self.name}/{{id}}", self.one, documented, self.read.view, summary)

    def _route(
        self, path: str, handle: Handle, endpoint: object, model: type[BaseModel], summary: str
    ) -> StraightRoute:
        return StraightRoute(
            path,
            handle,
            endpoint,
            methods=["GET"],
            name=summary,
            tags=[self.name],
            response_model=model,
            summary=summary,
        )


def asked_for(kind: type[Query_], request: Request) -> Query_:
    """The questions of a request, checked.

    Raises:
        RequestValidationError: names what is wrong.
    """
    questions(request, kind.model_fields.keys() - request.path_params.keys())
    try:
        return kind.model_validate({**request.query_params, **request.path_params})
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_url=False, include_input=False)) from None


def json(model: BaseModel) -> Response:
    """A model as an answer, written once."""
    return Response(model.__pydantic_serializer__.to_json(model), media_type="application/json")
