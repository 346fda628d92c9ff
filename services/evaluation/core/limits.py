"""How long things may take here: as the pack says, else as ours."""

from contracts.calendar import Span
from contracts.city import City
from contracts.city.judging import LIMITS


def limit(city: City, name: str) -> Span:
    """Return a limit by its name, say `exclusion.window`."""
    return city.rules.spans.get(name) or LIMITS[name]
