"""The secrets of a system on this machine: made once, kept in one file only its owner can read."""

import json
import os
import secrets
from pathlib import Path

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_SIGNING = ("WHISTLE_SECRET", "WHISTLE_TOKEN_SECRET")


def keys(folder: Path) -> dict[str, str]:
    """Return the secrets kept in `folder`, as environment variables; make them the first time."""
    file = folder / "secrets.json"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            json.dump(_made(), handle)
    kept: dict[str, str] = json.loads(file.read_text())
    return kept


def _made() -> dict[str, str]:
    signing = {name: secrets.token_urlsafe(48) for name in _SIGNING}
    return signing | {"WHISTLE_DEMO_PASSWORD": _readable()}


def _readable() -> str:
    """Return a password to copy from a screen: 12 letters, none mistaken for another."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
    return "-".join(groups)
