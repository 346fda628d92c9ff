"""Doors of assessments and call-backs."""

from contracts.commands import evaluation
from contracts.commands.routes.roles import COMMANDER, EVALUATORS, RESPONDERS, RULERS
from contracts.commands.routes.route import Route


def _assessment(whistle_id: str, command: evaluation.Assess) -> str:
    """A call of another whistle is not judged through this one's path: such an id is nobody's."""
    its_own = command.task_id.startswith(f"{whistle_id}-")
    return f"as-{command.task_id}" if its_own else f"as-{whistle_id}"


def _callback(case_id: str, _: object) -> str:
    return f"cb-{case_id}"


JUDGING: tuple[Route, ...] = (
    Route(
        "/whistles/{id}/assessments", evaluation.Assess, "evaluation", COMMANDER, target=_assessment
    ),
    Route("/assessments/{id}/appeal", evaluation.Appeal, "evaluation", RESPONDERS),
    Route("/assessments/{id}/rule", evaluation.Rule, "evaluation", RULERS),
    Route(
        "/cases/{id}/call-back",
        evaluation.CallBack,
        "evaluation",
        EVALUATORS,
        target=_callback,
    ),
)
