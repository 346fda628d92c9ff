"""Print the part of the lock that a running process needs: no test tools, no database, all hashes.

One lock stays the source. It says below every package which others brought it in (`# via`), so
what hangs on `[project.dependencies]` can be followed from there. Needs only Python.

    python3 deploy/runtime.py pyproject.toml requirements.lock
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

_ENTRY = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.IGNORECASE)
_PARENT = re.compile(r"^    #(?: via)? +([a-z0-9][a-z0-9._-]*)", re.IGNORECASE)


def runtime(project: str, lock: str) -> str:
    """Return the entries of `lock` that the dependencies of `project` need, directly or not."""
    entries = dict(_entries(lock))
    needed = {_name(wish) for wish in tomllib.loads(project)["project"]["dependencies"]}
    while more := {name for name, text in entries.items() if needed & _parents(text)} - needed:
        needed |= more
    if missing := needed - entries.keys():
        raise SystemExit(f"Not in the lock: {', '.join(sorted(missing))}. Run `make lock`.")
    return "".join(text for name, text in entries.items() if name in needed)


def _entries(lock: str) -> Iterator[tuple[str, str]]:
    for text in re.split(r"^(?=[a-z0-9])", lock, flags=re.IGNORECASE | re.MULTILINE):
        if match := _ENTRY.match(text):
            yield _name(match[1]), text


def _parents(entry: str) -> set[str]:
    return {_name(match[1]) for line in entry.splitlines() if (match := _PARENT.match(line))}


def _name(requirement: str) -> str:
    bare = re.split(r"[^a-zA-Z0-9._-]", requirement.strip(), maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", bare).lower()


if __name__ == "__main__":
    sys.stdout.write(runtime(*(Path(name).read_text("utf-8") for name in sys.argv[1:3])))
