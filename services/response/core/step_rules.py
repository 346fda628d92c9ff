"""What must hold besides the order, by the name the pack uses (`contracts.steps.RULES`)."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from contracts.actor import Role
from contracts.refusals import NotNow, NotSo
from services.response.core.effects import Taken
from services.response.core.order import open_steps

Rule: TypeAlias = Callable[[Taken], None]


def _consented(taken: Taken) -> None:
    """人民调解法 art. 17: not if one side refuses; every party has said yes."""
    parties = _lines(taken, "parties")
    missing = [one for one in parties if not taken.task.consents.get(one)]
    if missing:
        raise _not_now("not_everybody_agreed", taken, missing=missing)


def _tried(taken: Taken) -> None:
    """“枫桥经验”: the lower tier tries, and keeps a record of it, before the file goes up."""
    tries = [step.step for step in taken.task.steps if step.per_tier and step.most]
    if not any(taken.task.taken.get(step) for step in tries):
        raise _not_now("not_tried_here", taken)


def _eligible(taken: Taken) -> None:
    """Whoever is assigned is a mediator of the pack, and was not taken off this file."""
    named = taken.fields.get("mediators", ())
    for account in named if isinstance(named, tuple) else ():
        if not isinstance(account, str) or not _mediates(account, taken):
            raise NotSo("not_a_mediator", field="fields.mediators", value=account)
        if account in taken.task.taken_off:
            raise NotSo("recused_before", field="fields.mediators", value=account)


def _mediates(account: str, taken: Taken) -> bool:
    known = taken.city.people.get(account)
    helping = {Role.MEDIATOR, Role.BUILDING_HEAD, Role.GRID_WORKER}
    return known is not None and any(role in helping for role, _ in known.held)


def _lines(taken: Taken, name: str) -> Sequence[str]:
    value = taken.task.known.get(name, ())
    return [one for one in value if isinstance(one, str)] if isinstance(value, tuple) else []


def _not_now(code: str, taken: Taken, **facts: object) -> NotNow:
    possible = tuple(step.step for step in open_steps(taken.task))
    return NotNow(code, state=taken.task.stage, allowed=possible, **facts)


RULES: Mapping[str, Rule] = {"consented": _consented, "tried": _tried, "eligible": _eligible}
