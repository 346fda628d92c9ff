"""Plain mappings as XML. Pure; XML is only ever written, never read: requests come as forms."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast
from xml.etree.ElementTree import Element, SubElement, tostring

_EACH: Final = {"attributes": "attribute", "values": "value", "endpoints": "endpoint"}


def listed(items: Sequence[Mapping[str, Any]], whole: str, each: str) -> str:
    """A list of things under these names."""
    root = Element(whole)
    for item in items:
        _filled(SubElement(root, each), item)
    return _written(root)


def element(item: Mapping[str, Any], name: str) -> str:
    """A single thing under this name."""
    root = Element(name)
    _filled(root, item)
    return _written(root)


def _written(root: Element) -> str:
    return tostring(root, encoding="unicode", xml_declaration=True)


def _filled(element: Element, item: Mapping[str, Any]) -> None:
    for name, value in item.items():
        child = SubElement(element, name)
        if isinstance(value, list | tuple):
            for inner in cast(Sequence[Mapping[str, Any]], value):
                _filled(SubElement(child, _EACH[name]), inner)
        elif value is not None:
            child.text = str(value).lower() if isinstance(value, bool) else str(value)
