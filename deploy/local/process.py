"""One program we started: it is ended by its own id, and it never outlives us.

Each program leads its own process group, so Ctrl-C reaches only us and we stop the rest in order.
The kernel kills it when the thread that started it ends; so one thread, which lives as long as the
interpreter, starts them all.
"""

import os
import resource
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

_SPAWNER = ThreadPoolExecutor(1, thread_name_prefix="spawner")
_SETPRIV = shutil.which("setpriv")
_FILES = 65_536
_DIE_WITH_PARENT = (_SETPRIV, "--pdeathsig", "KILL", "--") if _SETPRIV else ()


class Failed(Exception):
    """A program ended or stayed silent while it was starting; the words say what it last logged."""


class Process:
    """A program with its log; `start` after `kill` or `stop` starts it again."""

    def __init__(
        self, name: str, command: Sequence[str], log: Path, env: Mapping[str, str] | None = None
    ) -> None:
        self.name, self.command, self.log, self.env = name, tuple(command), log, env
        self.stopped_on_purpose = False
        """Whether `stop` ended it, so that nobody starts it again."""
        self._starting = threading.Lock()
        self._popen: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Process id, also of its group; only while it was started."""
        if self._popen is None:
            raise RuntimeError(f"{self.name} was never started")
        return self._popen.pid

    @property
    def alive(self) -> bool:
        """Whether it runs now."""
        return self._popen is not None and self._popen.poll() is None

    @property
    def exit_code(self) -> int | None:
        """How it ended: None while it runs, negative for a signal."""
        return self._popen.poll() if self._popen else None

    def start(self) -> None:
        """Start it unless it runs; its output is appended to the log."""
        with self._starting:
            if not self.alive:
                self._popen = _SPAWNER.submit(self._spawn).result()
                self.stopped_on_purpose = False

    def stop(self, timeout: float = 15) -> None:
        """Ask it to end; after `timeout` seconds end its whole group. Returns when it is gone."""
        self.ask_to_stop()
        self._reap(timeout)

    def ask_to_stop(self) -> None:
        """Send SIGTERM and return at once; `stop` then waits for less."""
        self.stopped_on_purpose = True
        self.signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL exactly this process, as a crash would; returns when it is gone."""
        self.signal(signal.SIGKILL)
        self._reap(5)

    def signal(self, number: int) -> None:
        """Send a signal to this process, e.g. SIGSTOP; one that is gone already is no error."""
        if self.alive:
            os.kill(self.pid, number)

    def tail(self, lines: int = 15) -> str:
        """Return the last lines it logged."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def wait_until(self, ready: Callable[[], bool], timeout: float, pause: float = 0.05) -> None:
        """Return once `ready()`; raise `Failed` with the log's end if it dies or takes too long."""
        until = time.monotonic() + timeout
        while not ready():
            if not self.alive:
                raise Failed(f"{self.name} ended (exit {self.exit_code}):\n{self.tail()}")
            if time.monotonic() > until:
                raise Failed(f"{self.name} is not ready after {timeout:.0f} s:\n{self.tail()}")
            time.sleep(pause)

    def _spawn(self) -> subprocess.Popen[bytes]:
        _raise_file_limit()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [*_DIE_WITH_PARENT, *self.command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.env,
                start_new_session=True,
            )

    def _reap(self, timeout: float) -> None:
        if self._popen is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(timeout)
            return
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._popen.wait()


def _raise_file_limit() -> None:
    """Let what we start open many files: MongoDB panics at the usual 1024, some 300 collections."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for most in (max(hard, _FILES), hard):
        with suppress(ValueError, PermissionError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, _FILES), most))
            return
