"""The routes below `/open311/v2`, each as `.json` and `.xml`.

Rule 1: `api_key` is an access token of ours, or `Authorization: Bearer`; without one the services
and what anybody may know of requests can be read, and nothing can be posted.
Rule 2: errors look as the standard says: a list of codes and descriptions.
"""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias, TypeVar

from fastapi import APIRouter, Path
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from contracts.reasons import reason
from contracts.refusals import NotThere, NotYours
from contracts.sentences import Language, say
from gateway.bodies import FORM, kind_of, sent, twice, unknown, words
from gateway.callers import Caller, Callers, address, bearer
from gateway.open311 import form
from gateway.open311.desk import CONFIDENTIAL, Desk, Sent, Sought
from gateway.open311.form import Format
from gateway.open311.shown import definition, service
from services.chassis.keys import KEY_HEADER, key_of
from services.chassis.language import language
from services.chassis.problems import NotSignedIn, Problem
from services.chassis.straight import Problems, problem_of

PREFIX = "/open311/v2"

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
        key = key_of(asked.request) if KEY_HEADER in asked.request.headers else ""
        attributes = [name for name in asked.given if name.startswith("attribute[")]
        if wrong := unknown("body", attributes, {CONFIDENTIAL}):
            raise RequestValidationError(wrong)
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

    async def nothing(self, asked: Asked) -> Response:
        """What no route has, told in the form that was asked for."""
        raise NotThere("not_found")

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
        ("GET", "/{rest:path}", here.nothing),
        ("POST", "/{rest:path}", here.nothing),
    )
    for method, path, handle in routes:
        endpoint = _answered(handle, known)
        router.add_api_route(f"{path}.{{form}}", endpoint, methods=[method])
    return router


def _answered(handle: Handle, known: Problems) -> Callable[..., Awaitable[Response]]:
    async def endpoint(request: Request, form: Form) -> Response:
        tongue = language(request.headers.get("accept-language", ""))
        try:
            return await handle(Asked(request, form, await _given(request), tongue))
        except Exception as error:
            if problem := problem_of(error, known):
                return _problem(form, problem, tongue)
            raise

    return endpoint


async def _given(request: Request) -> Mapping[str, str]:
    """Query and form together; of what is said twice nobody knows which is meant."""
    pairs = [*request.query_params.multi_items(), *await _posted(request)]
    if wrong := twice("body", (name for name, _ in pairs)):
        raise RequestValidationError(wrong)
    return dict(pairs)


async def _posted(request: Request) -> Sequence[tuple[str, str]]:
    """The form; whatever else is posted, XML above all, is not read."""
    if request.method != "POST" or kind_of(request) != FORM:
        return ()
    return words(await sent(request, FORM))


def _problem(form: Format, problem: Problem, tongue: Language) -> Response:
    """A problem as the standard has it: 400 for what is wrong, 403 for a missing key."""
    named = ", ".join(
        f"{error['loc'][-1]}: {reason(error['type'], tongue, error.get('ctx', {}))}"
        for error in problem.errors
    )
    told = say(problem.code, tongue, problem.facts) + (f" ({named})" if named else "")
    status = {401: 403, 422: 400}.get(problem.status, problem.status)
    return _errors(form, status, told)


def _errors(form_: Format, status: int, words: str) -> Response:
    item: dict[str, Any] = {"code": status, "description": words}
    return form.several([item], form.ERRORS, form_, status)
