"""Personal data in the dead letters at the broker. Pure.

Rule 1: what can be read says no longer who it was, or no word, as what is parked (`parking_words`);
it can still be revived. Rule 2: what nobody can read may say anything of anybody: its content goes
whole, and its ids stay, so that operations still see what was lost; its speaker has it, without the
names. Rule 3: bytes that do not even say what they are about go when their time is over.
"""

import json
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias, cast

from contracts.envelope import Unreadable, decode, encode
from contracts.events import EVENTS
from contracts.redaction import Depth
from services.chassis.retention import Policy, nameless

Change: TypeAlias = Callable[[bytes, datetime], bytes]
"""What a letter that died then shall say from now on."""

_IDS: Final = ("specversion", "id", "source", "type", "subject", "time")
_LONGEST: Final = 100


def of_those_who_left(subjects: Collection[str]) -> Change:
    """Take who it was out of what is about these."""

    def change(body: bytes, _: datetime) -> bytes:
        about = _told(body).get("subject")
        return _without(body, Depth.IDENTITY) if about in subjects else body

    return change


def too_old(policy: Policy, now: datetime) -> Change:
    """Take out what is older than the pack lets such things be."""
    nobody, nothing = (now - timedelta(days=d) for d in (policy.identity_days, policy.text_days))

    def change(body: bytes, died: datetime) -> bytes:
        if died < nothing:
            return _without(body, Depth.WHOLE)
        return _without(body, Depth.IDENTITY) if died < nobody else body

    return change


def _without(body: bytes, depth: Depth) -> bytes:
    try:
        said = decode(body, EVENTS)
    except Unreadable:
        ids = {name: value for name, value in _told(body).items() if _is_id(name, value)}
        return json.dumps({**ids, "data": {}}).encode()
    (after,) = nameless(depth, [said])
    return body if after == said else encode(after)


def _told(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return cast("dict[str, Any]", told) if isinstance(told, dict) else {}


def _is_id(name: str, value: Any) -> bool:
    return name in _IDS and isinstance(value, str) and len(value) <= _LONGEST
