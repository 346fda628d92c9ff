"""Doors of assessments and call-backs."""

from contracts.commands import evaluation
from contracts.commands.routes.roles import COMMANDER, EVALUATORS, RESPONDERS, RULERS
from contracts.commands.routes.route import Route


def _assessment(_: str, command: evaluation.Assess) -> str:
    return f"as-{command.task_id}"


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
