"""Doors of the month's boards and of streets that lag."""

from contracts.actor import Role
from contracts.commands import month
from contracts.commands.routes.roles import COMMANDER, EVALUATORS
from contracts.commands.routes.route import Route

DISTRICT = frozenset({Role.DISTRICT_SUPERVISOR})


def _month(period: str, _: object) -> str:
    return f"bd-{period}"


def _rating(period: str, command: month.RateDepartment) -> str:
    return f"rt-{period}-{command.street}-{command.department}"


MONTHS: tuple[Route, ...] = (
    Route("/boards/{id}/close", month.CloseMonth, "evaluation", EVALUATORS, target=_month),
    Route("/boards/{id}/publish", month.PublishMonth, "evaluation", DISTRICT, target=_month),
    Route("/boards/{id}/ratings", month.RateDepartment, "evaluation", COMMANDER, target=_rating),
    Route("/lagging-streets/{id}/sponsor", month.Sponsor, "evaluation", DISTRICT),
    Route("/lagging-streets/{id}/clear", month.ClearStreet, "evaluation", DISTRICT),
)
