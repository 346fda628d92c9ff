"""Who steps aside in which case, by the case's id."""

from typing import Final

from services.chassis.store import Shape
from services.dispatch.core import Aside, note_aside

ASIDE: Final = Shape(name="aside", source="dispatch", model=Aside, evolve=note_aside)
