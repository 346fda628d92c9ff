"""Every command, where it is posted, which service owns it, and which posts may try.

The gateway builds its doors and the role × route tests from this table, the services their edges.
The core checks the actor again, against the state and the city pack: this is only the first gate.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.actor import Role
from contracts.commands import case, evaluation, task, whistle
from contracts.commands.command import Command

STAFF = frozenset(
    {
        Role.BUILDING_HEAD,
        Role.GRID_WORKER,
        Role.COMMUNITY_OFFICER,
        Role.COMMUNITY_SECRETARY,
        Role.STREET_STAFF,
        Role.STREET_COMMANDER,
    }
)
HOLDERS = STAFF | {Role.DISTRICT_SUPERVISOR}
REPORTERS = STAFF | {Role.RESIDENT}
COMMANDER = frozenset({Role.STREET_COMMANDER})
RESPONDERS = frozenset({Role.DEPARTMENT_LIAISON, Role.DEPARTMENT_HEAD})
RULERS = frozenset({Role.STREET_COMMANDER, Role.DISTRICT_SUPERVISOR})
COMMUNITY = frozenset({Role.COMMUNITY_OFFICER, Role.COMMUNITY_SECRETARY})


@dataclass(frozen=True)
class Route:
    """One command's door."""

    path: str
    """Below /api/v1 at the gateway, and the same at the owner."""
    command: type[Command]
    owner: str
    roles: frozenset[Role]
    prefix: str = ""
    """Set when it makes a new aggregate: the id's prefix."""
    target: Callable[[str, Any], str] = lambda id, _: id
    """The aggregate's id, from the id in the path and the command."""

    @property
    def creates(self) -> bool:
        """Whether it makes a new aggregate."""
        return bool(self.prefix)

    @property
    def act(self) -> str:
        """The last word of the path."""
        return self.path.rsplit("/", 1)[-1]


def _assessment(_: str, command: evaluation.Assess) -> str:
    return f"as-{command.task_id}"


def _whistle_of(ruling_id: str, _: object) -> str:
    return ruling_id.rsplit("-", 2)[0]


def _callback(case_id: str, _: object) -> str:
    return f"cb-{case_id}"


ROUTES: tuple[Route, ...] = (
    Route("/cases", case.Report, "intake", REPORTERS, prefix="case-"),
    Route("/cases/{id}/sort", case.Sort, "intake", HOLDERS),
    Route("/cases/{id}/answer", case.Answer, "intake", HOLDERS),
    Route("/cases/{id}/merge", case.Merge, "intake", HOLDERS),
    Route("/cases/{id}/refuse", case.Refuse, "intake", HOLDERS),
    Route("/cases/{id}/transfer", case.Transfer, "intake", HOLDERS),
    Route("/cases/{id}/settle", case.Settle, "intake", HOLDERS),
    Route("/cases/{id}/escalate", case.Escalate, "intake", HOLDERS),
    Route("/cases/{id}/feed-back", case.FeedBack, "intake", HOLDERS),
    Route("/cases/{id}/confirm", case.Confirm, "intake", REPORTERS),
    Route("/cases/{id}/dispute", case.Dispute, "intake", REPORTERS),
    Route("/cases/{id}/supplement", case.Supplement, "intake", REPORTERS),
    Route("/cases/{id}/hurry", case.Hurry, "intake", REPORTERS),
    Route("/cases/{id}/withdraw", case.Withdraw, "intake", REPORTERS),
    Route("/whistles", whistle.Raise, "dispatch", STAFF, prefix="wh-"),
    Route("/whistles/{id}/endorse", whistle.Endorse, "dispatch", COMMUNITY),
    Route("/whistles/{id}/approve", whistle.Approve, "dispatch", COMMANDER),
    Route("/whistles/{id}/refuse", whistle.RefuseDraft, "dispatch", COMMUNITY | COMMANDER),
    Route(
        "/whistles/{id}/remind",
        whistle.Remind,
        "dispatch",
        COMMANDER | {Role.STREET_SUPERVISOR},
    ),
    Route("/whistles/{id}/call", whistle.CallMore, "dispatch", COMMANDER),
    Route("/whistles/{id}/change-lead", whistle.ChangeLead, "dispatch", COMMANDER),
    Route("/whistles/{id}/confirm", whistle.ConfirmWhistle, "dispatch", COMMANDER),
    Route("/whistles/{id}/send-back", whistle.SendBack, "dispatch", COMMANDER),
    Route("/whistles/{id}/withdraw", whistle.WithdrawWhistle, "dispatch", COMMANDER),
    Route("/whistles/{id}/escalate", whistle.EscalateWhistle, "dispatch", COMMANDER),
    Route("/whistles/{id}/close", whistle.CloseWhistle, "dispatch", COMMANDER),
    Route("/rulings/{id}/decide", whistle.DecideRuling, "dispatch", RULERS, target=_whistle_of),
    Route("/tasks/{id}/acknowledge", task.Acknowledge, "response", RESPONDERS),
    Route("/tasks/{id}/arrive", task.Arrive, "response", RESPONDERS | COMMANDER),
    Route("/tasks/{id}/progress", task.Progress, "response", RESPONDERS),
    Route("/tasks/{id}/complete", task.Complete, "response", RESPONDERS),
    Route("/tasks/{id}/object", task.ObjectTo, "response", RESPONDERS),
    Route("/tasks/{id}/cannot-solve", task.CannotSolve, "response", RESPONDERS),
    Route(
        "/whistles/{id}/assessments", evaluation.Assess, "evaluation", COMMANDER, target=_assessment
    ),
    Route("/assessments/{id}/appeal", evaluation.Appeal, "evaluation", RESPONDERS),
    Route("/assessments/{id}/rule", evaluation.Rule, "evaluation", RULERS),
    Route(
        "/cases/{id}/call-back",
        evaluation.CallBack,
        "evaluation",
        frozenset({Role.EVALUATOR}),
        target=_callback,
    ),
)

BY_COMMAND: Mapping[type[Command], Route] = {route.command: route for route in ROUTES}


def owned_by(service: str) -> tuple[Route, ...]:
    """The doors of one service."""
    return tuple(route for route in ROUTES if route.owner == service)
