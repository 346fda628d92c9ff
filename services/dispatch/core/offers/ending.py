"""How an offer ends: confirmed or rated with its deeds and service records, or off with a reason.

Rule 1: nobody confirms what they did themselves.
Rule 2: who took a place and did not come is a miss; who came has a record of service.
Rule 3: what an offer was for is named in its last event, settled or not, so that cases and needs
never stay behind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.offer import (
    CancelOffer,
    ConfirmOffer,
    PassUpOffer,
    RateOffer,
    RefuseOffer,
    SendBackOffer,
)
from contracts.events import claim as c
from contracts.events import offer as o
from contracts.events.deed import DeedRecorded
from contracts.events.event import Event
from contracts.offer_life import OfferStage
from contracts.offering import Attendance, Concern, Deed
from contracts.refusals import NotSo, NotYours
from contracts.words import Level, Owner
from services.dispatch.core.offers.clocks import limit, serving
from services.dispatch.core.offers.following import after, begun, done, server
from services.dispatch.core.offers.gates import keeps, not_now
from services.dispatch.core.offers.offer import CAME, Claim, Offer

SILENCE: Final = "点单人逾期未评价，视为认可"
"""Why an order is confirmed by the clock."""


@dataclass(frozen=True)
class Word:
    """What is said at the end."""

    result: str
    attendance: Sequence[Attendance] = ()
    unsettled: frozenset[str] = frozenset()
    stars: int | None = None


def confirm(
    command: ConfirmOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The community says who came, and what is settled.

    Raises:
        NotYours: the actor served there.
        NotSo: a claim or concern it does not have.
        NotNow: nobody came.
    """
    if any(claim.account == actor.id and not claim.on_behalf for claim in offer.live):
        raise NotYours("own_deed")
    _check(command, offer)
    unsettled = frozenset(command.unsettled)
    word = Word(result=command.result, attendance=command.attendance, unsettled=unsettled)
    records, came = _records(offer, word, now)
    if not came:
        raise not_now("nobody_came", offer, actor)
    finished = o.OfferConfirmed(**_finished(offer, came, word, now))
    return [*_brought(offer, city, now), *records, *_recorded(finished), finished]


def rate(
    command: RateOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Whoever ordered it says how it was."""
    word = Word(result=command.words or "—", stars=command.stars)
    records, came = _records(offer, word, now)
    if not came:
        raise not_now("nobody_came", offer, actor)
    said = _finished(offer, came, word, now)
    rated = o.OfferRated(**said, stars=command.stars, words=command.words)
    return [*records, *_recorded(rated), rated]


def silent(offer: Offer, city: City, now: datetime) -> Sequence[Event]:
    """Whoever ordered it said nothing in time: it counts as done."""
    word = Word(result=SILENCE)
    records, came = _records(offer, word, now)
    finished = o.OfferConfirmed(**_finished(offer, came, word, now))
    return [*records, *_recorded(finished), finished]


def send_back(
    command: SendBackOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Not good enough: those who were done are at it again."""
    due_at = serving(offer, city, now)
    return [o.OfferSentBack(owner=server(offer), due_at=due_at, reason=command.reason)]


def pass_up(
    command: PassUpOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The community has nobody: the street's turn."""
    if offer.home.level is not Level.COMMUNITY:
        raise not_now("nobody_above", offer, actor)
    street = Owner(level=Level.STREET, at=offer.street)
    due_at = limit("propose", offer.kind, offer.street, city, now)
    return [o.OfferPassedUp(owner=street, due_at=due_at, reason=command.reason)]


def refuse(
    command: RefuseOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Do not take it up."""
    return [o.OfferRefused(reason=command.reason, **freed_by(offer))]


def cancel(
    command: CancelOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Call it off, before anybody has come; the community may call off what it called itself.

    Raises:
        NotNow: somebody is on duty.
    """
    if offer.arrived and not keeps(actor, offer):
        raise not_now("on_duty_already", offer, actor)
    return [o.OfferCancelled(reason=command.reason, **freed_by(offer))]


def freed_by(offer: Offer) -> dict[str, Any]:
    """What is free again when the offer is over without being done."""
    return {
        "case_ids": offer.case_ids,
        "need_ids": offer.need_ids,
        "resource_id": offer.resource_id,
    }


def _check(command: ConfirmOffer, offer: Offer) -> None:
    claims = {claim.id for claim in offer.live}
    for one in command.attendance:
        if one.claim_id not in claims:
            raise NotSo("unknown_claim", field="attendance")
    concerns = {concern.id for concern in offer.concerns}
    if not concerns.issuperset(command.unsettled):
        raise NotSo("unknown_concern", field="unsettled", concerns=sorted(concerns))


def _brought(offer: Offer, city: City, now: datetime) -> Sequence[Event]:
    """The steps that were not said before it ends."""
    said: list[Event] = []
    if offer.stage in (OfferStage.OPEN, OfferStage.FILLED):
        said.append(begun(offer, city, now))
    if offer.stage is not OfferStage.DONE:
        said.append(done(after(offer, said), city, now))
    return said


def _records(offer: Offer, word: Word, now: datetime) -> tuple[list[Event], list[Claim]]:
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


def _finished(offer: Offer, came: Sequence[Claim], word: Word, now: datetime) -> dict[str, Any]:
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


def _recorded(finished: o.OfferFinished) -> Iterator[Event]:
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
