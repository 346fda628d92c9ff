"""What intake does: `Desk` when it is asked something, `Ears` when it is told something."""

from services.intake.handlers.desk import Desk
from services.intake.handlers.ears import Ears
from services.intake.handlers.homing import Homing
from services.intake.handlers.importing import Importing
from services.intake.handlers.office import Office
from services.intake.handlers.ordering import Ordering
from services.intake.handlers.questioning import Questioning
from services.intake.handlers.visiting import Visiting

__all__ = [
    "Desk",
    "Ears",
    "Homing",
    "Importing",
    "Office",
    "Ordering",
    "Questioning",
    "Visiting",
]
