"""What a pack is as a thing: its files, and an id that only these files have."""

from collections.abc import Mapping
from hashlib import sha256


def pack_id(files: Mapping[str, str]) -> str:
    """Return the id of a pack: the same for the same files, whatever its version says."""
    digest = sha256()
    for name, text in sorted(files.items()):
        for part in (name, text):
            body = part.encode()
            digest.update(len(body).to_bytes(8, "big") + body)
    return f"pack-{digest.hexdigest()[:20]}"
