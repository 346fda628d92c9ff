"""Where an act is posted, and what it means when a service says no."""

from collections.abc import Mapping
from typing import Any

from contracts.commands.routes import ROUTES

_OWNERS = {route.path: route.owner for route in ROUTES}


class Problem(Exception):
    """A service said no."""

    def __init__(self, path: str, body: Mapping[str, Any]) -> None:
        super().__init__(f"{path}: {body}")
        self.code = str(body["code"])


def owner_of(path: str) -> str:
    """The service that has this door. Raises LookupError: none has."""
    words = path.split("/")
    found = [known for known in _OWNERS if _is(known.split("/"), words)]
    if not found:
        raise LookupError(path)
    return _OWNERS[min(found, key=lambda known: known.count("{"))]


def _is(pattern: list[str], words: list[str]) -> bool:
    same = len(pattern) == len(words)
    return same and all(a == b or a[0:1] == "{" for a, b in zip(pattern, words, strict=True))
