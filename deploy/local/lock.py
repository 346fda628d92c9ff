"""Write `requirements.lock`: every version with its hashes, and no address of any package index."""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

_COMPILE = (
    *("pip", "compile", "pyproject.toml", "--extra", "dev", "--python-version", "3.11"),
    *("--upgrade", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"),
    *("--custom-compile-command", "make lock", "--output-file", "requirements.lock"),
)


def main() -> int:
    """Return the exit code of the tool that resolves; it is installed for this once."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder) / "bin"
        subprocess.run([programs / "pip", "install", "--quiet", "uv"], check=True)
        return subprocess.run([programs / "uv", *_COMPILE], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
