"""Find the servers, or get them where that is possible; what cannot be had is one sentence."""

import os
import shutil
import subprocess
import sys
import sysconfig
from functools import cache
from pathlib import Path

_DEBIAN_SCRIPT = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")


class Unavailable(Exception):
    """Something this machine lacks and we may not or cannot install; the words say what to do."""


@cache
def mongod_program() -> str:
    """Return the path of a `mongod` that runs: the environment's own, or the one on PATH."""
    wheel = Path(sysconfig.get_path("purelib")) / "fiftyone/db/bin/mongod"
    found = str(wheel) if wheel.is_file() else shutil.which("mongod")
    if found and not _runs(found):
        _apt_install("libcurl4")
    if not found or not _runs(found):
        raise Unavailable(
            "MongoDB cannot run here: it needs Linux on x86-64, `make venv` and libcurl4"
            " (Debian, Ubuntu: `apt-get install libcurl4`); or start one yourself as a replica set"
            " and set WHISTLE_MONGO_URL."
        )
    return found


@cache
def rabbitmq_program() -> str:
    """Return the path of RabbitMQ's own start script, installing Debian's package if need be."""
    if _rabbitmq() is None:
        _apt_install("rabbitmq-server")
    found = _rabbitmq()
    if found is None:
        raise Unavailable(
            "RabbitMQ is missing: install it (Debian, Ubuntu: `apt-get install rabbitmq-server`),"
            " or start one yourself and set WHISTLE_AMQP_URL."
        )
    return found


def _rabbitmq() -> str | None:
    # Debian's command on PATH is a wrapper that changes user, so its inner script comes first.
    return str(_DEBIAN_SCRIPT) if _DEBIAN_SCRIPT.is_file() else shutil.which("rabbitmq-server")


def _runs(program: str) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def _apt_install(package: str) -> None:
    """Install a Debian package if we may; whether it is there then is for the caller to see."""
    if os.geteuid() or not shutil.which("apt-get"):
        return
    print(f"Installing {package} (Debian package) …", flush=True)
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ("apt-get", "install", "--yes", "--no-install-recommends", package)
    if subprocess.run(install, env=env).returncode:
        subprocess.run(("apt-get", "update"), env=env)
        subprocess.run(install, env=env)


def main() -> int:
    """Say where the servers are, after getting what is missing."""
    try:
        print(f"RabbitMQ: {rabbitmq_program()}\nMongoDB: {mongod_program()}")
    except Unavailable as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
