"""An outlet takes a line of text to people outside, or says why not.

Rule 1: a line holds what the city pack and the system made: kind, number, group. No word that a
person typed leaves by an outlet, so no personal data can.
Rule 2: a vendor answers 200 to most of what it refuses; what counts is the code in its answer.
"""

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from aiohttp import ClientError, ClientSession


class Unsent(Exception):
    """It was not sent. `again` says whether the same line may be taken later."""

    def __init__(self, code: str, *, again: bool) -> None:
        super().__init__(code)
        self.code = code
        self.again = again


class Outlet(Protocol):
    """One way out."""

    @property
    def name(self) -> str:
        """What it is called in metrics and in the room of operations."""
        ...

    async def send(self, session: ClientSession, line: str) -> None:
        """Take a line out.

        Raises:
            Unsent: the other side cannot be reached, or says no.
        """
        ...


async def posted(
    session: ClientSession,
    url: str,
    body: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
) -> Mapping[str, Any]:
    """Post JSON and return the JSON that is answered.

    Raises:
        Unsent: no answer in time, a status that is none of success, or an answer that is not JSON.
    """
    try:
        async with session.post(url, json=body, headers=headers) as answer:
            if answer.status >= 300:
                again = answer.status == 429 or answer.status >= 500
                raise Unsent(f"http_{answer.status}", again=again)
            return await answer.json(content_type=None)
    except (ClientError, TimeoutError):
        raise Unsent("unreachable", again=True) from None
    except ValueError:
        raise Unsent("unreadable", again=False) from None


def check(answer: Mapping[str, Any], field: str, busy: Collection[int]) -> None:
    """Refuse a code that is not 0; those of a vendor that is busy may be tried again.

    Raises:
        Unsent: with the vendor's code.
    """
    code = answer.get(field, -1)
    if code != 0:
        raise Unsent(str(code), again=code in busy)
