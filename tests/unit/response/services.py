"""Services that are asked for at home, and what came of them."""

from contracts.events.procedure import TaskEnded
from tests.unit.response.town import at, opened

HOME = at("xq-gangwan-01-01")
GRID, WORKER, RESIDENT, OTHER = "gangwan-01-01", "grid-0101", "resident-1", "resident-2"


def service(name="service", by=RESIDENT, responder=GRID, **more):
    return opened(name, by, responder, HOME, **more)[1]


def outcome(events):
    return [event.outcome for event in events if isinstance(event, TaskEnded)]
