"""The gateway's own routes, as strict as the doors to the owners.

Rule 1: who asks is known before a byte of a body is read: what a route depends on is found in the
order of its signature, and its caller stands first.
Rule 2: what is sent is read by `bodies` and `keys_of`, not by FastAPI, which would take "7" for 7
and pass over what it does not know: of a body, a form, and the question behind the address.
Rule 3: FastAPI documents a route as it is written down.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import partial, wraps
from inspect import Parameter, signature
from typing import Annotated, Any, TypeAlias, get_args

from fastapi import Depends
from fastapi.dependencies.models import Dependant
from fastapi.params import Form
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.requests import Request

from gateway import bodies
from services.chassis.keys import Key, key_of
from services.chassis.posted import read

Endpoint: TypeAlias = Callable[..., Awaitable[Any]]
Reader: TypeAlias = Callable[[Request], Awaitable[Any]]


class Strict(APIRoute):
    """A route that takes what it names, as it names it, and nothing else."""

    def __init__(self, path: str, endpoint: Endpoint, **told: Any) -> None:
        known = set[str]()
        reads = _reads_itself(endpoint, told)
        super().__init__(path, _reading(endpoint, partial(_rest, known, reads)), **told)
        known.update(_questions(self.dependant))
        self.documented = partial(APIRoute, path, endpoint, **told)


def _reads_itself(endpoint: Endpoint, told: Mapping[str, Any]) -> bool:
    """Whether no body is due, or the route says in the document what it reads by itself."""
    kinds = map(_body_of, signature(endpoint).parameters.values())
    return "POST" not in told["methods"] or bool(told["openapi_extra"]) or any(kinds)


async def _rest(known: set[str], reads: bool, request: Request) -> None:
    """What nothing else looks at: the rest of a question, and a body where none is due."""
    bodies.questions(request, known)
    if not reads:
        await bodies.nothing(request)


def _reading(endpoint: Endpoint, rest: Reader) -> Endpoint:
    """The endpoint, with strict readers in the place of what FastAPI would read."""

    @wraps(endpoint)
    async def called(rest: None, **given: Any) -> Any:
        return await endpoint(**given)

    written = signature(endpoint)
    named = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in written.parameters.values()]
    first_body = next((n for n, one in enumerate(named) if _body_of(one)), len(named))
    looked = Parameter("rest", Parameter.KEYWORD_ONLY, annotation=Annotated[None, Depends(rest)])
    read = [_read(one) for one in named]
    called.__signature__ = written.replace(  # pyright: ignore[reportAttributeAccessIssue]
        parameters=[*read[:first_body], looked, *read[first_body:]]
    )
    return called


def _read(one: Parameter) -> Parameter:
    if one.annotation == Key:
        return one.replace(annotation=Annotated[str, Depends(_key)])
    if kind := _body_of(one):
        by = _form(kind) if _is_form(one) else _json(kind)
        return one.replace(annotation=Annotated[kind, Depends(by)])
    return one


async def _key(request: Request) -> str:
    return key_of(request)


def _json(kind: type[BaseModel]) -> Reader:
    async def reading(request: Request) -> BaseModel:
        return read(kind, await bodies.sent(request))

    return reading


def _form(kind: type[BaseModel]) -> Reader:
    async def reading(request: Request) -> BaseModel:
        return bodies.form(kind, await bodies.sent(request, bodies.FORM))

    return reading


def _body_of(one: Parameter) -> type[BaseModel] | None:
    """The model a parameter is filled with from the body."""
    kind = get_args(one.annotation)[0] if _is_form(one) else one.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _is_form(one: Parameter) -> bool:
    return any(isinstance(told, Form) for told in getattr(one.annotation, "__metadata__", ()))


def _questions(dependant: Dependant) -> Iterator[str]:
    """Every name the query may have."""
    for field in dependant.query_params:
        yield from getattr(field.field_info.annotation, "model_fields", (field.alias,))
