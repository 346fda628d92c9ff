"""The HTTP edge every process has: health, metrics, problems, and the routers it is given.

Rule 1: a route knows nothing of problems, limits or traces: they stand around it.
Rule 2: `/live` says that the loop turns; `/ready` names what is missing, so that nobody guesses.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from fastapi import APIRouter, FastAPI
from fastapi.telemetry import TelemetryConfig
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp

from services.chassis.described import described
from services.chassis.edge import PROBLEMS, tells
from services.chassis.guards import MEGABYTE, Gate, Guards
from services.chassis.problem_schema import DOCUMENTED
from services.chassis.straight import Straight, StraightRoute
from services.chassis.trace_web import TraceWeb

Check: TypeAlias = Callable[[], Awaitable[bool] | bool]
"""Whether something this process needs is there now."""

CHECK_WITHIN = 2.0

_NONE_OF_ITS_OWN: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
}
"""FastAPI would record what people typed, and everything twice."""


def create_web(
    service: str,
    routers: Sequence[APIRouter],
    checks: Mapping[str, Check] | None = None,
    gate: Gate | None = None,
    limit: int = MEGABYTE,
    public: ASGIApp | None = None,
) -> ASGIApp:
    """Make the web application of a process.

    Args:
        service: its name, the title of its OpenAPI document.
        routers: its routes.
        checks: what `/ready` asks, by the name it reports when missing.
        gate: closed while the process starts or stops; open when not given.
        limit: the largest body, in bytes.
        public: what answers every address that none of the routers has.
    """
    make = partial(
        FastAPI,
        title=f"Whistle {service}",
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
        telemetry=_NONE_OF_ITS_OWN,
        responses={422: DOCUMENTED, "default": DOCUMENTED},
    )
    routers = (_health(checks or {}), *routers)
    app = described(make, routers)
    tells(app, PROBLEMS)
    straight = Straight(public or app, routers, PROBLEMS)
    return Guards(TraceWeb(straight, service), gate or Gate(), limit)


def _health(checks: Mapping[str, Check]) -> APIRouter:
    router = APIRouter()

    async def live(_: Request) -> Response:
        return JSONResponse({"live": True})

    async def ready(_: Request) -> Response:
        missing = await _missing(checks)
        return JSONResponse({"ready": not missing, "missing": missing}, 503 if missing else 200)

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    for path, handle in (("/live", live), ("/ready", ready), ("/metrics", metrics)):
        router.routes.append(StraightRoute(path, handle, handle, ["GET"], include_in_schema=False))
    return router


async def _missing(checks: Mapping[str, Check]) -> list[str]:
    there = await asyncio.gather(*[_holds(check) for check in checks.values()])
    return [name for name, holds in zip(checks, there, strict=True) if not holds]


async def _holds(check: Check) -> bool:
    try:
        async with asyncio.timeout(CHECK_WITHIN):
            held = check()
            return held if isinstance(held, bool) else await held
    except Exception:
        return False
