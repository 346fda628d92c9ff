"""What people send, read as strictly wherever it goes: its size and type, then every field of it.

Rule 1: nothing sent is overlooked: a field nobody knows, and one that is given twice, is named.
Rule 2: a form is words: of a field that is something else there is no reading.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request

from gateway.refusing import too_large, wrong_type
from services.chassis.posted import read

MOST: Final = 64 * 1024
"""Bytes of a command: the longest texts in every field, and room."""
JSON: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"
_MOST_FIELDS: Final = 40

Body = TypeVar("Body", bound=BaseModel)
Errors = list[dict[str, Any]]


class Nothing(BaseModel):
    """What is sent where nothing is due."""

    model_config = ConfigDict(extra="forbid")


async def sent(request: Request, kind: str = JSON) -> bytes:
    """The bytes of a body that is no upload.

    Raises:
        Refusing: it is longer than any of this kind, or of another.
    """
    if request.method == "GET":
        return b""
    promised = request.headers.get("content-length", "0")
    if promised.isdecimal() and int(promised) > MOST:
        raise too_large("64 kB")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST:
            raise too_large("64 kB")
    if body and kind_of(request) != kind:
        raise wrong_type(kind)
    return body


def kind_of(request: Request) -> str:
    """What a body says it is."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def nothing(request: Request) -> None:
    """A body where none is due: none, or an empty one.

    Raises:
        RequestValidationError: names what is in it.
    """
    if body := await sent(request):
        read(Nothing, body)


def form(kind: type[Body], body: bytes) -> Body:
    """The model a form's bytes hold.

    Raises:
        RequestValidationError: names what is wrong.
        Refusing: more fields than any form has.
    """
    return fields(kind, words(body))


def words(body: bytes) -> list[tuple[str, str]]:
    """The fields a form's bytes hold, with their words.

    Raises:
        RequestValidationError: names what are no words.
        Refusing: more fields than any form has.
    """
    text = body.decode(errors="surrogateescape")
    try:
        pairs = parse_qsl(
            text, keep_blank_values=True, errors="surrogateescape", max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        raise too_large(str(_MOST_FIELDS)) from None
    if broken := [name for name, value in pairs if not _whole(name + value)]:
        raise RequestValidationError(
            [{"type": "string_unicode", "loc": ("body", _shown(name))} for name in broken]
        )
    return pairs


def _shown(text: str) -> str:
    return text.encode(errors="replace").decode()


def _whole(text: str) -> bool:
    """Whether it is made of characters, and not of halves or of bytes that are none."""
    return text == _shown(text)


def fields(kind: type[Body], pairs: Sequence[tuple[str, Any]]) -> Body:
    """The model these fields fill.

    Raises:
        RequestValidationError: names what is wrong.
    """
    wrong = twice("body", (name for name, _ in pairs))
    try:
        filled = kind.model_validate(dict(pairs))
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        wrong += [{**one, "loc": ("body", *one["loc"])} for one in found]
    else:
        if not wrong:
            return filled
    raise RequestValidationError(wrong)


def questions(request: Request, known: Collection[str]) -> None:
    """Look at the names in the question behind an address.

    Raises:
        RequestValidationError: one is given twice, or nobody knows it.
    """
    if not request.scope["query_string"]:
        return
    names = [name for name, _ in request.query_params.multi_items()]
    if wrong := twice("query", names) + unknown("query", names, known):
        raise RequestValidationError(wrong)


def twice(where: str, names: Iterable[str]) -> Errors:
    """What is wrong with names that may be given once."""
    given = Counter(names)
    return [{"type": "repeated", "loc": (where, name)} for name, n in given.items() if n > 1]


def unknown(where: str, names: Iterable[str], known: Collection[str]) -> Errors:
    """What is wrong with names nobody knows."""
    strange = dict.fromkeys(name for name in names if name not in known)
    return [{"type": "extra_forbidden", "loc": (where, name)} for name in strange]
