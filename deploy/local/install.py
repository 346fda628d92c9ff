"""Find the servers, or get them where that is possible; what cannot be had is one sentence."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

_DEBIAN_SCRIPT = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
_INSTALL = ("apt-get", "install", "--yes", "--no-install-recommends", "rabbitmq-server")
_UPDATE = ("apt-get", "update")


class Unavailable(Exception):
    """Something this machine lacks and we may not or cannot install; the words say what to do."""


def mongod_program() -> str:
    """Return the path of `mongod`: the one in the environment's wheel, or the one on PATH."""
    wheel = Path(sysconfig.get_path("purelib")) / "fiftyone/db/bin/mongod"
    if wheel.is_file():
        return str(wheel)
    if found := shutil.which("mongod"):
        return found
    raise Unavailable(
        "mongod is missing: run `make venv` (Linux x86-64), or start MongoDB yourself as a replica"
        " set and set WHISTLE_MONGO_URL."
    )


def rabbitmq_program() -> str:
    """Return the path of RabbitMQ's own start script, installing Debian's package if need be."""
    found = _find_rabbitmq()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _apt_install()
        found = _find_rabbitmq()
    if found is None:
        raise Unavailable(
            "RabbitMQ is missing: install it (Debian, Ubuntu: `apt-get install rabbitmq-server`),"
            " or start one yourself and set WHISTLE_AMQP_URL."
        )
    return found


def _find_rabbitmq() -> str | None:
    # Debian's command on PATH is a wrapper that changes user, so its inner script comes first.
    return str(_DEBIAN_SCRIPT) if _DEBIAN_SCRIPT.is_file() else shutil.which("rabbitmq-server")


def _apt_install() -> None:
    print("Installing rabbitmq-server (Debian package) …", flush=True)
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    if subprocess.run(_INSTALL, env=env, check=False).returncode:
        subprocess.run(_UPDATE, env=env, check=False)
        subprocess.run(_INSTALL, env=env, check=False)


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
