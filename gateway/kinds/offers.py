"""Offers, as dispatch tells them: the whole, and every claim's line. Deeds are listed apart."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.actor import Role
from contracts.events import claim as c
from contracts.events import deed as d
from contracts.events import offer as o
from contracts.events.event import Event
from contracts.offer_life import OFFER_LIFE
from contracts.words import Level
from gateway.fold import AT, Fold, Folded, Folds, nested
from gateway.kinds.kind import Kind, listed, person, place, post, stages, unit
from gateway.scopes import POOL
from gateway.writes import below, both, sets, takes

_OWNED = takes("owner", "due_at")
_OVER = sets(owner=None, due_at=None, asked=None, waiting=())
_FINISHED = both(_OVER, takes("result", "deeds"))
_LIVE = frozenset({"claimed", "on_duty", "done"})


def _claim(inner: Fold) -> Fold:
    return below("claims", "claim_id", inner)


def _recomputed(event: o.OfferRecomputed) -> Mapping[str, Any]:
    claims = (one for one in event.moved if one.id != "due_at")
    return {"due_at": event.due_at, **{f"claims/{one.id}/start_by": one.due_at for one in claims}}


def _published(event: o.OfferPublished) -> Mapping[str, Any]:
    changed = {"places": event.places, "skills": event.skills}
    asked = {"asked": None, "waiting": (), "emergency": event.emergency}
    return {**asked, **{name: value for name, value in changed.items() if value is not None}}


_WRITES: Mapping[type[Event], Fold] = {
    o.OfferProposed: both(
        _OWNED,
        takes(
            *("number", "kind", "title", "text", "street", "community", "place", "maker", "asker"),
            *("category", "skills", "places", "circle", "starts_at", "ends_at", "shifts"),
            *("teams", "concerns", "beneficiary", "photos"),
        ),
    ),
    o.OfferPublished: both(_OWNED, _published),
    o.OfferDispatched: both(_OWNED, takes("asked", waiting="rest")),
    o.OfferDeclined: sets(asked=None),
    o.OfferExhausted: _OWNED,
    o.OfferPassedUp: both(_OWNED, takes("reason")),
    o.OfferFilled: _OWNED,
    o.OfferReopened: _OWNED,
    o.OfferBegun: _OWNED,
    o.OfferMustered: takes(mustered_after="seconds"),
    o.OfferDone: _OWNED,
    o.OfferSentBack: both(_OWNED, takes("reason"), sets(sent_back_at=AT)),
    o.OfferConfirmed: _FINISHED,
    o.OfferRated: both(_FINISHED, takes("stars", "words")),
    o.OfferRefused: both(_OVER, takes("reason")),
    o.OfferCancelled: both(_OVER, takes("reason")),
    o.OfferExpired: _OVER,
    o.OfferOverdue: takes("due_at"),
    o.OfferRecomputed: _recomputed,
    c.ClaimMade: _claim(
        both(
            sets(stage="claimed"), takes("account", "unit", "team", "shift", "made_at", "start_by")
        )
    ),
    c.ClaimReleased: _claim(sets(stage="released", start_by=None)),
    c.ClaimLapsed: _claim(sets(stage="lapsed", start_by=None)),
    c.ClaimArrived: _claim(both(sets(stage="on_duty", start_by=None), takes("arrived_at"))),
    c.ClaimIntroduced: _claim(sets(introduced=True)),
    c.ClaimDone: _claim(both(sets(stage="done"), takes("done_at", "hours"))),
    c.ClaimConfirmed: _claim(both(sets(stage="confirmed"), takes("hours"))),
    c.ClaimMissed: _claim(sets(stage="missed", start_by=None)),
    c.PatrolFound: lambda _: {},
    d.DeedRecorded: lambda _: {},
    o.OfferRedacted: takes(redacted="depth"),
}

_STAGES = stages(OFFER_LIFE)

FOLDS: Folds = {
    kind: both(writes, _STAGES[kind]) if kind in _STAGES else writes
    for kind, writes in _WRITES.items()
}


def tags(event: Any) -> Iterable[str]:
    """Where it is, who asked and claims, whom it was dispatched to; the pool once published."""
    if isinstance(event, o.OfferProposed):
        yield from place(*event.place.path[1:])
        yield from person(event.asker, event.maker)
        if event.owner.level is Level.DEPARTMENT:
            yield from post(Role.SOCIAL_WORKER, event.owner.at)
    elif isinstance(event, o.OfferPublished):
        yield POOL
    elif isinstance(event, o.OfferDispatched):
        yield from unit(event.asked.unit)
    elif isinstance(event, c.ClaimMade):
        yield from person(event.account)
        yield from unit(event.unit)


def claims(offer: Folded) -> Mapping[str, Mapping[str, Any]]:
    """The claims as they stand: what was sent back is on duty again."""
    again = offer.get("sent_back_at")
    found = nested(offer, "claims")
    for claim in found.values():
        if again and claim.get("stage") == "done" and claim["done_at"] < again:
            claim["stage"] = "on_duty"
    return found


def live(offer: Folded) -> int:
    """How many places are taken."""
    return sum(claim.get("stage") in _LIVE for claim in claims(offer).values())


def facets(offer: Folded) -> Mapping[str, Any]:
    """What lists narrow and sort by."""
    owner = offer.get("owner")
    return listed(
        offer,
        stage=offer.get("stage"),
        number=offer.get("number"),
        kind=offer.get("kind"),
        category=offer.get("category"),
        owner=owner["at"] if owner else None,
        due_at=offer.get("due_at"),
    )


OFFERS = Kind(
    name="offers",
    source="dispatch",
    born=o.OfferProposed,
    folds=FOLDS,
    tags=tags,
    facets=facets,
    filters=("number", "kind", "category", "owner"),
)
