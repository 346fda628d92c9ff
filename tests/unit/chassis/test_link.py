"""A wire that could not be had leaves nothing behind."""

import gc

import pytest
from aio_pika import Connection

from services.chassis.link import connect


async def test_a_connection_that_failed_is_closed_at_once_and_not_when_it_is_collected():
    nowhere = "amqp://127.0.0.1:1/"

    with pytest.raises(OSError, match="Connect") as failed:
        await connect(nowhere, "test")

    tried = [one for one in gc.get_objects() if isinstance(one, Connection)]
    assert [one.is_closed for one in tried if str(one.url).startswith(nowhere)] == [True]
    assert failed.value
