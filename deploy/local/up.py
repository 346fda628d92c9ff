"""`make up`: everything of Whistle on this machine, until Ctrl-C or `make down`."""

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deploy.local.accounts import demo_accounts
from deploy.local.foreground import foreground
from deploy.local.keys import keys
from deploy.local.plan import ROOT, ports_from
from deploy.local.run_state import RunsAlready, only_one, read_note, write_note
from deploy.local.system import System

FOLDER = ROOT / ".local"


def up(folder: Path, first_port: int) -> int:
    """Run in the foreground; say so and return 0 if it runs already."""
    try:
        with only_one(folder):
            write_note(folder, {"pid": os.getpid(), "ready": False})
            _run(folder, first_port)
    except RunsAlready as other:
        print(f"Whistle runs already: {_where(other.note)}. Stop it with `make down`.")
    return 0


def detached(folder: Path, first_port: int) -> int:
    """Run in the background; show its start, and return when it is ready or has failed."""
    if note := read_note(folder):
        print(f"Whistle runs already: {_where(note)}. Stop it with `make down`.")
        return 0
    log = folder / "logs/up.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output, log.open() as shown:
        child = _spawn(folder, first_port, output.fileno())
        while child.poll() is None and not (read_note(folder) or {}).get("ready"):
            print(shown.read(), end="", flush=True)
            time.sleep(0.1)
        print(shown.read(), end="", flush=True)
    return child.returncode or 0


def _run(folder: Path, first_port: int) -> None:
    began = time.monotonic()
    system = System(
        folder,
        ports=ports_from(first_port),
        namespace=os.environ.get("WHISTLE_NAMESPACE", "whistle"),
        supervise_servers=True,
        trace=True,
        say=lambda sentence: print(sentence, flush=True),
    )
    with system.running():
        write_note(folder, _note(system))
        print(f"\nWhistle is ready after {time.monotonic() - began:.1f} s: {system.base_url}")
        _print_accounts(system)
        here = "Ctrl-C or " if sys.stdin.isatty() else ""
        print(f"{here}`make down` stops it.", flush=True)
        threading.Event().wait()


def _note(system: System) -> dict[str, object]:
    return {
        "pid": os.getpid(),
        "ready": True,
        "address": system.base_url,
        "ports": dict(system.ports),
        "amqp_url": system.servers.amqp_url,
        "mongo_url": system.servers.mongo_url,
        "namespace": system.namespace,
    }


def _print_accounts(system: System) -> None:
    told = keys(system.folder) | dict(os.environ)
    city = Path(told.get("WHISTLE_CITY", str(ROOT / "deploy/city/demo")))
    accounts = demo_accounts(city)
    if accounts:
        print(f"Sign in as one of these; the password is {told['WHISTLE_DEMO_PASSWORD']}")
    for role, account, name in accounts:
        print(f"  {account:<20} {name}  {role}")


def _where(note: Mapping[str, Any]) -> str:
    return note.get("address", "it is starting")


def _spawn(folder: Path, first_port: int, output: int) -> "subprocess.Popen[bytes]":
    options = ("--port", str(first_port), "--folder", str(folder))
    return subprocess.Popen(
        (sys.executable, "-u", "-m", "deploy.local.up", *options),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Start everything of Whistle on this machine.")
    parser.add_argument("--port", type=int, default=8080, help="of the gateway; others follow")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="for data, logs and secrets")
    parser.add_argument("--detach", action="store_true", help="leave it in the background")
    arguments = parser.parse_args()
    start = detached if arguments.detach else up
    return foreground(lambda: start(arguments.folder, arguments.port))


if __name__ == "__main__":
    sys.exit(main())
