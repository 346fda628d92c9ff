"""`make down`: stop the Whistle that runs in a folder, and wait until nothing of it is left."""

import argparse
import os
import signal
import sys
import time
from pathlib import Path

from deploy.local.run_state import read_note
from deploy.local.up import FOLDER

PATIENCE = 60.0


def down(folder: Path) -> int:
    """Return 0 when nothing runs."""
    note = read_note(folder)
    if note is None:
        print("Whistle is not running.")
        return 0
    print("Stopping …", flush=True)
    os.kill(note["pid"], signal.SIGTERM)
    if not _gone(folder, PATIENCE):
        # What it started dies with it.
        os.kill(note["pid"], signal.SIGKILL)
        _gone(folder, 5)
    print("Whistle is stopped; its data stay in", folder)
    return 0


def _gone(folder: Path, patience: float) -> bool:
    until = time.monotonic() + patience
    while read_note(folder) is not None:
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Stop what `make up` started.")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    return down(parser.parse_args().folder)


if __name__ == "__main__":
    sys.exit(main())
