"""What is said when something goes wrong: one table for every web application of ours.

Rule 1: a fault nobody expected is left to the guards of the process: they log it, give it a number
and say so in the same form. Without that, Starlette would answer in plain words first.
Rule 2: a database that is away for a moment is an outage, not a fault, whichever route met it.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pymongo.errors import PyMongoError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from contracts.machine import IllegalTransition
from contracts.refusals import Refused
from services.chassis import problems
from services.chassis.guards import TooLarge
from services.chassis.outage import passing
from services.chassis.problems import NotSignedIn, Problem
from services.chassis.store import Unavailable
from services.chassis.straight import Problems

_HTTP_CODES: Mapping[int, str] = {404: "not_found", 405: "no_such_method", 400: "not_json"}


def of_database(error: PyMongoError) -> Problem:
    """What an error of the database means to the one who asked."""
    if passing(error):
        return problems.of_outage()
    raise error


PROBLEMS: Problems = {
    Refused: problems.of_refusal,
    IllegalTransition: problems.of_transition,
    RequestValidationError: lambda error: problems.of_errors(error.errors()),
    NotSignedIn: lambda error: Problem(401, error.code, headers={"www-authenticate": "Bearer"}),
    TooLarge: lambda error: problems.of_size(error.limit),
    Unavailable: lambda _: problems.of_outage(),
    ConnectionError: lambda _: problems.of_outage(),
    TimeoutError: lambda _: problems.of_outage(),
    PyMongoError: of_database,
    HTTPException: lambda error: Problem(
        error.status_code,
        _HTTP_CODES.get(error.status_code, "general"),
        headers=error.headers or {},
    ),
}


def tells(app: FastAPI, known: Problems) -> None:
    """Have an application tell of these, and leave every other fault to the guards."""
    for kind, problem in known.items():
        app.add_exception_handler(kind, _handler(problem))
    app.add_exception_handler(Exception, _passed_on)


def _handler(problem: Callable[[Any], Problem]) -> Callable[[Request, Any], Awaitable[Response]]:
    async def handle(request: Request, error: Any) -> Response:
        return problems.answer(request, problem(error))

    return handle


async def _passed_on(_: Request, error: Exception) -> Response:
    raise error
