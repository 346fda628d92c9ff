"""Every command, where it is posted, which service owns it, and which posts may try.

The gateway builds its doors and the role × route tests from this table, the services their edges.
The core checks the actor again, against the state and the city pack: this is only the first gate.
"""

from collections.abc import Mapping

from contracts.commands.command import Command
from contracts.commands.routes.cases import CASES
from contracts.commands.routes.coordination import COORDINATION
from contracts.commands.routes.earnings import EARNINGS
from contracts.commands.routes.emergencies import EMERGENCIES
from contracts.commands.routes.households import HOUSEHOLDS
from contracts.commands.routes.judging import JUDGING
from contracts.commands.routes.months import MONTHS
from contracts.commands.routes.notices import NOTICES
from contracts.commands.routes.offers import OFFERS
from contracts.commands.routes.questionnaires import QUESTIONNAIRES
from contracts.commands.routes.registrations import REGISTRATIONS
from contracts.commands.routes.reliefs import RELIEFS
from contracts.commands.routes.roles import (
    COMMANDER,
    COMMUNITY,
    EVALUATORS,
    HOLDERS,
    OPENERS,
    REPORTERS,
    RESPONDERS,
    RULERS,
    STAFF,
    STEPPERS,
)
from contracts.commands.routes.route import Route
from contracts.commands.routes.staff import SECONDED
from contracts.commands.routes.supply import SUPPLY
from contracts.commands.routes.tasks import TASKS
from contracts.commands.routes.visits import VISITS
from contracts.commands.routes.whistles import WHISTLES

__all__ = [
    "BY_COMMAND",
    "COMMANDER",
    "COMMUNITY",
    "EVALUATORS",
    "HOLDERS",
    "OPENERS",
    "REPORTERS",
    "RESPONDERS",
    "ROUTES",
    "RULERS",
    "STAFF",
    "STEPPERS",
    "Route",
    "owned_by",
]

ROUTES: tuple[Route, ...] = (
    *CASES,
    *WHISTLES,
    *COORDINATION,
    *RELIEFS,
    *TASKS,
    *JUDGING,
    *MONTHS,
    *SECONDED,
    *VISITS,
    *QUESTIONNAIRES,
    *HOUSEHOLDS,
    *OFFERS,
    *REGISTRATIONS,
    *SUPPLY,
    *EMERGENCIES,
    *EARNINGS,
    *NOTICES,
)

BY_COMMAND: Mapping[type[Command], Route] = {route.command: route for route in ROUTES}


def owned_by(service: str) -> tuple[Route, ...]:
    """The doors of one service."""
    return tuple(route for route in ROUTES if route.owner == service)
