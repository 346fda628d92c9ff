"""平时评价: a street's monthly word on a department, once."""

from pydantic import BaseModel, ConfigDict

from contracts.events.event import Event
from contracts.events.month import DepartmentRated
from contracts.machine import IllegalTransition


class Rating(BaseModel):
    """One street, one department, one month."""

    model_config = ConfigDict(frozen=True)

    stage: str = "rated"
    period: str
    street: str
    department: str
    score: float


def evolve(rating: Rating | None, event: Event) -> Rating:
    """Return the rating; there is only one word.

    Raises:
        IllegalTransition: it was rated before, or this is something else.
    """
    if rating is not None or not isinstance(event, DepartmentRated):
        raise IllegalTransition("rated" if rating else "new", event)
    kept = ("period", "street", "department", "score")
    return Rating(**{name: getattr(event, name) for name in kept})
