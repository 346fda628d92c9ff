"""What a stream of news says, line by line."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp


async def frames(answer: aiohttp.ClientResponse) -> AsyncIterator[tuple[str, str]]:
    """The lines of an event stream: field name and text."""
    async for line in answer.content:
        name, _, text = line.decode().rstrip("\r\n").partition(": ")
        if name:
            yield name, text


def concerned(event: dict[str, Any]) -> set[str]:
    """Ids of everything an event is about."""
    return {event["subject"], *map(str, event.get("facts", {}).values())}
