"""Wait until processes are ready; of one that dies or stays silent, the end of its log is told."""

import time
from collections.abc import Callable, Mapping
from urllib.error import URLError
from urllib.request import urlopen

from deploy.local.process import Failed, Process

Say = Callable[[str], None]


def silent(_: str) -> None:
    """Say nothing."""


def answers(address: str) -> bool:
    """Whether a GET there is answered with 200."""
    try:
        with urlopen(address, timeout=2) as response:
            return response.status == 200
    except (URLError, OSError):
        return False


def wait_ready(
    processes: Mapping[str, tuple[Process, str]], say: Say, timeout: float, final: bool = True
) -> None:
    """Return once the address of every process answers; say each as it comes.

    A process that is not alive ends the wait when its death is `final`, that is, unsupervised.
    """
    began, waiting = time.monotonic(), dict(processes)
    while waiting:
        for name, (process, address) in list(waiting.items()):
            if answers(address):
                del waiting[name]
                say(f"  {name:<11} ready after {time.monotonic() - began:.1f} s")
            elif final and not process.alive:
                raise Failed(f"{name} ended (exit {process.exit_code}):\n{process.tail()}")
        if time.monotonic() - began > timeout:
            raise Failed(_silent(waiting, timeout))
        time.sleep(0.05)


def _silent(waiting: Mapping[str, tuple[Process, str]], timeout: float) -> str:
    tails = (f"{name}:\n{process.tail()}" for name, (process, _) in waiting.items())
    return f"Not ready after {timeout:.0f} s. " + "\n".join(tails)
