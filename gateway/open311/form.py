"""How Open311 answers look: a list of plain mappings, as JSON or as XML. Pure.

XML is only ever written here, never read: requests come as forms.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple, TypeAlias, cast
from xml.etree.ElementTree import Element, SubElement, tostring

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
_EACH: Final = {"attributes": "attribute", "values": "value", "endpoints": "endpoint"}
_MEDIA: Final[Mapping[Format, str]] = {
    "json": "application/json; charset=utf-8",
    "xml": "text/xml; charset=utf-8",
}


def several(items: Sequence[Item], names: Names, form: Format, status: int = 200) -> Response:
    """A list of things."""
    if form == "json":
        return _answer(json.dumps(list(items), ensure_ascii=False), form, status)
    root = Element(names.whole)
    for item in items:
        _filled(SubElement(root, names.each), item)
    return _answer(_written(root), form, status)


def one(item: Item, name: str, form: Format) -> Response:
    """A single thing."""
    if form == "json":
        return _answer(json.dumps(item, ensure_ascii=False), form, 200)
    root = Element(name)
    _filled(root, item)
    return _answer(_written(root), form, 200)


def _answer(text: str, form: Format, status: int) -> Response:
    return Response(text, status, media_type=_MEDIA[form])


def _written(root: Element) -> str:
    return tostring(root, encoding="unicode", xml_declaration=True)


def _filled(element: Element, item: Item) -> None:
    for name, value in item.items():
        child = SubElement(element, name)
        if isinstance(value, list | tuple):
            for inner in cast(Sequence[Item], value):
                _filled(SubElement(child, _EACH[name]), inner)
        elif value is not None:
            child.text = str(value).lower() if isinstance(value, bool) else str(value)
