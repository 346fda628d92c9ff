"""What an operator runs by hand, in the system the environment describes."""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

from gateway.settings import GatewaySettings
from services.chassis.run import configured
from services.chassis.settings import Misconfigured

Work: TypeAlias = Callable[[GatewaySettings], Coroutine[Any, Any, int]]


def by_hand(work: Work) -> int:
    """Do it, and return the status to exit with: 2 where a setting is missing or wrong."""
    try:
        return asyncio.run(work(configured(GatewaySettings)))
    except Misconfigured as error:
        sys.stderr.write(f"{error}\n")
        return 2
