"""Doors of more time, pauses and waivers."""

from contracts.actor import Role
from contracts.commands import relief
from contracts.commands.routes.roles import COMMANDER, RESPONDERS, RULERS
from contracts.commands.routes.route import Route


def _whistle_of(relief_id: str, _: object) -> str:
    return relief_id.rsplit("-", 2)[0]


RELIEFS: tuple[Route, ...] = (
    Route("/tasks/{id}/extend", relief.Extend, "response", RESPONDERS),
    Route("/tasks/{id}/suspend", relief.Suspend, "response", RESPONDERS),
    Route("/tasks/{id}/resume", relief.Resume, "response", RESPONDERS | COMMANDER),
    Route("/whistles/{id}/waive", relief.Waive, "dispatch", COMMANDER),
    Route(
        "/reliefs/{id}/decide",
        relief.DecideRelief,
        "dispatch",
        RULERS | {Role.STREET_SUPERVISOR},
        target=_whistle_of,
    ),
)
