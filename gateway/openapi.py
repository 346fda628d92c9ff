"""The OpenAPI document: what FastAPI knows of the routes, and what stands around all of them."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from fastapi import FastAPI

from contracts.sample import sample
from contracts.views.problem import ProblemDetails

Operation = dict[str, Any]

_WORDS: Mapping[str, str] = {
    "400": "The body is not JSON.",
    "401": "Nobody is signed in.",
    "403": "The caller's posts do not allow this, or the rule named by `code` forbids it.",
    "404": "No such thing, or nothing the caller may know of.",
    "409": "Not possible in this state, or somebody was faster.",
    "413": "The body is too large.",
    "415": "The body is of another type.",
    "422": "Fields are not right; `errors` names them.",
    "429": "Too many requests; `Retry-After` says when to come back.",
    "503": "Something is down; `Retry-After` says when to come back. Nothing was lost.",
    "504": "The view has not caught up with the version asked for.",
}
_ALWAYS = ("401", "403", "429", "503")
_POSTED = ("400", "404", "409", "413", "415", "422")
_READ = ("404", "422", "504")
_BY_DEVICES = "/alarms"
"""Asked with a device's own key."""
_OPEN = frozenset(
    {
        *("/auth/token", "/auth/refresh", "/city", "/call-back/{token}"),
        *("/certificates/{code}", "/notices/{period}"),
    }
)


def documented(app: FastAPI, prefix: str) -> None:
    """Let the application's document say what every route has in common."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if not app.openapi_schema:
            _complete(plain(), prefix)
        return cast("dict[str, Any]", app.openapi_schema)

    app.openapi = openapi


def _complete(document: dict[str, Any], prefix: str) -> None:
    components = document["components"]
    schema = ProblemDetails.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas: dict[str, Any] = components["schemas"]
    schemas |= {**schema.pop("$defs", {}), "ProblemDetails": schema}
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    flow = {"tokenUrl": f"{prefix}/auth/token", "refreshUrl": f"{prefix}/auth/refresh"}
    components["securitySchemes"] = {
        "password": {"type": "oauth2", "flows": {"password": {**flow, "scopes": {}}}},
        "device": {"type": "http", "scheme": "bearer"},
    }
    for path, method, operation in _operations(document):
        operation["summary"] = _sentence(operation)
        _problems(operation, method)
        if path.removeprefix(prefix) not in _OPEN:
            by_device = path.removeprefix(prefix) == _BY_DEVICES
            operation["security"] = [{"device" if by_device else "password": []}]
        _example(operation, schemas)


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Operation]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _sentence(operation: Operation) -> str:
    """What it is for, in its docstring's words: a function's name is no sentence."""
    described: str = operation.get("description") or operation["summary"]
    return described.split("\n")[0]


def _problems(operation: Operation, method: str) -> None:
    content = {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
    }
    for status in (*_ALWAYS, *(_POSTED if method == "post" else _READ)):
        operation["responses"][status] = {"description": _WORDS[status], "content": content}


def _example(operation: Operation, schemas: Mapping[str, Any]) -> None:
    """Show a body that the schema accepts."""
    posted = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if posted and "$ref" in posted["schema"]:
        posted["example"] = sample(_inlined(posted["schema"], schemas))


def _inlined(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> dict[str, Any]:
    return {**schema, "$defs": schemas}
