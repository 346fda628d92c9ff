"""Start again what died, later each time; what was stopped on purpose stays stopped."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from deploy.local.process import Failed, Process
from deploy.local.readiness import Say

STEADY = 60.0
"""A process that lived this long (s) has its earlier deaths forgiven."""


def pause(deaths: int) -> float:
    """Return how long (s) to wait before starting a process again after so many deaths in a row."""
    return min(30.0, 0.5 * 2 ** (deaths - 1))


@dataclass
class _Watched:
    process: Process
    born: float
    deaths: int = 0
    again_at: float | None = None


class Supervisor:
    """A thread that looks after processes between `start` and `stop`."""

    def __init__(self, processes: Sequence[Process], say: Say) -> None:
        self._processes, self._say = processes, say
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="supervisor", daemon=True)

    def start(self) -> None:
        """Begin to look after them."""
        self._thread.start()

    def stop(self) -> None:
        """Let them be; returns when nothing is started any more."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        watched = [_Watched(process, time.monotonic()) for process in self._processes]
        while not self._ended.wait(0.1):
            for one in watched:
                if not one.process.alive and not one.process.stopped_on_purpose:
                    self._tend(one, time.monotonic())

    def _tend(self, one: _Watched, now: float) -> None:
        if one.again_at is None:
            one.deaths = 1 if now - one.born > STEADY else one.deaths + 1
            one.again_at = now + pause(one.deaths)
            name, code = one.process.name, one.process.exit_code
            self._say(f"{name} ended (exit {code}); again in {pause(one.deaths):.1f} s")
        elif now >= one.again_at:
            one.born, one.again_at = now, None
            self._start(one.process)

    def _start(self, process: Process) -> None:
        try:
            process.start()
        except Failed as failure:
            self._say(str(failure))
