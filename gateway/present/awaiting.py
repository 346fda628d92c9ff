"""Whose word a whistle waits for, and by when: rulings, requests about time, a late approval.

Rule 1: a department sees only what is asked about its own call.
Rule 2: who has asked keeps working meanwhile, so these stand beside the calls and replace none.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from contracts.lifecycle import WhistleStage
from contracts.views.whistle import Awaited
from gateway.fold import Folded, nested
from gateway.present.reader import Reader
from gateway.scopes import Sight

_OPEN: Final = frozenset({WhistleStage.MUSTERING, WhistleStage.WORKING, WhistleStage.SOLVED})
_ASKED: Final = {"rulings": "ruling.open", "reliefs": "relief.open"}


def awaited(whistle: Folded, sight: Sight, reader: Reader) -> tuple[Awaited, ...]:
    """What somebody has yet to decide about it, the soonest first."""
    if whistle.get("stage") not in _OPEN:
        return ()
    found = [*_asked(whistle, sight, reader), *_approval(whistle, reader)]
    return tuple(sorted(found, key=lambda one: one.next.by.timestamp() if one.next.by else 0.0))


def _asked(whistle: Folded, sight: Sight, reader: Reader) -> Iterator[Awaited]:
    calls = nested(whistle, "calls")
    for kind, key in _ASKED.items():
        for id, one in nested(whistle, kind).items():
            department = calls.get(one.get("task_id", ""), {}).get("department")
            theirs = sight is not Sight.CALLED or department in reader.units
            if theirs and _waits(one):
                said = reader.next(key, one["at"], one["due_at"])
                yield Awaited(id=id, task_id=one["task_id"], department=department, next=said)


def _waits(one: Mapping[str, Any]) -> bool:
    """What was asked before this was kept is told without a time, and stands on its own page."""
    return not one.get("over") and all(one.get(name) for name in ("task_id", "at", "due_at"))


def _approval(whistle: Folded, reader: Reader) -> Iterator[Awaited]:
    if by := whistle.get("ratify_by"):
        yield Awaited(next=reader.next("whistle.unratified", whistle.get("street"), by))
