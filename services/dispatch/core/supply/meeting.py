"""What becomes of a need: an offer is made for it, is taken and done, or comes to nothing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from contracts.city import City
from contracts.events import supply as s
from contracts.events.event import Event
from contracts.words import Owner
from services.dispatch.core.keepers import tell
from services.dispatch.core.supply.need import NEED_LIFE, Need, matcher


def tick(need: Need | None, city: City, now: datetime) -> Sequence[Event]:
    """Nobody has met it: whoever matches it is told, and told again."""
    if need is None or need.due_at is None or need.due_at > now:
        return []
    return [
        s.NeedOverdue(
            owner=_home(need),
            was_due_at=need.due_at,
            due_at=city.due(need.community, now, city.rules.offers.reminder).at,
            tell=tell(_home(need), city),
        )
    ]


def on_made(offer_id: str, need: Need, city: City, now: datetime) -> Sequence[Event]:
    """An offer is made for it."""
    if not NEED_LIFE.allows(need.stage, s.NeedMatched):
        return []
    return [s.NeedMatched(offer_id=offer_id, **_owed(need, city, now))]


def on_taken(
    offer_id: str, unit: str | None, need: Need, city: City, now: datetime
) -> Sequence[Event]:
    """Somebody took the offer."""
    if not (_has(need, offer_id) and NEED_LIFE.allows(need.stage, s.NeedAgreed)):
        return []
    return [s.NeedAgreed(offer_id=offer_id, unit=unit, **_owed(need, city, now))]


def on_over(offer_id: str, need: Need, city: City, now: datetime) -> Sequence[Event]:
    """The offer came to nothing."""
    if not (_has(need, offer_id) and NEED_LIFE.allows(need.stage, s.NeedReopened)):
        return []
    return [s.NeedReopened(offer_id=offer_id, **_owed(need, city, now))]


def on_done(offer_id: str, result: str, need: Need, city: City, now: datetime) -> Sequence[Event]:
    """The deed is done."""
    if not (_has(need, offer_id) and NEED_LIFE.allows(need.stage, s.NeedDone)):
        return []
    return [s.NeedDone(offer_id=offer_id, result=result)]


def _has(need: Need, offer_id: str) -> bool:
    return need.offer_id == offer_id


def _home(need: Need) -> Owner:
    return matcher(need.station, need.community)


def _owed(need: Need, city: City, now: datetime) -> dict[str, Any]:
    span = city.rules.offers.match
    return {"owner": _home(need), "due_at": city.due(need.community, now, span).at}
