"""Ports on loopback: find free ones, and say plainly when a wanted one is taken."""

import socket


def free_ports(count: int) -> list[int]:
    """Return different free ports; all are held until the last is found, so none comes twice."""
    holders = [socket.socket() for _ in range(count)]
    try:
        for holder in holders:
            holder.bind(("127.0.0.1", 0))
        return [holder.getsockname()[1] for holder in holders]
    finally:
        for holder in holders:
            holder.close()


def taken(port: int) -> bool:
    """Whether someone listens on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
