"""The routes of boards and lists that leave as files."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from gateway.callers import Caller, Callers
from gateway.export.boards import board_table
from gateway.export.leaving import (
    FORMS,
    LISTS,
    Leaving,
    Period,
    Subject,
    Tongue,
    Whose,
    Why,
    binary,
)
from gateway.export.table import MOST_ROWS
from gateway.listing import Listing
from gateway.passages import MEASURED
from gateway.strict import Strict


def leaving_router(leaving: Leaving, callers: Callers) -> APIRouter:
    """Make the routes; before those of boards, whose subjects have no dot."""
    router = APIRouter(route_class=Strict)
    for form in FORMS:
        router.add_api_route(
            f"/boards/{{period}}/{{subject}}.{form}",
            _board(leaving, callers, form),
            methods=["GET"],
            tags=["boards"],
            response_class=Response,
            responses=binary(form),
            summary=f"The board of a month as {form.upper()}, marked with who took it.",
        )
    for name, roles in LISTS.items():
        if roles:
            router.add_api_route(
                f"/{name}.xlsx",
                _list(leaving, callers, name),
                methods=["GET"],
                tags=[name],
                response_class=Response,
                responses=binary("xlsx"),
                summary=f"A list of {name} as XLSX: at most {MOST_ROWS} rows, masked, on record.",
            )
    return router


def _board(leaving: Leaving, callers: Callers, form: str) -> Callable[..., Awaitable[Response]]:
    measured = Depends(callers.holding(MEASURED))

    async def board(
        caller: Annotated[Caller, measured],
        period: Period,
        subject: Subject,
        district: Whose = None,
        tongue: Tongue = "",
    ) -> Response:
        path = f"/boards/{period}/{subject}"
        table = await leaving.months(path, board_table, caller, district)
        return await leaving.leave(table, form, caller, tongue)

    return board


class Exported(Listing):
    """The same questions as the list's, and why."""

    reason: Why


def _list(leaving: Leaving, callers: Callers, name: str) -> Callable[..., Awaitable[Response]]:
    exporter = Depends(callers.holding(LISTS[name]))

    async def listed(
        caller: Annotated[Caller, exporter],
        asked: Annotated[Exported, Query()],
        tongue: Tongue = "",
    ) -> Response:
        table = await leaving.listed(name, asked, caller)
        return await leaving.leave(table, "xlsx", caller, tongue, asked.reason)

    return listed
