"""Doors of seconded staff."""

from contracts.commands import staff
from contracts.commands.routes.roles import COMMANDER
from contracts.commands.routes.route import Route


def _opinion(account: str, command: staff.GiveOpinion) -> str:
    return f"op-{command.street}-{account}-{command.year}"


SECONDED: tuple[Route, ...] = (
    Route("/staff/{id}/opinions", staff.GiveOpinion, "evaluation", COMMANDER, target=_opinion),
)
