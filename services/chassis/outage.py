"""Tell a database that is away for a moment from one that says no."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from pymongo.errors import ConnectionFailure, OperationFailure, PyMongoError

from services.chassis.store import Unavailable

DUPLICATE = 11000
PASSING = frozenset(
    (6, 7, 50, 64, 89, 91, 112, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436)
)
"""Server error codes of elections, shutdowns, timeouts and write conflicts."""


def passing(error: PyMongoError) -> bool:
    """Whether the same request may succeed later. It may also have been done already."""
    if isinstance(error, OperationFailure) and error.code in PASSING:
        return True
    return isinstance(error, ConnectionFailure) or error.timeout


@asynccontextmanager
async def reading() -> AsyncGenerator[None]:
    """Say `Unavailable` when a read meets an outage; the driver has tried twice by then."""
    try:
        yield
    except PyMongoError as error:
        if passing(error):
            raise Unavailable(str(error)) from error
        raise
