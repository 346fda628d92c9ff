"""Which processes make up Whistle, where they listen, and what their environment says.

Nothing here starts anything. Ports count up from the gateway's, so one number moves them all.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from deploy.local.ports import free_ports

ROOT = Path(__file__).resolve().parents[2]
GATEWAY = "gateway"
MODULES: Mapping[str, str] = MappingProxyType(
    {
        GATEWAY: "gateway",
        "intake": "services.intake",
        "dispatch": "services.dispatch",
        "response": "services.response",
        "evaluation": "services.evaluation",
    }
)
COMMANDS: Mapping[str, Sequence[str]] = MappingProxyType(
    {name: (sys.executable, "-m", module) for name, module in MODULES.items()}
)


def ports_from(first: int) -> dict[str, int]:
    """Return a port for every process: the gateway's first, then one after another."""
    return {name: first + offset for offset, name in enumerate(MODULES)}


def free_plan() -> dict[str, int]:
    """Return a free port for every process."""
    return dict(zip(MODULES, free_ports(len(MODULES)), strict=True))


def url(port: int) -> str:
    """Return where a process on this machine is reached."""
    return f"http://127.0.0.1:{port}"


_THRIFTY = {"MALLOC_ARENA_MAX": "2"}
"""A heap for every thread would keep tens of megabytes that nobody uses."""


def common_environment(
    ports: Mapping[str, int], keys: Mapping[str, str], addresses: Mapping[str, str]
) -> dict[str, str]:
    """Return what every process is told; what the caller's environment says wins over `keys`."""
    told = {"WHISTLE_CITY": str(ROOT / "deploy/city/demo"), **keys, **os.environ}
    upstreams = {f"WHISTLE_{name.upper()}_URL": url(port) for name, port in ports.items()}
    upstreams.pop("WHISTLE_GATEWAY_URL", None)
    search = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    fixed = {"WHISTLE_HOST": "127.0.0.1", "PYTHONPATH": search, "PYTHONUNBUFFERED": "1"}
    return {**_THRIFTY, **told, **upstreams, **fixed, **addresses}
