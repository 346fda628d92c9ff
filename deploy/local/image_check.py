"""Start the five processes from the image, against real servers, and play the demo on them.

Without a Docker engine: buildah runs each in a root of its own, as the image's unprivileged user.
What the image lacks, or may not write, shows here and not first at an operator's.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from deploy.local.demo import play
from deploy.local.foreground import foreground
from deploy.local.install import Unavailable
from deploy.local.keys import keys
from deploy.local.plan import MODULES
from deploy.local.system import System

_RUN = ("buildah", "run", "--isolation", "chroot", "--network", "host")
_TOLD = "WHISTLE_"


def check(image: str) -> None:
    """Raise what a process that did not become ready said, or what the story did not see."""
    container = _buildah("from", image)
    try:
        with tempfile.TemporaryDirectory() as folder:
            commands = {name: _command(container, name) for name in MODULES}
            system = System(Path(folder), commands=commands, supervise=False, say=print)
            with system.running():
                print(f"All processes of {image} are ready.")
                password = keys(system.folder)["WHISTLE_DEMO_PASSWORD"]
                told = asyncio.run(play(system.base_url, password, seed=1))
                print(f"The story was told on the image: {told.timeline.steps} steps seen.")
    finally:
        _buildah("rm", container)


def inside(container: str, module: str) -> None:
    """Become one process of the image, told what our environment says but where the city is."""
    told = {name: value for name, value in os.environ.items() if name.startswith(_TOLD)}
    del told["WHISTLE_CITY"]
    env = [word for name, value in told.items() for word in ("--env", f"{name}={value}")]
    command = (*_RUN, *env, container, "--", "python", "-m", module)
    os.execvp(command[0], command)


def _command(container: str, name: str) -> Sequence[str]:
    return (sys.executable, "-m", "deploy.local.image_check", container, MODULES[name])


def _buildah(*arguments: str) -> str:
    try:
        done = subprocess.run(("buildah", *arguments), capture_output=True, text=True)
    except FileNotFoundError:
        raise Unavailable("buildah is missing: install it to check the image.") from None
    if done.returncode:
        raise Unavailable(f"buildah {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


if __name__ == "__main__":
    if len(sys.argv) == 3:
        inside(*sys.argv[1:])
    sys.exit(foreground(lambda: check(sys.argv[1])))
