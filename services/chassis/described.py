"""An application whose OpenAPI document is written when somebody asks for it.

What FastAPI keeps of a route to document it is heavy, and kept twice when the route comes in a
router; so of a route that can say how it is `documented` it is told for the length of that writing
only.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI

from services.chassis.straight import included


def described(
    make: Callable[[], FastAPI], routers: Sequence[APIRouter], prefix: str = ""
) -> FastAPI:
    """Make the application of these routers."""
    app = _of(make(), routers, prefix)

    def openapi() -> dict[str, Any]:
        if not app.openapi_schema:
            app.openapi_schema = _of(make(), map(_documenting, routers), prefix).openapi()
        return app.openapi_schema

    app.openapi = openapi
    return app


def _of(app: FastAPI, routers: Iterable[APIRouter], prefix: str) -> FastAPI:
    for router in routers:
        app.include_router(router, prefix=prefix)
    return app


def _documenting(router: APIRouter) -> APIRouter:
    """A router FastAPI can document in another one's stead."""
    shown = APIRouter()
    for route in router.routes:
        if documented := getattr(route, "documented", None):
            shown.routes.append(documented())
        elif inner := included(route):
            shown.include_router(_documenting(inner))
        else:
            shown.routes.append(route)
    return shown
