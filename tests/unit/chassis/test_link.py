"""A wire that could not be had leaves nothing behind."""

from typing import Any

import pytest
from aio_pika import Connection

from services.chassis import link


async def test_a_connection_that_failed_is_closed_at_once_and_not_when_it_is_collected(
    monkeypatch: pytest.MonkeyPatch,
):
    tried: list[Connection] = []

    class Tried(Connection):
        """One that is remembered."""

        def __init__(self, *told: Any, **more: Any) -> None:
            super().__init__(*told, **more)
            tried.append(self)

    monkeypatch.setattr(link, "Connection", Tried)

    with pytest.raises(OSError, match="Connect"):
        await link.connect("amqp://127.0.0.1:1/", "test")

    assert [one.is_closed for one in tried] == [True]
