"""Who rules on whose a case is: the street commands, the district is above it."""

from collections.abc import Callable, Mapping
from typing import Final

from contracts.actor import Actor, Role
from contracts.commands.routes.roles import COMMANDER
from contracts.words import Level, Owner
from services.intake.core.case import Case
from services.intake.core.ladder import may_hold, street_of


def seat(level: Level, case: Case) -> str:
    """Return where this level rules on a case."""
    return case.place.path[0] if level is Level.DISTRICT else street_of(case.place)


def first_ruler(case: Case) -> Level:
    """Return who is asked first: the district where no street may say anything."""
    street = Owner(level=Level.STREET, at=street_of(case.place))
    rules = street.at != case.place.path[0] and may_hold(street, case.place, case.recused)
    return Level.STREET if rules and case.home.level is not Level.DISTRICT else Level.DISTRICT


def _street(actor: Actor, case: Case) -> bool:
    return actor.holds_any(COMMANDER, seat(Level.STREET, case))


def _district(actor: Actor, case: Case) -> bool:
    return actor.holds(Role.DISTRICT_SUPERVISOR, seat(Level.DISTRICT, case))


RULERS: Final[Mapping[Level, Callable[[Actor, Case], bool]]] = {
    Level.STREET: _street,
    Level.DISTRICT: _district,
}


def rules_here(actor: Actor, case: Case) -> bool:
    """Whether the actor speaks for the street or the district of a case."""
    return any(speaks(actor, case) for speaks in RULERS.values())


def questioned(case: Case) -> bool:
    """Whether a word is awaited."""
    return case.question is not None
