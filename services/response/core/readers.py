"""Who may read a task because of a post: `role:place`, for the gateway's tags."""

from collections.abc import Iterable, Sequence

from contracts.actor import Role
from contracts.events.task import TaskStep
from contracts.steps import ABOVE, GROUP

_NOT_BY_POST = frozenset({Role.RESIDENT.value})
"""Neighbours see a file when they are named on it, not because they live there."""


def readers(
    steps: Iterable[TaskStep],
    seen_by: Sequence[str],
    at: Sequence[str],
    around: Sequence[str] = (),
) -> tuple[str, ...]:
    """Return everybody who acts there, or only `seen_by` when that is given.

    `around` are the places it lies in: where an `above-role` of `seen_by` may read it.
    """
    over = [word.removeprefix(ABOVE) for word in seen_by if word.startswith(ABOVE)]
    here = [word for word in seen_by if not word.startswith(ABOVE)]
    acting = [word for step in steps for word in step.who if not word.startswith((GROUP, ABOVE))]
    roles = dict.fromkeys(
        role for role in (here if seen_by else acting) if role not in _NOT_BY_POST
    )
    above = [f"{role}:{place}" for role in over for place in around]
    return (*(f"{role}:{place}" for role in roles for place in at), *above)
