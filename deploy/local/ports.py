"""Ports on loopback: find free ones, and say plainly when a wanted one is taken."""

import random
import socket
from itertools import islice

_OURS = range(20_000, 32_000)
"""Below those that the kernel lends to outgoing connections, which would take one we counted on."""


def free_ports(count: int) -> list[int]:
    """Return different free ports, by chance, so that parallel runs hardly ever choose the same."""
    free = (port for port in random.sample(_OURS, len(_OURS)) if _free(port))
    return list(islice(free, count))


def taken(port: int) -> bool:
    """Whether someone listens on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free(port: int) -> bool:
    with socket.socket() as holder:
        try:
            holder.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
