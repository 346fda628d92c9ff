"""An offer is made: who may call whom, and what the call says.

Rule 1: a community's, street's or district's own call is out at once; what anybody else orders or
wishes waits for the community, which verifies it.
Rule 2: whoever calls, calls their own place; only an emergency widens the circle.
Rule 3: whom a wish is for is in the event and nowhere else; the public list never has it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.offer import MakeOffer, PublishOffer
from contracts.commands.routes.offers import ASKERS
from contracts.commands.routes.offers import KEEPERS as KEEPER_ROLES
from contracts.events import offer as o
from contracts.events.event import Event
from contracts.offering import Candidate, Circle, Concern, OfferKind
from contracts.refusals import NotNow, NotSo, NotYours
from contracts.words import Level, Owner, Place
from services.dispatch.core.keepers import KEEPERS
from services.dispatch.core.offers.asking import asked
from services.dispatch.core.offers.clocks import closing, limit
from services.dispatch.core.offers.following import after
from services.dispatch.core.offers.offer import Offer
from services.dispatch.core.skills import check_skills

_DEPTHS: Final[Mapping[Circle, int]] = {
    Circle.DISTRICT: 0,
    Circle.STREET: 1,
    Circle.COMMUNITY: 2,
}
_LEVELS: Final = (Level.DISTRICT, Level.STREET, Level.COMMUNITY)
_REACH: Final = {Level.DISTRICT: 0, Level.STREET: 1, Level.COMMUNITY: 2, Level.DEPARTMENT: 1}
"""How deep the circle of each begins; a station serves its street."""
_ORDERED: Final = frozenset({OfferKind.ORDER, OfferKind.ERRAND})
"""Kinds that whoever asks for them rates."""
_ASKED: Final = frozenset({OfferKind.ORDER, OfferKind.ERRAND, OfferKind.WISH})
"""Kinds that anybody may ask for; the others are called by a community or above."""

_DUTIES: Final = frozenset({OfferKind.MUSTER, OfferKind.PATROL, OfferKind.POST, OfferKind.ACTIVITY})


@dataclass(frozen=True)
class Making:
    """What is found outside before an offer is made or published."""

    place: Place
    id: str = ""
    number: str = ""
    candidates: tuple[Candidate, ...] = ()
    """Resources that fit an order, the best first."""
    tell: tuple[str, ...] = ()
    """People who fit a call, the best first."""
    emergency: bool = False
    """The district is in its emergency mode."""
    stations: tuple[str, ...] = ()
    """Social-work stations that alone match the needs it is for."""


class Origin(NamedTuple):
    """Who will answer for it, and whether whoever asks does."""

    home: Owner
    keeper: bool
    by: str


def make(
    command: MakeOffer,
    offer: Offer | None,
    actor: Actor,
    city: City,
    now: datetime,
    facts: Making,
) -> Sequence[Event]:
    """Order, wish or call."""
    begin = origin(command, actor, facts.place, facts.stations)
    _check(command, city, now)
    _check_circle(command, begin, facts)
    said = _proposed(command, begin, city, now, facts)
    if not begin.keeper or command.draft:
        return [said]
    drawn = after(None, [said])
    return [said, *_out(drawn, city, now, facts)]


def publish(
    command: PublishOffer, offer: Offer, actor: Actor, city: City, now: datetime, facts: Making
) -> Sequence[Event]:
    """Let people claim it; also an order that no unit took."""
    check_skills(command.skills or (), city)
    if command.close_at and command.close_at <= now:
        raise NotSo("time_passed", field="close_at")
    said = _published(offer, city, now, facts)
    changes = {"places": command.places, "skills": command.skills}
    until = {"due_at": command.close_at} if command.close_at else {}
    return [said.model_copy(update={**changes, **until})]


def origin(command: MakeOffer, actor: Actor, place: Place, stations: Sequence[str] = ()) -> Origin:
    """Where it begins.

    Raises:
        NotYours: it is not for the actor to call this.
    """
    if stations:
        return _stationed(actor, stations)
    for level, at in zip(_LEVELS, place.path, strict=False):
        if actor.holds_any(frozenset(KEEPERS[level]), at):
            return Origin(Owner(level=level, at=at), True, actor.id)
    asks = command.kind in _ASKED and actor.holds_any(ASKERS - KEEPER_ROLES)
    if not asks:
        raise NotYours("not_yours_to_call")
    depth = min(len(place.path), len(_LEVELS)) - 1
    return Origin(Owner(level=_LEVELS[depth], at=place.path[depth]), False, actor.id)


def _stationed(actor: Actor, stations: Sequence[str]) -> Origin:
    """社工站: only its staff match the social needs of its street."""
    if not all(actor.holds(Role.SOCIAL_WORKER, station) for station in stations):
        raise NotYours("station_matches")
    return Origin(Owner(level=Level.DEPARTMENT, at=stations[0]), True, actor.id)


def _out(offer: Offer, city: City, now: datetime, facts: Making) -> Sequence[Event]:
    if offer.kind is not OfferKind.ORDER:
        return [_published(offer, city, now, facts)]
    return [asked(offer, facts.candidates, city, now)] if facts.candidates else []


def _published(offer: Offer, city: City, now: datetime, facts: Making) -> o.OfferPublished:
    return o.OfferPublished(
        owner=offer.home,
        due_at=closing(offer, city, now),
        published_at=now,
        emergency=facts.emergency and offer.kind is OfferKind.MUSTER,
        tell=facts.tell,
    )


def _check(command: MakeOffer, city: City, now: datetime) -> None:
    check_skills(command.skills, city)
    if command.category and not city.knows_category(command.category):
        raise NotSo("unknown_category", field="category")
    if unknown := [team for team in command.teams if team not in city.teams]:
        raise NotSo("unknown_team", field="teams", team=unknown[0])
    if command.beneficiary and command.kind is not OfferKind.WISH:
        raise NotSo("only_a_wish", field="beneficiary")
    _check_times(command, now)


def _check_times(command: MakeOffer, now: datetime) -> None:
    turns = [(shift.starts_at, shift.ends_at) for shift in command.shifts]
    for start, end in (*turns, (command.starts_at, command.ends_at)):
        if end and end <= (start or now):
            raise NotSo("ends_before_it_starts", field="ends_at")
        if end and end <= now:
            raise NotSo("time_passed", field="ends_at")
    names = [shift.id for shift in command.shifts]
    if len(set(names)) < len(names):
        raise NotSo("shift_twice", field="shifts")


def _check_circle(command: MakeOffer, begin: Origin, facts: Making) -> None:
    wide = _DEPTHS[command.circle] < _REACH[begin.home.level]
    if command.kind is OfferKind.MUSTER and not facts.emergency:
        raise NotNow("no_emergency", state="normal", allowed=())
    cases = any(one.case_id for one in command.concerns)
    needs = any(one.need_id for one in command.concerns)
    if (cases and facts.stations) or ((cases or needs) and not begin.keeper):
        raise NotYours("not_the_keeper")
    if wide and not (begin.keeper and facts.emergency):
        raise NotSo("circle_too_wide", field="circle")


def _proposed(
    command: MakeOffer, begin: Origin, city: City, now: datetime, facts: Making
) -> o.OfferProposed:
    path = facts.place.path
    copied = (
        *("kind", "title", "text", "category", "skills", "teams", "shifts", "photos"),
        *("beneficiary", "resource_id", "whistle_id"),
    )
    concerns = tuple(_concerns(command))
    starts_at, ends_at, places = _extent(command)
    return o.OfferProposed(
        **{name: getattr(command, name) for name in copied},
        offer_id=facts.id,
        number=facts.number,
        street=path[min(1, len(path) - 1)],
        community=path[2] if len(path) > 2 else None,
        place=facts.place,
        maker=begin.by,
        asker=begin.by if command.kind in _ORDERED and not begin.keeper else None,
        places=places,
        circle=path[min(_DEPTHS[command.circle], len(path) - 1)],
        starts_at=starts_at,
        ends_at=ends_at,
        concerns=concerns,
        case_ids=tuple(dict.fromkeys(x.case_id for x in concerns if x.case_id)),
        need_ids=tuple(dict.fromkeys(x.need_id for x in concerns if x.need_id)),
        owner=begin.home,
        due_at=limit("propose", command.kind, begin.home.at, city, now),
        proposed_at=now,
    )


def _extent(command: MakeOffer) -> tuple[datetime | None, datetime | None, int]:
    """From when to when, and for how many: the shifts say it, when there are any."""
    if command.kind is OfferKind.ORDER:
        return command.starts_at, command.ends_at, 1
    if not command.shifts:
        return command.starts_at, command.ends_at, command.places
    starts = min(shift.starts_at for shift in command.shifts)
    ends = max(shift.ends_at for shift in command.shifts)
    return starts, ends, sum(shift.places for shift in command.shifts)


def _concerns(command: MakeOffer) -> Sequence[Concern]:
    """What it shall settle: what is named, else itself; a turn of duty settles nothing."""
    if not command.concerns and command.kind not in _DUTIES:
        return [Concern(id="c1", text=command.text)]
    return [
        Concern(id=f"c{n}", text=one.text, case_id=one.case_id, need_id=one.need_id)
        for n, one in enumerate(command.concerns, 1)
    ]
