"""Read a body that was posted as JSON: from bytes to a validated model, in one step.

What is of another type is refused, not guessed at: `true` is no number, `"7"` neither. FastAPI
would read JSON first and validate what it gets, where strictness would refuse a date written out.
"""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.requests import Request

Body = TypeVar("Body", bound=BaseModel)


def read(kind: type[Body], body: bytes) -> Body:
    """The model a body holds.

    Raises:
        RequestValidationError: names what is wrong.
    """
    try:
        return kind.model_validate_json(body, strict=True)
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_url=False, include_input=False)) from None


def posted(kind: type[Body]) -> Callable[[Request], Awaitable[Body]]:
    """What a route that FastAPI calls depends on, to have its body read like this."""

    async def reading(request: Request) -> Body:
        return read(kind, await request.body())

    return reading
