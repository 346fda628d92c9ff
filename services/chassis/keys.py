"""The key under which somebody sends an act: sent twice with it, it is done once."""

from typing import Annotated, Final, TypeAlias

from fastapi import Header
from starlette.requests import Request

from contracts.refusals import NotSo

KEY_HEADER: Final = "Idempotency-Key"
LONGEST_KEY: Final = 128

Key: TypeAlias = Annotated[str, Header(alias=KEY_HEADER, min_length=1, max_length=LONGEST_KEY)]
"""The key of a route that FastAPI reads."""


def key_of(request: Request) -> str:
    """Return the key of a route that reads for itself.

    Raises:
        NotSo: there is none, or none that could be kept.
    """
    key = request.headers.get(KEY_HEADER, "")
    if not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        raise NotSo("key_missing", field=KEY_HEADER)
    return key
