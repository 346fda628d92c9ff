"""The routes below `/open311/v2`, each as `.json` and `.xml`.

Rule 1: `api_key` is an access token of ours, or `Authorization: Bearer`; without one the services
and what anybody may know of requests can be read, and nothing can be posted.
Rule 2: errors look as the standard says: a list of codes and descriptions.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias, TypeVar

from fastapi import APIRouter, Path
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from contracts.refusals import NotThere, NotYours
from contracts.sentences import Language, say
from gateway.callers import Caller, Callers, address, bearer
from gateway.open311 import form
from gateway.open311.desk import Desk, Sent, Sought
from gateway.open311.form import Format
from gateway.open311.shown import definition, service
from gateway.refusing import too_large
from services.chassis.keys import KEY_HEADER, LONGEST_KEY
from services.chassis.language import language
from services.chassis.problems import NotSignedIn, Problem
from services.chassis.straight import Problems, problem_of

PREFIX = "/open311/v2"
MOST_BYTES = 64 * 1024
FORM = "application/x-www-form-urlencoded"

Form: TypeAlias = Annotated[Format, Path()]
Handle: TypeAlias = Callable[["Asked"], Awaitable[Response]]
Read = TypeVar("Read", bound=BaseModel)


@dataclass(frozen=True)
class Asked:
    """One request, with everything a route looks at."""

    request: Request
    form: Format
    given: Mapping[str, str]
    """Query and form together."""
    tongue: Language

    def read(self, kind: type[Read]) -> Read:
        """What is given, checked.

        Raises:
            RequestValidationError: names what is wrong.
        """
        try:
            return kind.model_validate(dict(self.given))
        except ValidationError as error:
            found = error.errors(include_url=False, include_input=False)
            raise RequestValidationError(found) from None


class Open311:
    """Answers 311 apps."""

    def __init__(self, desk: Desk, callers: Callers) -> None:
        self._desk, self._callers = desk, callers

    async def discovery(self, asked: Asked) -> Response:
        """Where things are."""
        base = f"{asked.request.base_url}{PREFIX[1:]}"
        formats = [{"url": base, "type": "production", "specification": _STANDARD}]
        told = {
            "changeset": "2026-11-22T00:00:00Z",
            "contact": self._desk.city.rules.name,
            "key_service": "POST /api/v1/auth/token",
            "endpoints": formats,
        }
        return form.one(told, "discovery", asked.form)

    async def services(self, asked: Asked) -> Response:
        """Everything that can be reported."""
        categories = self._desk.city.categories.values()
        open_ones = [service(c, asked.tongue) for c in categories if not c.restricted]
        return form.several(open_ones, form.SERVICES, asked.form)

    async def service(self, asked: Asked) -> Response:
        """What is asked for one of them."""
        category = self._desk.city.categories.get(asked.request.path_params["code"])
        if category is None or category.restricted:
            raise NotThere("not_found")
        return form.one(definition(category), form.DEFINITION, asked.form)

    async def report(self, asked: Asked) -> Response:
        """Take a report in."""
        caller = await self._caller(asked)
        if caller is None:
            raise NotSignedIn("sign_in")
        key = asked.request.headers.get(KEY_HEADER, "")[:LONGEST_KEY]
        answer = await self._desk.report(asked.read(Sent), caller, key)
        told = json.loads(answer.body)
        if answer.status >= 300:
            return _errors(asked.form, answer.status, str(told.get("detail", told.get("code"))))
        item = {
            "service_request_id": told["number"],
            "service_notice": say("reported", asked.tongue),
            "account_id": None,
        }
        return form.several([item], form.REQUESTS, asked.form, 201)

    async def requests(self, asked: Asked) -> Response:
        """Requests anybody may know of."""
        caller = await self._caller(asked)
        me = caller.actor.id if caller else None
        found = await self._desk.find(asked.read(Sought), asked.tongue, me)
        return form.several(found, form.REQUESTS, asked.form)

    async def request(self, asked: Asked) -> Response:
        """One request by its number."""
        caller = await self._caller(asked)
        me = caller.actor.id if caller else None
        number = asked.request.path_params["number"]
        found = await self._desk.one(number, asked.tongue, me)
        return form.several([found], form.REQUESTS, asked.form)

    async def _caller(self, asked: Asked) -> Caller | None:
        """Who asks; None without a key. A key that is none of ours is refused."""
        self._callers.per_address.hit(address(asked.request))
        key = asked.given.get("api_key")
        if not key and "authorization" not in asked.request.headers:
            return None
        caller = await self._callers.by(key or bearer(asked.request))
        self._callers.per_account.hit(caller.actor.id)
        if caller.narrow:
            raise NotYours("password_expired")
        return caller


_STANDARD = "http://wiki.open311.org/GeoReport_v2"


def open311_router(desk: Desk, callers: Callers, known: Problems) -> APIRouter:
    """Make the routes."""
    router, here = APIRouter(prefix=PREFIX, include_in_schema=False), Open311(desk, callers)
    routes: tuple[tuple[str, str, Handle], ...] = (
        ("GET", "/discovery", here.discovery),
        ("GET", "/services", here.services),
        ("GET", "/services/{code}", here.service),
        ("POST", "/requests", here.report),
        ("GET", "/requests", here.requests),
        ("GET", "/requests/{number}", here.request),
    )
    for method, path, handle in routes:
        endpoint = _answered(handle, known)
        router.add_api_route(f"{path}.{{form}}", endpoint, methods=[method])
    return router


def _answered(handle: Handle, known: Problems) -> Callable[..., Awaitable[Response]]:
    async def endpoint(request: Request, form: Form) -> Response:
        tongue = language(request.headers.get("accept-language", ""))
        try:
            given = {**request.query_params, **await _posted(request)}
            return await handle(Asked(request, form, given, tongue))
        except Exception as error:
            if problem := problem_of(error, known):
                return _problem(form, problem, tongue)
            raise

    return endpoint


async def _posted(request: Request) -> Mapping[str, str]:
    """The form; whatever else is posted, XML above all, is not read."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if request.method != "POST" or kind != FORM:
        return {}
    if int(request.headers.get("content-length") or 0) > MOST_BYTES:
        raise too_large("64 kB")
    async with request.form(max_files=0, max_fields=40) as sent:
        return {name: value for name, value in sent.items() if isinstance(value, str)}


def _problem(form: Format, problem: Problem, tongue: Language) -> Response:
    """A problem as the standard has it: 400 for what is wrong, 403 for a missing key."""
    fields = ", ".join(str(error["loc"][-1]) for error in problem.errors)
    words = say(problem.code, tongue, problem.facts) + (f" ({fields})" if fields else "")
    status = {401: 403, 422: 400}.get(problem.status, problem.status)
    return _errors(form, status, words)


def _errors(form_: Format, status: int, words: str) -> Response:
    item: dict[str, Any] = {"code": status, "description": words}
    return form.several([item], form.ERRORS, form_, status)
