"""A task that follows a procedure: which steps are open, whose they are, what was found."""

from collections.abc import Mapping
from typing import Any, Final

from contracts.actor import Role
from contracts.events.task import TaskStep
from contracts.sentences import Sentence
from contracts.steps import ABOVE, GROUP
from contracts.views.task import ChildView, OpenStep
from contracts.views.view import Next
from gateway.fold import Folded, nested
from gateway.kinds import files as kind
from gateway.present.papers import papers
from gateway.present.reader import Reader

_UNANSWERED: Final = Sentence("未答复", "No answer")
"""What is said of an end that no step of the pack is called."""


def file(id: str, task: Folded, reader: Reader) -> dict[str, Any]:
    """What a view adds for such a task; nothing for another."""
    if task.get("opens") is None:
        return {}
    tiers = task.get("tiers") or ()
    return {
        "open": _open(task, reader),
        "tier": tiers[0]["tier"] if tiers else None,
        "known": {name: one["value"] for name, one in nested(task, "known").items()},
        "named": {group: tuple(one["ids"]) for group, one in nested(task, "named").items()},
        "children": _children(task, reader),
        "result": task.get("result"),
        "outcome": task.get("outcome"),
        "about": tuple(task.get("about") or ()),
        "parent": task.get("parent"),
        "came": task.get("came"),
        "restricted": bool(task.get("restricted")),
        "papers": papers(id, task),
    }


def next_step(task: Folded, reader: Reader) -> Next | None:
    """What happens next; None for a task without a procedure of its own, or when it is over."""
    if task.get("opens") is None or kind.due(task) is None:
        return None
    steps = [step for step in _steps(task) if step.step in task.get("opens")]
    owed = next((step for step in steps if not step.optional), next(iter(steps), None))
    who, by = kind.responder(task), kind.due(task)
    name = reader.name(who)
    return Next(
        who=who,
        who_zh=name,
        who_en=name,
        what_zh=(owed and owed.label_zh) or "办理",
        what_en=(owed and owed.label_en) or "Go on",
        **reader.until(by),
    )


def _steps(task: Folded) -> list[TaskStep]:
    return [TaskStep.model_validate(step) for step in task.get("steps", ())]


def _open(task: Folded, reader: Reader) -> tuple[OpenStep, ...]:
    if kind.due(task) is None:
        return ()
    clocks = nested(task, "clock")
    return tuple(
        OpenStep(
            step=step.step,
            label_zh=step.label_zh or step.step,
            label_en=step.label_en or step.step,
            optional=step.optional,
            by=clocks.get(step.step, {}).get("due_at"),
            mine=_mine(step, task, reader),
            evidence=step.evidence,
            takes=step.takes,
            fields=step.fields,
        )
        for step in _steps(task)
        if step.step in task.get("opens")
    )


def _mine(step: TaskStep, task: Folded, reader: Reader) -> bool:
    """As `services.response.core.order` decides it."""
    actor, at = reader.scope.actor, tuple(task.get("at", ()))
    where: Mapping[str, Any] = task.get("where") or {}
    around = (*at, *where.get("path", ()))
    groups: Mapping[str, Mapping[str, Any]] = nested(task, "named")
    for word in step.who:
        if word.startswith(GROUP):
            if actor.id in groups.get(word.removeprefix(GROUP), {}).get("ids", ()):
                return True
        elif actor.holds(
            Role(word.removeprefix(ABOVE)), *(around if word.startswith(ABOVE) else at)
        ):
            return True
    return False


def _children(task: Folded, reader: Reader) -> tuple[ChildView, ...]:
    return tuple(
        ChildView(
            id=id,
            procedure=child["procedure"],
            responder=child["responder"],
            responder_name=reader.name(child["responder"]),
            text=child["text"],
            held_at=child.get("held_at"),
            **_ended(child, reader),
            came=child.get("came"),
        )
        for id, child in sorted(nested(task, "children").items())
        if "procedure" in child
    )


def _ended(child: Mapping[str, Any], reader: Reader) -> dict[str, str | None]:
    """How it ended: the last step of it, as the pack calls that."""
    outcome: str | None = child.get("outcome")
    procedure = reader.city.procedures.get(child["procedure"])
    steps = procedure.steps if procedure else ()
    labels = {one.step: Sentence(one.label_zh, one.label_en) for one in steps}
    called = labels.get(outcome or "", _UNANSWERED)
    return {"outcome": outcome, "outcome_zh": called.zh, "outcome_en": called.en} if outcome else {}
