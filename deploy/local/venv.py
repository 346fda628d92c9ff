"""Make `.venv` from the lock file: with pip alone, every package by its hash, only when it changed.

Runs on whatever Python a machine has, so it must parse on old ones and uses nothing but pip.
"""

import filecmp
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
INSTALLED = VENV / "requirements.lock"
PYTHON = VENV / "bin" / "python"
FETCHING = ("Collecting ", "Processing ")
"""How pip begins to tell of one more package."""


def main():
    """Return 0 when the environment stands, 2 with one plain sentence when it cannot."""
    if sys.version_info < OLDEST:
        return _refuse(
            "Whistle needs Python {}.{} or newer, and {} is {}.{}; name another one, like"
            " `make venv PYTHON=python3.12`.".format(*OLDEST, sys.executable, *sys.version_info)
        )
    if INSTALLED.exists() and filecmp.cmp(str(LOCK), str(INSTALLED), shallow=False):
        INSTALLED.touch()
        return 0
    _say("Making .venv from requirements.lock; the first time this takes some minutes …")
    return _make() or _install()


def _make():
    if _has_pip():
        return 0
    made = subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)])
    advice = "The environment could not be made; on Debian or Ubuntu install python3-venv first."
    return _refuse(advice) if made else 0


def _install():
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
    wanted = [*pip, "--progress-bar=off", "--require-hashes", "--requirement", str(LOCK)]
    if _watched(wanted):
        return _refuse("Packages could not be installed: pip says why above; then try again.")
    shutil.copyfile(str(LOCK), str(INSTALLED))
    return 0


def _watched(command):
    """Run pip, show how far it is, and let it speak for itself only when it fails."""
    many = sum("==" in line for line in LOCK.read_text(encoding="utf-8").splitlines())
    said, begun = [], 0
    pip = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True
    )
    for line in pip.stdout or ():
        said.append(line)
        begun += line.startswith(FETCHING)
        if line.startswith(FETCHING) and begun % 20 == 0:
            _say(f"  {begun} of {many} packages fetched …")
        elif line.startswith("Installing "):
            _say("  all fetched; installing …")
    if pip.wait():
        sys.stderr.write("".join(said[-20:]))
    return pip.returncode


def _say(sentence):
    print(sentence)
    sys.stdout.flush()


def _has_pip():
    command = [str(PYTHON), "-m", "pip", "--version"]
    try:
        return subprocess.call(command, stdout=subprocess.DEVNULL) == 0
    except OSError:
        return False


def _refuse(sentence: str):
    sys.stderr.write(sentence + "\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
