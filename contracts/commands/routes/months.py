"""Doors of the month's boards and of streets that lag."""

from contracts.actor import Role
from contracts.commands import month
from contracts.commands.routes.roles import COMMANDER, EVALUATORS
from contracts.commands.routes.route import Route

DISTRICT = frozenset({Role.DISTRICT_SUPERVISOR})


def month_id(period: str, district: str | None) -> str:
    """The id of a month; `district`: whose, in a city of several."""
    return f"bd-{period}-{district}" if district else f"bd-{period}"


def _month(period: str, command: month.CloseMonth | month.PublishMonth) -> str:
    return month_id(period, command.district)


def _rating(period: str, command: month.RateDepartment) -> str:
    return f"rt-{period}-{command.street}-{command.department}"


MONTHS: tuple[Route, ...] = (
    Route("/boards/{id}/close", month.CloseMonth, "evaluation", EVALUATORS, target=_month),
    Route("/boards/{id}/publish", month.PublishMonth, "evaluation", DISTRICT, target=_month),
    Route("/boards/{id}/ratings", month.RateDepartment, "evaluation", COMMANDER, target=_rating),
    Route("/lagging-streets/{id}/sponsor", month.Sponsor, "evaluation", DISTRICT),
    Route("/lagging-streets/{id}/clear", month.ClearStreet, "evaluation", DISTRICT),
)
