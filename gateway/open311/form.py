"""How Open311 answers look: a list of plain mappings, as JSON or as XML. Pure."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from starlette.responses import Response

Format: TypeAlias = Literal["json", "xml"]
Item: TypeAlias = Mapping[str, Any]


class Names(NamedTuple):
    """What the XML elements are called: all of it, and each one."""

    whole: str
    each: str


SERVICES: Final = Names("services", "service")
REQUESTS: Final = Names("service_requests", "request")
ERRORS: Final = Names("errors", "error")
DEFINITION: Final = "service_definition"
_MEDIA: Final[Mapping[Format, str]] = {
    "json": "application/json; charset=utf-8",
    "xml": "text/xml; charset=utf-8",
}


def several(items: Sequence[Item], names: Names, form: Format, status: int = 200) -> Response:
    """A list of things."""
    if form == "json":
        return _answer(json.dumps(list(items), ensure_ascii=False), form, status)
    # What writes XML comes with the first who asks for it.
    from gateway.open311.elements import listed

    return _answer(listed(items, names.whole, names.each), form, status)


def one(item: Item, name: str, form: Format) -> Response:
    """A single thing."""
    if form == "json":
        return _answer(json.dumps(item, ensure_ascii=False), form, 200)
    from gateway.open311.elements import element

    return _answer(element(item, name), form, 200)


def _answer(text: str, form: Format, status: int) -> Response:
    return Response(text, status, media_type=_MEDIA[form])
