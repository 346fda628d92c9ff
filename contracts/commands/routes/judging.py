"""Doors of assessments and call-backs."""

from contracts.actor import Role
from contracts.commands import evaluation, review
from contracts.commands.routes.roles import (
    COMMANDER,
    EVALUATORS,
    REPORTERS,
    RESPONDERS,
    RULERS,
)
from contracts.commands.routes.route import Route

REVIEWERS = frozenset({Role.EVALUATOR, Role.DISTRICT_SUPERVISOR})
MEASURED_UNITS = RESPONDERS | COMMANDER | {Role.STREET_STAFF}


def _assessment(whistle_id: str, command: evaluation.Assess | evaluation.JudgeStreet) -> str:
    """A call of another whistle is not judged through this one's path: such an id is nobody's."""
    its_own = command.task_id.startswith(f"{whistle_id}-")
    return f"as-{command.task_id}" if its_own else f"as-{whistle_id}"


def _callback(case_id: str, _: object) -> str:
    return f"cb-{case_id}"


def _exclusion(case_id: str, command: review.Exclude) -> str:
    return f"rx-{case_id}-{command.round}"


def _exemption(assessment_id: str, _: object) -> str:
    return f"ro-{assessment_id}"


JUDGING: tuple[Route, ...] = (
    Route(
        "/whistles/{id}/assessments", evaluation.Assess, "evaluation", COMMANDER, target=_assessment
    ),
    Route("/assessments/{id}/appeal", evaluation.Appeal, "evaluation", RESPONDERS),
    Route("/assessments/{id}/rule", evaluation.Rule, "evaluation", RULERS | COMMANDER),
    Route(
        "/cases/{id}/call-back",
        evaluation.CallBack,
        "evaluation",
        EVALUATORS,
        target=_callback,
    ),
    Route("/cases/{id}/rate", evaluation.RateCase, "evaluation", REPORTERS, target=_callback),
    Route(
        "/whistles/{id}/judge-street",
        evaluation.JudgeStreet,
        "evaluation",
        RESPONDERS,
        target=_assessment,
    ),
    Route("/cases/{id}/exclude", review.Exclude, "evaluation", MEASURED_UNITS, target=_exclusion),
    Route("/assessments/{id}/exempt", review.Exempt, "evaluation", RESPONDERS, target=_exemption),
    Route("/reviews/{id}/decide", review.DecideReview, "evaluation", REVIEWERS),
)
