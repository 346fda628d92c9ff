"""A warning 预警 as its readers see it: an area and categories, never a person."""

from pydantic import AwareDatetime

from contracts.events.risk import RiskSpot
from contracts.views.view import Moment, Next, View
from contracts.words import Owner


class SpotView(RiskSpot):
    """A category that stands out, with its name."""

    category_zh: str
    category_en: str


class RiskView(View):
    """A warning, and the preventive visit that answers it."""

    id: str
    version: int
    stage: str
    """flagged, answered or missed."""
    week: str
    level: str
    area: str
    area_name: str
    street: str
    spots: tuple[SpotView, ...]
    visit_id: str
    visited_at: AwareDatetime | None = None
    cases: tuple[str, ...] = ()
    """What the visit passed on; or the case that took it up when nobody went."""
    owner: Owner | None = None
    created_at: AwareDatetime
    next: Next
    timeline: tuple[Moment, ...]
