"""When a case will be stuck 久拖不决 by its age alone (`[intake.stuck]` of the pack)."""

from datetime import datetime

from contracts.city import City
from contracts.words import Place
from services.intake.core.ladder import street_of


def stuck_at(place: Place, city: City, since: datetime) -> datetime:
    """When what lies since then is too old; by the street's calendar, whoever has it meanwhile."""
    return city.due(street_of(place), since, city.intake.stuck.age).at
