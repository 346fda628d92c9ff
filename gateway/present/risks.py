"""A warning of an area as one reader sees it."""

from typing import Any

from contracts.views.risk import RiskView, SpotView
from gateway.fold import Folded
from gateway.present.reader import Reader

_COPIED = ("stage", "week", "level", "area", "street", "visit_id", "visited_at", "owner")


def risk_view(id: str, risk: Folded, reader: Reader) -> RiskView:
    """What stands out there, and who went."""
    return RiskView(
        id=id,
        version=risk.heads["evaluation"],
        **{name: risk.get(name) for name in _COPIED},
        area_name=reader.name(risk.get("area")),
        spots=tuple(_spot(spot, reader) for spot in risk.get("spots")),
        cases=tuple(risk.get("cases") or ()),
        created_at=risk.created_at,
        next=reader.next(f"risk.{risk.get('stage')}", risk.get("area"), risk.get("due_at")),
        timeline=reader.timeline(risk, reader.scope.sight(risk.tags)),
    )


def _spot(spot: dict[str, Any], reader: Reader) -> SpotView:
    key = f"category.{spot['category']}"
    zh, en = reader.city.label(key, "zh"), reader.city.label(key, "en")
    return SpotView.model_validate({**spot, "category_zh": zh, "category_en": en})
