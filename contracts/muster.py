"""The code a street shows at the scene 现场点名: whoever scans it stands before the commander.

It changes every few minutes, so that a photo of it is of no use to somebody who stayed away. The
gateway shows it to the commander, response checks it; both know the same secret.
"""

from base64 import b32encode
from datetime import datetime
from hmac import compare_digest, digest

STEP = 300
"""Seconds a code is shown."""
KEPT = 2
"""How many steps back it still counts: a scan may wait for the network."""


def muster_code(secret: str, whistle_id: str, at: datetime) -> str:
    """Return what the street's screen shows for a whistle at this time."""
    return _code(secret, whistle_id, int(at.timestamp()) // STEP)


def is_muster_code(code: str, secret: str, whistle_id: str, at: datetime) -> bool:
    """Whether this is what the street shows now, or showed just before."""
    step = int(at.timestamp()) // STEP
    shown = (_code(secret, whistle_id, step - back) for back in range(KEPT + 1))
    return any(compare_digest(code.strip().upper().encode(), each.encode()) for each in shown)


def _code(secret: str, whistle_id: str, step: int) -> str:
    said = f"muster\0{whistle_id}\0{step}".encode()
    return b32encode(digest(secret.encode(), said, "sha256"))[:8].decode()
