"""Tasks that follow a procedure of the pack, step by step: what is shown of them, and to whom.

A confidential file bears no place's tags: only its parties, who is named on it, and those posts
that `task.notified` and `task.moved` name may see it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from contracts.events import procedure as p
from contracts.events import task as t
from contracts.events import vote as v
from contracts.events.event import Event
from contracts.recusal import open_path
from contracts.steps import WHOLE
from gateway.fold import AT, Fields, Folded, Folds, nested
from gateway.kinds import votes
from gateway.kinds.kind import assigned, person, place, post, unit
from gateway.scopes import CALLED, SEALED, Sight
from gateway.writes import below, both, plain, sets, takes

_ASSIGNED = "assigned"
"""The group of those who mediate: whoever is replaced, or loses the file to the next tier, leaves
it."""
_WORKING = frozenset({"assigned", "three_party", "agent", "head"})
"""Groups whose accounts work on the file; all others are its parties and guests."""


def _running(event: Any) -> Fields:
    clocks = {f"clock/{one.step}/due_at": one.due_at for one in event.clocks}
    groups = getattr(event, "named", {})
    return {**clocks, **{f"named/{group}/ids": plain(ids) for group, ids in groups.items()}}


def _taken(event: p.TaskStepped) -> Fields:
    said = {f"known/{name}/value": plain(value) for name, value in event.fields.items()}
    return {**said, f"taken/{event.step}/at": AT, **_paper(event)}


def _paper(event: p.TaskStepped) -> Fields:
    """What the step put on paper; the number it was given stays when it is made again."""
    if event.paper is None:
        return {}
    numbered = {f"papers/{event.paper}/number": event.paper_number} if event.paper_number else {}
    return {f"papers/{event.paper}/at": AT, **numbered}


def _whole(event: p.TaskRecomputed) -> Fields:
    whole = next((one.due_at for one in event.clocks if one.step == WHOLE), None)
    return {"prolonged_to": whole} if whole else {}


def whole_by(task: Folded) -> Any:
    """By when the whole must be over, after all that moved it."""
    return task.get("prolonged_to") or task.get("case_by") or task.get("complete_by")


def begun(event: t.TaskNotified) -> Fields:
    """What a notice says of a procedure; its clocks only for a muster or a transfer."""
    if not event.at:
        return _running(event)
    return both(
        takes("opens", "at", "tiers", "about", "parent", "restricted", where="where"), _running
    )(event)


FOLDS: Folds = {
    p.TaskOpened: lambda _: {},
    p.TaskPartEnded: below("children", "part", takes("outcome")),
    p.TaskRollCalled: below("children", "child", takes("came")),
    p.TaskAttended: takes("came"),
    p.TaskSpawned: below("children", "child", takes("procedure", "responder", "text", "held_at")),
    p.TaskStepped: both(takes("opens"), _running, _taken),
    p.TaskMoved: both(
        takes("opens", "at", "tiers", "responder"),
        _running,
        sets(vote_open=None, **{f"named/{_ASSIGNED}/ids": ()}),
    ),
    p.TaskProlonged: both(takes(prolonged_to="complete_by"), _running),
    p.TaskRecomputed: both(takes("object_by"), _running, _whole),
    p.TaskSettled: takes("result", "outcome", words="text", result_photos="photos"),
    p.TaskEnded: sets(filed=True),
    **votes.FOLDS,
    v.TaskVotePut: both(votes.FOLDS[v.TaskVotePut], _running),
    p.TaskStepWarned: lambda _: {},
    p.TaskStepOverdue: takes(overdue="step"),
}

_CONCERNED: frozenset[type[Event]] = frozenset(FOLDS)


def concerns(event: Any) -> bool:
    """Whether an event belongs to such a task."""
    return type(event) in _CONCERNED or bool(getattr(event, "at", ()) and _is_notice(event))


def _is_notice(event: Any) -> bool:
    return isinstance(event, t.TaskNotified)


def tags(event: Any) -> Iterable[str]:
    """Those who act there or are named; unless it is confidential, also everybody of the place."""
    for reader in getattr(event, "readers", ()):
        role, at = reader.split(":")
        yield from unit(at) if role in CALLED else post(role, at)
    for group, accounts in getattr(event, "named", {}).items():
        yield from assigned(*accounts) if group == _ASSIGNED else person(*accounts)
    yield from assigned() if event.type == p.TaskMoved.type else ()
    if _is_notice(event):
        yield from (f"aside:{id}" for id in event.recused)
        yield from (SEALED,) if event.restricted else ()
        path = event.where.path if event.where and not event.restricted else ()
        yield from place(*open_path(path, event.recused)[1:])


def stage(task: Folded) -> str | None:
    """Where it stands."""
    if task.get("case_end") and not task.get("result"):
        return str(task.get("case_end"))
    if task.get("filed"):
        return "ended"
    return "settled" if task.get("result") else "stepping"


def due(task: Folded) -> datetime | None:
    """By when the next step must be taken."""
    if stage(task) not in ("stepping", "settled"):
        return None
    clocks: Mapping[str, Mapping[str, Any]] = nested(task, "clock")
    awaited = (*task.get("opens", ()), *(() if task.get("result") else ("tier",)))
    owed = [clocks[step]["due_at"] for step in awaited if step in clocks]
    return min(owed, default=whole_by(task))


def sight(task: Folded, seen: Sight, me: str) -> Sight:
    """How much of it somebody sees: whoever works on it, as much as those at the place."""
    groups = nested(task, "named")
    working = any(me in groups.get(group, {}).get("ids", ()) for group in _WORKING)
    return max(seen, Sight.LOCAL) if working else seen


def responder(task: Folded) -> Any:
    """Who answers now."""
    return task.get("responder") or task.get("department")


__all__ = [
    "FOLDS",
    "begun",
    "concerns",
    "due",
    "responder",
    "sight",
    "stage",
    "tags",
    "whole_by",
]
