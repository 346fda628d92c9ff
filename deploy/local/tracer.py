"""The receiver for traces of a system on this machine, where it is there and wanted."""

import sys
from importlib.util import find_spec
from pathlib import Path

from deploy.local.process import Process

_MODULE = "deploy.local.tracelens"


def tracer(folder: Path, port: int, env: dict[str, str]) -> Process | None:
    """Return a receiver that keeps spans in `folder`; None if absent or WHISTLE_TRACE is 0."""
    if env.get("WHISTLE_TRACE") == "0" or find_spec(_MODULE) is None:
        return None
    options = ("--port", str(port), "--file", str(folder / "traces.db"))
    command = (sys.executable, "-m", _MODULE, *options)
    return Process("tracelens", command, folder / "logs/tracelens.log", env)
