"""How visits and rounds are kept."""

from typing import Final

from contracts.events.visit import VisitRedacted
from services.chassis.store import Shape
from services.intake.core.round import Round, evolve_round
from services.intake.core.visit import Visit, evolve_visit

VISITS: Final = Shape(
    name="visits",
    source="intake",
    model=Visit,
    evolve=evolve_visit,
    due=lambda visit: visit.due_at,
    redaction=VisitRedacted,
)
ROUNDS: Final = Shape(
    name="rounds",
    source="intake",
    model=Round,
    evolve=evolve_round,
    due=lambda known: known.opens_at,
)
