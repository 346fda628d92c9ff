"""Straight routes are found by their words, and everything else goes on to the rest."""

import pytest
from fastapi import APIRouter
from starlette.responses import PlainTextResponse

from contracts.refusals import NotThere
from services.chassis.straight import Straight, StraightRoute
from services.chassis.web import create_web
from tests.unit.chassis.asgi import call


def says(words):
    async def handle(request):
        return PlainTextResponse(f"{words} {dict(request.path_params)}")

    return handle


async def refuses(_):
    raise NotThere("not_found")


async def breaks(_):
    raise ValueError("nobody expected this")


async def documented() -> None: ...


def web():
    router = APIRouter()
    routes = [
        ("POST", "/pots/{id}/glaze", says("glazed")),
        ("GET", "/pots/{id}", says("one")),
        ("GET", "/pots/similar", says("similar")),
        ("GET", "/pots/lost", refuses),
        ("GET", "/pots/broken", breaks),
    ]
    for method, path, handle in routes:
        router.routes.append(StraightRoute(path, handle, documented, methods=[method]))
    outer = APIRouter()
    outer.include_router(router)
    outer.add_api_route("/slow", says("slow"), methods=["GET"], response_model=None)
    return create_web("pottery", [outer])


@pytest.mark.parametrize(
    ("method", "path", "answered"),
    [
        ("GET", "/pots/p-1", "one {'id': 'p-1'}"),
        ("GET", "/pots/similar", "similar {}"),
        ("POST", "/pots/p-1/glaze", "glazed {'id': 'p-1'}"),
        ("POST", "/pots/similar/glaze", "glazed {'id': 'similar'}"),
    ],
)
async def test_fixed_words_come_before_names_and_names_are_handed_on(method, path, answered):
    answer = await call(web(), method, path)

    assert (answer.status, answer.text) == (200, answered)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/pots/p-1/glaze", 405),
        ("DELETE", "/pots/p-1", 405),
        ("GET", "/pots", 404),
        ("GET", "/pots/", 404),
        ("GET", "//pots/p-1", 404),
        ("POST", "/pots//glaze", 404),
        ("GET", "/pots/p-1/glaze/again", 404),
    ],
)
async def test_what_is_not_here_is_a_problem_as_ever(method, path, status):
    answer = await call(web(), method, path)

    assert (answer.status, answer.json["status"]) == (status, status)


async def test_what_a_route_refuses_is_a_problem_and_what_breaks_has_a_number():
    refused = await call(web(), "GET", "/pots/lost")
    broken = await call(web(), "GET", "/pots/broken")

    assert (refused.status, refused.json["code"]) == (404, "not_found")
    assert (broken.status, broken.json["code"]) == (500, "broken")
    assert broken.json["trace_id"]


async def test_a_route_inside_an_included_router_is_straight_too():
    walked = []
    inner, outer = APIRouter(), APIRouter()
    inner.routes.append(StraightRoute("/pots", says("all"), documented, methods=["GET"]))
    outer.include_router(inner)

    async def rest(*_):
        walked.append(True)

    answer = await call(Straight(rest, [outer], {}), "GET", "/pots")

    assert (answer.text, walked) == ("all {}", [])
