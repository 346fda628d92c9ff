"""Doors of what street and departments say to each other on a whistle."""

from contracts.actor import Role
from contracts.commands import coordination
from contracts.commands.routes.roles import COMMANDER, RESPONDERS
from contracts.commands.routes.route import Route

_SUPERVISORS = frozenset({Role.STREET_SUPERVISOR, Role.DISTRICT_SUPERVISOR})


def _whistle_of(supervision_id: str, _: object) -> str:
    return supervision_id.rsplit("-", 2)[0]


COORDINATION: tuple[Route, ...] = (
    Route(
        "/whistles/{id}/say",
        coordination.Say,
        "dispatch",
        COMMANDER | RESPONDERS | {Role.STREET_SUPERVISOR},
    ),
    Route(
        "/whistles/{id}/meet",
        coordination.Meet,
        "dispatch",
        COMMANDER | {Role.STREET_SUPERVISOR},
    ),
    Route(
        "/whistles/{id}/finish-step",
        coordination.FinishStep,
        "dispatch",
        COMMANDER | RESPONDERS,
    ),
    Route("/whistles/{id}/supervise", coordination.Supervise, "dispatch", COMMANDER | _SUPERVISORS),
    Route(
        "/supervisions/{id}/answer",
        coordination.AnswerSupervision,
        "dispatch",
        RESPONDERS,
        target=_whistle_of,
    ),
)
