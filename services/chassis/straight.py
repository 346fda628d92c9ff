"""Routes on nearly every request's way: found by the words of the path, handled at once.

Rule 1: FastAPI documents a straight route like any other, when somebody asks for the document
(`described`); its layers, which would read and write everything twice, are not walked through, and
what it knows of hundreds of routes is not kept.
Rule 2: an address or a method that is not here goes on to the rest of the application, which knows
how to say so. Ids have no dots: a word with one is a file's name, and goes on too.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, TypeAlias

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from services.chassis import problems
from services.chassis.problems import Problem

Handle: TypeAlias = Callable[[Request], Awaitable[Response]]
Problems: TypeAlias = Mapping[type[Exception], Callable[[Any], Problem]]

_PARAMETER = "{}"
_HERE = ""
_Node: TypeAlias = dict[str, Any]


class StraightRoute(Route):
    """A route that `handle` answers, and FastAPI documents by its endpoint's signature."""

    def __init__(
        self, path: str, handle: Handle, endpoint: Any, methods: Sequence[str], **told: Any
    ) -> None:
        self.straight = handle
        """Should a request come by FastAPI's way, the answer is the same."""
        self.documented = partial(APIRoute, path, endpoint, methods=methods, **told)
        super().__init__(path, handle, methods=methods, name=told.get("name"))
        self.methods = set(methods)


class Straight:
    """Answers straight routes, and hands everything else to the rest."""

    def __init__(
        self, rest: ASGIApp, routers: Iterable[APIRouter], known: Problems, prefix: str = ""
    ) -> None:
        self._rest, self._known = rest, known
        self._root: _Node = {}
        for route in _straight(routers):
            self._plant(f"{prefix}{route.path}", route)

    def _plant(self, path: str, route: StraightRoute) -> None:
        node = self._root
        for word in path.split("/"):
            node = node.setdefault(_PARAMETER if word.startswith("{") else word, {})
        for method in route.methods or ():
            node.setdefault(_HERE, {})[method] = route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        found = self._find(scope) if scope["type"] == "http" else None
        if found is None:
            await self._rest(scope, receive, send)
            return
        route, values = found
        scope["route"] = route
        scope["path_params"] = dict(zip(route.param_convertors, values, strict=True))
        request = Request(scope, receive)
        response = await self._answer(route, request)
        await response(scope, receive, send)

    async def _answer(self, route: StraightRoute, request: Request) -> Response:
        try:
            return await route.straight(request)
        except Exception as error:
            if problem := problem_of(error, self._known):
                return problems.answer(request, problem)
            raise

    def _find(self, scope: Scope) -> tuple[StraightRoute, list[str]] | None:
        words = scope["path"].split("/")
        if "" in words[1:]:
            return None
        node, values = _walk(self._root, words, 0)
        route = node.get(_HERE, {}).get(scope["method"]) if node else None
        return (route, values) if route else None


def _straight(routers: Iterable[APIRouter]) -> Iterator[StraightRoute]:
    for route in chain.from_iterable(router.routes for router in routers):
        if isinstance(route, StraightRoute):
            yield route
        elif router := included(route):
            yield from _straight([router])


def included(route: object) -> APIRouter | None:
    """The router that FastAPI keeps whole in a route's place; ours add no prefix of their own."""
    return getattr(route, "original_router", None)


def _walk(node: _Node, words: list[str], at: int) -> tuple[_Node | None, list[str]]:
    if at == len(words):
        return (node if _HERE in node else None), []
    word = words[at]
    if (at == 0 or word) and (named := node.get(word)) is not None:
        found, values = _walk(named, words, at + 1)
        if found is not None:
            return found, values
    if at and "." not in word and (any_word := node.get(_PARAMETER)) is not None:
        found, values = _walk(any_word, words, at + 1)
        return found, [word, *values]
    return None, []


def problem_of(error: Exception, known: Problems) -> Problem | None:
    """The problem an exception is told as; None where nobody expected it."""
    kinds = (kind for kind in type(error).__mro__ if kind in known)
    kind = next(kinds, None)
    return known[kind](error) if kind else None
