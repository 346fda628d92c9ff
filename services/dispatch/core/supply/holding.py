"""What offers do with a resource: a place of it is held, freed, used, until its period is over."""

from collections.abc import Sequence
from datetime import datetime

from contracts.city import City
from contracts.events import supply as s
from contracts.events.event import Event
from services.dispatch.core.supply.resource import HOLDS, OVER, Resource


def tick(resource: Resource | None, city: City, now: datetime) -> Sequence[Event]:
    """Its period is over."""
    over = resource is None or resource.due_at is None or resource.due_at > now
    return [] if over else [s.ResourceEnded()]


def on_asked(offer_id: str, resource: Resource | None) -> Sequence[Event]:
    """An offer asks for it: a place is held, or nothing is left."""
    if resource is None or offer_id in resource.holds:
        return []
    if resource.left <= 0 or resource.stage in OVER:
        return [s.ResourceFull(offer_id=offer_id, stage=resource.stage, left=0)]
    return [_moved(s.ResourceReserved, offer_id, resource)]


def on_freed(offer_id: str, resource: Resource | None) -> Sequence[Event]:
    """The offer needs it no more."""
    held = resource is not None and resource.holds.get(offer_id) == "reserved"
    return [_moved(s.ResourceReleased, offer_id, resource)] if resource and held else []


def on_used(offer_id: str, resource: Resource | None) -> Sequence[Event]:
    """The offer is done."""
    held = resource is not None and resource.holds.get(offer_id) == "reserved"
    return [_moved(s.ResourceUsed, offer_id, resource)] if resource and held else []


def _moved(kind: type[s.ResourceMoved], offer_id: str, resource: Resource) -> s.ResourceMoved:
    holds = HOLDS[kind](dict(resource.holds), offer_id)
    left = resource.capacity - len(holds)
    reserved = "reserved" in holds.values()
    stage: s.ResourceStage = "free" if left > 0 else "reserved" if reserved else "used"
    over = resource.stage in OVER
    return kind(offer_id=offer_id, stage=resource.stage if over else stage, left=left)
