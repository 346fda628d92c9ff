"""报名、认领、接单: who may take a place, and that it is taken once.

Rule 1: places are counted in the same decision that takes one, so N places are never N+1.
Rule 2: whoever claims is eligible by a post or a registration in the circle of the offer, has a
skill it needs, holds few enough wishes, and is not paused for having stayed away.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.offer import AssignOffer, ClaimOffer, ReleaseOffer
from contracts.events.claim import ClaimMade, ClaimReleased
from contracts.events.event import Event
from contracts.offering import OfferKind, Shift
from contracts.refusals import NotSo, NotYours
from services.dispatch.core.offers.asking import is_asked, turned_down
from services.dispatch.core.offers.clocks import limit
from services.dispatch.core.offers.following import after, followed
from services.dispatch.core.offers.gates import keeps, mine, not_now
from services.dispatch.core.offers.offer import CAME, Claim, Offer

_READY: Final = frozenset({Role.PARTY_MEMBER, Role.VOLUNTEER})
"""Posts that may claim where they stand, without a registration."""
_SPEAKS: Final = frozenset({Role.DEPARTMENT_LIAISON, Role.DEPARTMENT_HEAD, Role.PROPERTY_MANAGER})
"""Posts that claim for their organisation."""


@dataclass(frozen=True)
class Standing:
    """What is known of whoever claims, beyond the offer."""

    account: str
    registered: frozenset[str] = frozenset()
    """Places where they, or their unit, are registered and active."""
    skills: frozenset[str] = frozenset()
    open_wishes: int = 0
    paused_until: datetime | None = None
    posts: tuple[tuple[Role, str], ...] = field(default=())


def claim(
    command: ClaimOffer, offer: Offer, actor: Actor, city: City, now: datetime, facts: Standing
) -> Sequence[Event]:
    """Take a place.

    Raises:
        NotYours, NotNow, NotSo: it is not for them, or there is none.
    """
    if offer.asked:
        return _accept(offer, actor, city, now)
    _check_person(command, offer, actor, city, facts)
    _check_standing(offer, actor, city, now, facts)
    team = _team(command, offer, facts.account, city)
    taken = _place(offer, actor, city, now, command.shift)
    return [taken.model_copy(update={"unit": command.unit, "team": team})]


def assign(
    command: AssignOffer, offer: Offer, actor: Actor, city: City, now: datetime, facts: Standing
) -> Sequence[Event]:
    """Put somebody of the pool on duty: only in an emergency, and only who is eligible."""
    if not offer.emergency:
        raise not_now("no_emergency", offer, actor)
    _check_circle(offer, city, facts)
    if any(one.account == command.account for one in offer.live):
        raise not_now("claimed_already", offer, actor)
    taken = _place(offer, actor, city, now, command.shift)
    return [taken.model_copy(update={"account": command.account, "assigned_by": actor.id})]


def release(
    command: ReleaseOffer, offer: Offer, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Give a place back before coming; an order then goes to the next unit.

    Once its time has come only the community lets somebody go 准假: given back by oneself, a miss
    would leave no trace.

    Raises:
        NotSo, NotNow: there is no such place, or it is too late.
    """
    place = own(actor, offer, command.claim_id)
    if place.stage in CAME:
        raise not_now("on_duty_already", offer, actor)
    if not place.live:
        raise not_now("claim_elsewhere", offer, actor, claim=place.stage.value)
    if offer.begun_for(place, now) and not (offer.asked or keeps(actor, offer)):
        raise not_now("its_time_has_come", offer, actor)
    given = ClaimReleased(claim_id=place.id, account=place.account, reason=command.reason)
    return freed(offer, given, command.reason, city, now)


def freed(offer: Offer, said: Event, reason: str | None, city: City, now: datetime) -> list[Event]:
    """A place is free again; whoever was asked for it and gives it back has declined."""
    events = followed(offer, [said], city, now)
    left = after(offer, events)
    return [*events, *(turned_down(left, reason, city, now) if left.asked else ())]


