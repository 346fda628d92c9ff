"""Run a command of ours in the environment of the system that `make up` runs.

`python -m deploy.local.within gateway.verify_audit …`; without a running system the environment
stays as it is, so that an operator elsewhere sets it.
"""

import os
import sys
from pathlib import Path

from deploy.local.keys import keys
from deploy.local.plan import common_environment
from deploy.local.run_state import read_note
from deploy.local.up import FOLDER


def environment(folder: Path) -> dict[str, str]:
    """What every process of the running system is told; ours when none runs."""
    note = read_note(folder)
    if not (note and note.get("ready")):
        return dict(os.environ)
    addresses = {
        "WHISTLE_AMQP_URL": note["amqp_url"],
        "WHISTLE_MONGO_URL": note["mongo_url"],
        "WHISTLE_NAMESPACE": note["namespace"],
        "WHISTLE_LOG_LEVEL": "WARNING",
    }
    return common_environment(note["ports"], keys(folder), addresses)


def main() -> None:
    """Become the command."""
    if len(sys.argv) < 2:
        sys.exit("Say which module to run: python -m deploy.local.within gateway.verify_audit")
    command = [sys.executable, "-m", *sys.argv[1:]]
    os.execve(sys.executable, command, environment(FOLDER))


if __name__ == "__main__":
    main()
