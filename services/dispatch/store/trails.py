"""What was tried in which case, by the case's id."""

from typing import Final

from services.chassis.store import Shape
from services.dispatch.core import Trail, note_trail

TRAILS: Final = Shape(name="trails", source="dispatch", model=Trail, evolve=note_trail)
