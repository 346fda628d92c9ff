"""群众点单: an offer was made for a case; its end is the case's end, and the reporters hear it.

Rule 1: only an offer of the community, street or district the case lies in takes it.
Rule 2: only the offer that has the case may solve it or give it back.
"""

from collections.abc import Sequence
from datetime import datetime

from contracts.city import City
from contracts.envelope import Envelope
from contracts.events.case_handed import CaseReturned
from contracts.events.event import Event
from contracts.events.offer import EndedOffer, OfferFinished, OfferProposed
from contracts.events.order import CaseOrdered
from contracts.lifecycle import CASE_LIFE, CaseStage
from services.intake.core.case import Case
from services.intake.core.clocks import due
from services.intake.core.closing import finished

NOBODY = "无人承接，退回原承办单位"
"""Why a case comes back when the offer gives no reason of its own."""


def on_offered(
    heard: Envelope[OfferProposed], case: Case, city: City, now: datetime
) -> Sequence[Event]:
    """An offer is made for it: whoever answers for the offer must answer for the place."""
    if heard.data.owner.at not in case.place.path or not CASE_LIFE.allows(case.stage, CaseOrdered):
        return []
    by_when = due(CaseStage.ORDERED, case, case.home, city, now)
    return [CaseOrdered(offer_id=heard.subject, owner=case.home, due_at=by_when)]


def on_offer_finished(
    heard: Envelope[OfferFinished], solved: bool, case: Case, city: City, now: datetime
) -> Sequence[Event]:
    """The offer is done: so is the case, or it must be seen to otherwise."""
    if not _has(case, heard.subject):
        return []
    if not solved:
        return [_returned(case, heard.data.result, city, now)]
    return [finished(case, heard.data.result, city, now)]


def on_offer_ended(
    heard: Envelope[EndedOffer], case: Case, city: City, now: datetime
) -> Sequence[Event]:
    """The offer came to nothing: whoever holds the case must act again."""
    if not _has(case, heard.subject):
        return []
    return [_returned(case, getattr(heard.data, "reason", NOBODY), city, now)]


def _has(case: Case, offer_id: str) -> bool:
    return case.stage is CaseStage.ORDERED and case.offer_id == offer_id


def _returned(case: Case, reason: str, city: City, now: datetime) -> CaseReturned:
    by_when = due(CaseStage.OWNED, case, case.home, city, now)
    return CaseReturned(reason=reason, owner=case.home, due_at=by_when)
