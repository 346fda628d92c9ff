"""At most one system per folder: a lock that dies with its holder, and a note of what runs.

The note is believed only while the lock is held, so one left by a crash misleads nobody.
"""

import fcntl
import json
import os
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any


class RunsAlready(Exception):
    """Another process holds the folder; `note` is what it wrote."""

    def __init__(self, note: Mapping[str, Any]) -> None:
        super().__init__("it runs already")
        self.note = note


@contextmanager
def only_one(folder: Path) -> Generator[None]:
    """Hold the folder for the length of a `with` block; raise `RunsAlready` if it is held."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a") as lock:
        if not _locked(lock.fileno(), fcntl.LOCK_EX):
            raise RunsAlready(_read(folder))
        _file(folder).unlink(missing_ok=True)
        try:
            yield
        finally:
            _file(folder).unlink(missing_ok=True)


def write_note(folder: Path, note: Mapping[str, Any]) -> None:
    """Leave a note, all at once and for the owner's eyes: addresses may hold passwords."""
    draft = folder / "run.json.new"
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as handle:
        json.dump(note, handle, indent=2)
    draft.rename(_file(folder))


def read_note(folder: Path) -> Mapping[str, Any] | None:
    """Return the note of the system that runs in the folder; None if none runs."""
    if not (folder / "lock").exists():
        return None
    with (folder / "lock").open() as lock:
        return None if _locked(lock.fileno(), fcntl.LOCK_SH) else _read(folder)


def _locked(file: int, kind: int) -> bool:
    """Whether we got it; tried for a moment, because whoever only looks holds it for an instant."""
    for _ in range(5):
        with suppress(BlockingIOError):
            fcntl.flock(file, kind | fcntl.LOCK_NB)
            return True
        time.sleep(0.02)
    return False


def _read(folder: Path) -> Mapping[str, Any]:
    try:
        return json.loads(_file(folder).read_text())
    except (FileNotFoundError, ValueError):
        return {}


def _file(folder: Path) -> Path:
    return folder / "run.json"