def _accept(offer: Offer, actor: Actor, city: City, now: datetime) -> Sequence[Event]:
    """接单: only whoever is asked may take an order."""
    assert offer.asked is not None
    unit = offer.asked.unit
    if not (is_asked(actor, offer) if unit else keeps(actor, offer)):
        raise NotYours("not_asked")
    behalf = None if unit else offer.asked.resource_id
    taken = _place(offer, actor, city, now, None)
    return [taken.model_copy(update={"unit": unit, "on_behalf": behalf})]


def _check_person(
    command: ClaimOffer, offer: Offer, actor: Actor, city: City, facts: Standing
) -> None:
    if command.unit and not actor.holds_any(_SPEAKS, command.unit):
        raise NotYours("not_your_unit")
    if mine(actor, offer):
        raise not_now("claimed_already", offer, actor)
    if actor.id == offer.asker:
        raise NotYours("own_order")
    if not offer.teams:
        _check_circle(offer, city, facts)
    if offer.skills and not facts.skills.intersection(offer.skills):
        needed = [city.label(f"skill.{skill}", "zh") for skill in offer.skills]
        raise NotYours("skill_needed", skills=needed)


def _check_circle(offer: Offer, city: City, facts: Standing) -> None:
    if not eligible(offer.circle, facts, city):
        raise NotYours("not_eligible", place=city.territory(offer.circle).name)


def eligible(circle: str, facts: Standing, city: City) -> bool:
    """Whether a post or a registration lies in the circle."""
    ready = {at for role, at in facts.posts if role in _READY}
    return within(circle, (*ready, *facts.registered), city)


def within(circle: str, places: Iterable[str], city: City) -> bool:
    """Whether one of these places lies in the circle."""
    return any(city.knows_territory(at) and circle in city.path(at) for at in places)


def _check_standing(offer: Offer, actor: Actor, city: City, now: datetime, facts: Standing) -> None:
    if facts.paused_until and facts.paused_until > now:
        raise not_now("claims_paused", offer, actor, until=facts.paused_until)
    most = city.rules.offers.max_open_wishes
    if offer.kind is OfferKind.WISH and facts.open_wishes >= most:
        raise not_now("too_many_wishes", offer, actor, most=most)


def _team(command: ClaimOffer, offer: Offer, account: str, city: City) -> str | None:
    called = (command.team and (command.team,)) or offer.teams
    if not called:
        return None
    for id in called:
        known = id in offer.teams and city.teams.get(id)
        if known and account in known.members:
            return id
    raise NotYours("not_of_the_team")


def _place(
    offer: Offer, actor: Actor, city: City, now: datetime, shift_id: str | None
) -> ClaimMade:
    shift = _shift(offer, shift_id)
    left = offer.left if shift is None else min(offer.left, offer.left_of(shift))
    if left <= 0:
        raise not_now("no_places_left", offer, actor)
    timed = shift is not None or offer.starts_at is not None
    start_by = None if timed else limit("start", offer.kind, offer.home.at, city, now)
    return ClaimMade(
        claim_id=f"{offer.id}-{len(offer.claims) + 1}",
        account=actor.id,
        shift=shift.id if shift else None,
        start_by=start_by,
        left=offer.left - 1,
        made_at=now,
        need_ids=offer.need_ids,
    )


def _shift(offer: Offer, shift_id: str | None) -> Shift | None:
    if not offer.shifts and shift_id is None:
        return None
    found = next((shift for shift in offer.shifts if shift.id == shift_id), None)
    if found is None:
        raise NotSo("unknown_shift", field="shift", shifts=[shift.id for shift in offer.shifts])
    return found


def own(actor: Actor, offer: Offer, claim_id: str | None) -> Claim:
    """The claim that is meant: one's own, or the one the community names.

    Raises:
        NotSo: there is no such place.
    """
    found = offer.claim(claim_id) if claim_id and keeps(actor, offer) else mine(actor, offer)
    if found is None or (claim_id and found.id != claim_id):
        raise NotSo("unknown_claim", field="claim_id")
    return found
