"""What an offer leaves behind: who came and for how long, who did not, and the deeds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contracts.events import claim as c
from contracts.events import offer as o
from contracts.events.deed import DeedRecorded
from contracts.events.event import Event
from contracts.offering import Attendance, Concern, Deed
from services.dispatch.core.offers.offer import CAME, Claim, Offer


@dataclass(frozen=True)
class Word:
    """What is said at the end."""

    result: str
    attendance: Sequence[Attendance] = ()
    unsettled: frozenset[str] = frozenset()
    stars: int | None = None


def records_of(offer: Offer, word: Word, now: datetime) -> tuple[list[Event], list[Claim]]:
    """A record for everybody who had a place, and who of them came."""
    told = {one.claim_id: one for one in word.attendance}
    records: list[Event] = []
    came: list[Claim] = []
    for claim in offer.live:
        said = told.get(claim.id) or Attendance(claim_id=claim.id, came=claim.stage in CAME)
        if said.came:
            came.append(claim)
            hours = said.hours or claim.hours or _on_duty(offer, claim, now)
            records.append(_served(offer, claim, hours, word, now))
        else:
            records.append(_missed(offer, claim, now))
    return records, came


def missed_of(offer: Offer, now: datetime) -> list[Event]:
    """A miss for everybody whose time is over and who did not come."""
    return [_missed(offer, claim, now) for claim in offer.live if offer.missed_by(claim, now)]


def _on_duty(offer: Offer, claim: Claim, now: datetime) -> float:
    """Hours between coming and being done, in halves; of its own time when nobody noted it."""
    begin = claim.arrived_at or offer.starts_at
    end = claim.done_at or (now if claim.arrived_at else offer.ends_at)
    if begin is None or end is None or end <= begin:
        return 0.5
    return min(max(round((end - begin).total_seconds() / 1800) / 2, 0.5), 24.0)


def _common(offer: Offer, claim: Claim) -> dict[str, Any]:
    return {
        "claim_id": claim.id,
        "account": claim.account,
        "unit": claim.unit,
        "kind": offer.kind,
        "number": offer.number,
        "title": offer.title,
        "street": offer.street,
        "community": offer.community,
        "offer_id": offer.id,
    }


def _served(
    offer: Offer, claim: Claim, hours: float, word: Word, now: datetime
) -> c.ClaimConfirmed:
    return c.ClaimConfirmed(
        **_common(offer, claim),
        team=claim.team,
        hours=hours,
        emergency=offer.emergency,
        whistle_id=offer.whistle_id,
        stars=word.stars,
        on_behalf=claim.on_behalf,
        served_at=claim.arrived_at or offer.starts_at or now,
    )


def _missed(offer: Offer, claim: Claim, now: datetime) -> c.ClaimMissed:
    return c.ClaimMissed(**_common(offer, claim), missed_at=now)


def story_of(offer: Offer, came: Sequence[Claim], word: Word, now: datetime) -> dict[str, Any]:
    """What the last event tells: what it was for, settled or not, and who did it."""
    settled = [x for x in offer.concerns if came and x.id not in word.unsettled]
    unsettled = [x for x in offer.concerns if x not in settled]
    open_cases = set(_ids(unsettled, "case_id"))
    return {
        "number": offer.number,
        "kind": offer.kind,
        "title": offer.title,
        "street": offer.street,
        "community": offer.community,
        "result": word.result,
        "deeds": tuple(_deed(concern) for concern in settled),
        "case_ids": tuple(one for one in _ids(settled, "case_id") if one not in open_cases),
        "need_ids": tuple(_ids(settled, "need_id")),
        "unsettled_cases": tuple(_ids(unsettled, "case_id")),
        "unsettled_needs": tuple(_ids(unsettled, "need_id")),
        "units": tuple(dict.fromkeys(claim.unit for claim in came if claim.unit)),
        "accounts": tuple(dict.fromkeys(claim.account for claim in came)),
        "resource_id": offer.resource_id,
        "offer_id": offer.id,
        "finished_at": now,
    }


def deeds_of(finished: o.OfferFinished) -> Iterator[Event]:
    """An entry of the deed list for each concern that is settled."""
    copied = ("number", "kind", "title", "street", "community", "result", "units", "accounts")
    common = {name: getattr(finished, name) for name in (*copied, "offer_id")}
    for deed in finished.deeds:
        yield DeedRecorded(
            **common,
            deed_id=f"{finished.offer_id}-{deed.concern_id}",
            text=deed.text,
            case_id=deed.case_id,
            need_id=deed.need_id,
            recorded_at=finished.finished_at,
        )


def _ids(concerns: Sequence[Concern], name: str) -> Iterator[str]:
    yield from dict.fromkeys(id for concern in concerns if (id := getattr(concern, name)))


def _deed(concern: Concern) -> Deed:
    return Deed(
        concern_id=concern.id, text=concern.text, case_id=concern.case_id, need_id=concern.need_id
    )
